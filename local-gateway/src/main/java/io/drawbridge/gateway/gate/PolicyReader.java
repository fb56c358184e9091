package io.drawbridge.gateway.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.gateway.function.MalformedAnswerException;
import io.drawbridge.gateway.gate.Policy.Effect;
import io.drawbridge.gateway.gate.Policy.Statement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a policy document strictly; whatever it does not know is an error, never ignored. */
final class PolicyReader {

    private static final Set<String> DOCUMENT_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "Condition");

    /** A quota of REST APIs. */
    private static final int MAX_RESOURCE_BYTES = 512;

    private PolicyReader() {}

    static Policy read(JsonNode document) throws MalformedAnswerException {
        if (!document.isObject()) {
            throw new MalformedAnswerException("policyDocument is missing or no object: it is required.");
        }
        onlyKnown(document, DOCUMENT_FIELDS, "policyDocument");
        JsonNode statements = document.path("Statement");
        List<Statement> result = new ArrayList<>();
        if (statements.isObject()) {
            result.add(statement(statements));
        } else if (statements.isArray() && !statements.isEmpty()) {
            for (JsonNode statement : statements) {
                result.add(statement(statement));
            }
        } else {
            throw new MalformedAnswerException("policyDocument has no Statement: give one or a list of them.");
        }
        return new Policy(result);
    }

    private static Statement statement(JsonNode json) throws MalformedAnswerException {
        if (!json.isObject()) {
            throw new MalformedAnswerException("A Statement is no object: " + json + ".");
        }
        onlyKnown(json, STATEMENT_FIELDS, "A Statement");
        condition(json);
        boolean notAction = exactlyOne(json, "Action", "NotAction");
        boolean notResource = exactlyOne(json, "Resource", "NotResource");
        List<String> resources = texts(json, notResource ? "NotResource" : "Resource");
        for (String resource : resources) {
            checkResource(resource);
        }
        return new Statement(
                effect(json), texts(json, notAction ? "NotAction" : "Action"), notAction, resources, notResource);
    }

    private static void condition(JsonNode statement) throws MalformedAnswerException {
        JsonNode condition = statement.get("Condition");
        if (condition != null && condition.isNull()) {
            throw new MalformedAnswerException("A Statement has \"Condition\": null: leave the field out.");
        }
        if (condition != null && !(condition.isObject() && condition.isEmpty())) {
            throw new MalformedAnswerException(
                    "A Statement has a Condition: the local gateway does not evaluate conditions. Decide in the authorizer.");
        }
    }

    private static void checkResource(String resource) throws MalformedAnswerException {
        if (resource.getBytes(StandardCharsets.UTF_8).length > MAX_RESOURCE_BYTES) {
            throw new MalformedAnswerException("A Resource is longer than 512 bytes, the quota of API Gateway.");
        }
        if (resource.contains("${")) {
            throw new MalformedAnswerException("The Resource " + resource
                    + " has a policy variable: the local gateway does not evaluate variables. Write the value itself.");
        }
    }

    private static Effect effect(JsonNode statement) throws MalformedAnswerException {
        String effect = statement.path("Effect").asText("");
        if (effect.equals("Allow")) {
            return Effect.ALLOW;
        }
        if (effect.equals("Deny")) {
            return Effect.DENY;
        }
        throw new MalformedAnswerException("A Statement has the Effect \"" + effect + "\": it must be Allow or Deny.");
    }

    /** Whether the negated one is there; exactly one of the two must be. */
    private static boolean exactlyOne(JsonNode statement, String plain, String negated)
            throws MalformedAnswerException {
        if (statement.has(plain) == statement.has(negated)) {
            throw new MalformedAnswerException("A Statement must have either " + plain + " or " + negated + ".");
        }
        return statement.has(negated);
    }

    private static List<String> texts(JsonNode statement, String field) throws MalformedAnswerException {
        JsonNode value = statement.path(field);
        List<String> result = new ArrayList<>();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            if (!element.isTextual()) {
                throw new MalformedAnswerException("A Statement's " + field + " must be a text or a list of texts.");
            }
            result.add(element.textValue());
        }
        if (result.isEmpty()) {
            throw new MalformedAnswerException("A Statement's " + field + " is empty.");
        }
        return result;
    }

    private static void onlyKnown(JsonNode object, Set<String> known, String what) throws MalformedAnswerException {
        var names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new MalformedAnswerException(what + " has the unknown field " + name + ".");
            }
        }
    }
}
