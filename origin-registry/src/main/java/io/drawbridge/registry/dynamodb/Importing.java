package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What a profile says of imports: the generation in force, the last one that was drawn, the import that is running, and whether
 * anything of one may be left beside what is in force.
 */
final class Importing {

    /** The condition that nothing of an import is anywhere beside what is in force. */
    static final String NONE = "attribute_not_exists(importing) AND attribute_not_exists(unsettled)";

    private static final String GENERATION = "generation";
    private static final String DRAWN = "drawn";
    private static final String IMPORTING = "importing";
    private static final String UNSETTLED = "unsettled";
    private static final String JOB = "job";
    private static final String EXPIRES_AT = "expiresAt";

    /** A running import. */
    record Running(String job, long generation, Instant expiresAt) {}

    private Importing() {}

    static Optional<Running> running(Attributes profile) {
        return profile.optionalMap(IMPORTING)
                .map(m -> new Running(m.text(JOB), m.number(GENERATION), Instant.ofEpochSecond(m.number(EXPIRES_AT))));
    }

    static boolean isUnsettled(Attributes profile) {
        return profile.has(UNSETTLED);
    }

    static boolean isIn(Map<String, AttributeValue> profile) {
        return profile.containsKey(IMPORTING) || profile.containsKey(UNSETTLED);
    }

    /** The generation that the next import draws: never one that was drawn before. */
    static long next(Attributes profile) {
        return profile.optionalNumber(DRAWN).orElse(0L) + 1;
    }

    static Update.Builder begin(TenantId tenant, Running running) {
        Values importing = new Values()
                .text(JOB, running.job())
                .number(GENERATION, running.generation())
                .number(EXPIRES_AT, running.expiresAt().getEpochSecond());
        return update(tenant)
                .updateExpression("SET importing = :importing, unsettled = :true, drawn = :generation")
                .conditionExpression("attribute_exists(pk) AND " + NONE
                        + " AND (attribute_not_exists(drawn) OR drawn < :generation)")
                .expressionAttributeValues(Map.of(
                        ":importing", importing.toValue(),
                        ":true", AttributeValue.fromBool(true),
                        ":generation", Values.number(running.generation())));
    }

    /** Ends an import that was not committed. */
    static Update.Builder end(TenantId tenant, String job) {
        return update(tenant)
                .updateExpression("REMOVE importing")
                .conditionExpression("importing.job = :job")
                .expressionAttributeValues(Map.of(":job", AttributeValue.fromS(job)));
    }

    /** Nothing of an import is left beside what is in force. */
    static Update.Builder settled(TenantId tenant, long generation) {
        Update.Builder update =
                update(tenant).updateExpression("REMOVE unsettled").conditionExpression(quiet(generation));
        Map<String, AttributeValue> values = quietValues(generation);
        return values.isEmpty() ? update : update.expressionAttributeValues(values);
    }

    /** Checks that no import runs and none was committed meanwhile. */
    static ConditionCheck.Builder checkQuiet(TenantId tenant, long generation) {
        ConditionCheck.Builder check =
                ConditionCheck.builder().key(Keys.profile(tenant).attributes()).conditionExpression(quiet(generation));
        Map<String, AttributeValue> values = quietValues(generation);
        return values.isEmpty() ? check : check.expressionAttributeValues(values);
    }

    private static String quiet(long generation) {
        return "attribute_exists(pk) AND attribute_not_exists(importing) AND "
                + (generation == 0 ? "attribute_not_exists(generation)" : "generation = :generation");
    }

    private static Map<String, AttributeValue> quietValues(long generation) {
        return generation == 0 ? Map.of() : Map.of(":generation", Values.number(generation));
    }

    /** Checks that an import still runs. */
    static ConditionCheck.Builder checkRunning(TenantId tenant, long generation) {
        return ConditionCheck.builder()
                .key(Keys.profile(tenant).attributes())
                .conditionExpression("importing.generation = :generation")
                .expressionAttributeValues(Map.of(":generation", Values.number(generation)));
    }

    /** Adds to the update of a profile that it is switched to the running import's generation. */
    static Update.Builder switching(Update update, long generation, long approvalChanges) {
        Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
        values.put(":generation", Values.number(generation));
        String approvals = "attribute_not_exists(approvalChanges)";
        if (approvalChanges > 0) {
            values.put(":approvalChanges", Values.number(approvalChanges));
            approvals = "approvalChanges = :approvalChanges";
        }
        String expression = update.updateExpression().contains(" REMOVE ")
                ? update.updateExpression() + ", importing"
                : update.updateExpression() + " REMOVE importing";
        return update.toBuilder()
                .updateExpression(expression.replaceFirst("SET ", "SET generation = :generation, "))
                .conditionExpression(
                        update.conditionExpression() + " AND importing.generation = :generation AND " + approvals)
                .expressionAttributeValues(values);
    }

    private static Update.Builder update(TenantId tenant) {
        return Update.builder().key(Keys.profile(tenant).attributes());
    }
}
