package io.drawbridge.gateway.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.MockResponse;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.integration.IntegrationResult.Answered;
import io.drawbridge.gateway.integration.IntegrationResult.Faulted;
import io.drawbridge.gateway.response.Fault;
import io.drawbridge.gateway.response.HeaderText;
import io.drawbridge.gateway.response.MissingValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The MOCK integration: the request template says which status, the response for that status says what to send.
 *
 * <p>Templates see {@code $context}, {@code $input}, {@code $stageVariables} and {@code $util}; a response template may set
 * {@code $context.responseOverride.status} and {@code $context.responseOverride.header.Name}.
 */
public final class Mock {

    private static final String JSON_TYPE = "application/json";
    private static final String DEFAULT_RESPONSE = "default";
    private static final Pattern STATUS = Pattern.compile("[2-5]\\d\\d");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Templates templates;
    private final MissingValue missing;

    public Mock(Templates templates, MissingValue missing) {
        this.templates = templates;
        this.missing = missing;
    }

    /** Makes the answer. */
    public IntegrationResult answer(Integration.Mock integration, Call call) {
        String type = mediaType(call);
        String template = integration.requestTemplates().get(type);
        if (template == null && !passes(integration)) {
            return new Faulted(
                    Fault.UNSUPPORTED_MEDIA_TYPE,
                    "The mock has no request template for " + type + " and passes no body through.");
        }
        try {
            String rendered = template == null
                    ? call.delivery().body().text()
                    : templates.render(template, variables(call, new LinkedHashMap<>()));
            Optional<String> status = status(rendered);
            if (status.isEmpty()) {
                return misconfigured("The mock's request template renders no JSON with a statusCode.");
            }
            return select(integration.responses(), status.get())
                    .map(response -> respond(response, call))
                    .orElseGet(() ->
                            misconfigured("No integration response matches the statusCode " + status.get() + "."));
        } catch (Templates.TemplateException e) {
            return misconfigured("The mock's template failed: " + e.getMessage());
        }
    }

    private static boolean passes(Integration.Mock integration) {
        return switch (integration.passthrough()) {
            case WHEN_NO_MATCH -> true;
            case WHEN_NO_TEMPLATES -> integration.requestTemplates().isEmpty();
            case NEVER -> false;
        };
    }

    private static IntegrationResult misconfigured(String note) {
        return new Faulted(Fault.API_MISCONFIGURED, note);
    }

    private static Optional<String> status(String rendered) {
        try {
            JsonNode status = JSON.readTree(rendered).path("statusCode");
            return status.isIntegralNumber() ? Optional.of(status.asText()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The request's media type without parameters; JSON where it has none, as a preflight. */
    private static String mediaType(Call call) {
        String header = call.delivery().headers().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("Content-Type"))
                .map(entry -> entry.getValue().get(entry.getValue().size() - 1))
                .findFirst()
                .orElse(JSON_TYPE);
        int parameters = header.indexOf(';');
        String type = parameters < 0 ? header : header.substring(0, parameters);
        return type.trim().toLowerCase(Locale.ROOT);
    }

    private static Optional<MockResponse> select(List<MockResponse> responses, String status) {
        return responses.stream()
                .filter(response -> !response.selectionPattern().equals(DEFAULT_RESPONSE)
                        && status.matches(response.selectionPattern()))
                .findFirst()
                .or(() -> responses.stream()
                        .filter(response -> response.selectionPattern().equals(DEFAULT_RESPONSE))
                        .findFirst());
    }

    private IntegrationResult respond(MockResponse response, Call call) {
        Map<String, Object> override = new LinkedHashMap<>();
        Map<String, Object> overriddenHeaders = new LinkedHashMap<>();
        override.put("header", overriddenHeaders);
        Map.Entry<String, String> template = template(response.templates());
        String body = templates.render(template.getValue(), variables(call, override));
        Map<String, Header> headers = new LinkedHashMap<>();
        put(headers, "Content-Type", template.getKey());
        new TreeMap<>(response.headers())
                .forEach((name, expression) ->
                        put(headers, name, call.resolve(expression).orElse("")));
        overriddenHeaders.forEach((name, value) -> put(headers, name, value == null ? "" : value.toString()));
        String status = String.valueOf(override.getOrDefault("status", response.status()));
        if (!STATUS.matcher(status).matches()) {
            return misconfigured("The mock's status " + status + " is no number from 200 to 599.");
        }
        return new Answered(
                new HttpResponse(Integer.parseInt(status), new ArrayList<>(headers.values()), Body.of(body)));
    }

    private static Map.Entry<String, String> template(Map<String, String> templates) {
        String json = templates.get(JSON_TYPE);
        if (json != null || templates.isEmpty()) {
            return Map.entry(JSON_TYPE, json == null ? "" : json);
        }
        return new TreeMap<>(templates).firstEntry();
    }

    private void put(Map<String, Header> headers, String name, String value) {
        boolean safe = HeaderText.isName(name) && HeaderText.isSafe(value);
        String sent = safe ? value : "";
        if (HeaderText.isName(name) && (!sent.isEmpty() || missing == MissingValue.SENT_EMPTY)) {
            headers.put(name.toLowerCase(Locale.ROOT), new Header(name, sent));
        }
    }

    private static Map<String, Object> variables(Call call, Map<String, Object> override) {
        Map<String, Object> context = call.context();
        context.put("responseOverride", override);
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("context", context);
        variables.put("input", new InputVariable(call));
        variables.put("stageVariables", call.api().stageVariables());
        variables.put("util", new UtilVariable());
        return variables;
    }
}
