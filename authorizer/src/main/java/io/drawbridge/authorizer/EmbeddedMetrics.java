package io.drawbridge.authorizer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drawbridge.authorizer.Steps.Times;
import java.io.IOException;
import java.time.Clock;

/**
 * The metrics of a decision, in the log line itself: CloudWatch's embedded metric format makes metrics of lines that name
 * their members in {@code _aws}, with no call and no daemon.
 *
 * <p>Each combination of dimensions is a metric that is paid for, so nothing that a stranger can make up is ever one: the
 * function, the reason, and registered tenants where that is asked for.
 *
 * @param function the function's name, which tells stacks apart
 * @param perTenant whether each registered tenant has metrics of its own
 * @param clock the time of the line
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     the specification of the embedded metric format</a>
 */
record EmbeddedMetrics(String function, boolean perTenant, Clock clock) {

    static final String NAMESPACE = "Drawbridge";

    private static final String FUNCTION = "FunctionName";
    private static final double NANOS_PER_MILLI = 1e6;

    /** Writes the members of one decision. */
    void decided(JsonGenerator json, AuthorizerRequest request, Decision decision, Times times, boolean cold)
            throws IOException {
        int refused = isRefusal(decision) ? 1 : 0;
        boolean ofTenant = isOfTenant(request, decision);
        json.writeStringField(FUNCTION, function);
        json.writeNumberField("Decisions", 1);
        json.writeNumberField("Refusals", refused);
        json.writeNumberField("TenantRefusals", ofTenant ? refused : 0);
        json.writeNumberField("ColdStarts", cold ? 1 : 0);
        json.writeNumberField("RegistryCacheHits", times.registryReads() == 0 ? 1 : 0);
        writeMillis(json, "Latency", times.totalNanos());
        if (times.registryReads() > 0) {
            writeMillis(json, "RegistryLatency", times.registryNanos());
        }
        if (times.keyFetches() > 0) {
            writeMillis(json, "KeysLatency", times.keyNanos());
        }
        beginDirectives(json);
        beginDirective(json, FUNCTION);
        for (String name :
                new String[] {"Decisions", "Refusals", "TenantRefusals", "ColdStarts", "RegistryCacheHits"}) {
            metric(json, name, "Count");
        }
        metric(json, "Latency", "Milliseconds");
        if (times.registryReads() > 0) {
            metric(json, "RegistryLatency", "Milliseconds");
        }
        if (times.keyFetches() > 0) {
            metric(json, "KeysLatency", "Milliseconds");
        }
        endDirective(json);
        beginDirective(json, FUNCTION, "reason");
        metric(json, "Decisions", "Count");
        endDirective(json);
        if (perTenant && ofTenant) {
            beginDirective(json, FUNCTION, "tenantId");
            metric(json, "Decisions", "Count");
            metric(json, "Refusals", "Count");
            endDirective(json);
        }
        endDirectives(json);
    }

    /** Writes the members of a fault. */
    void fault(JsonGenerator json) throws IOException {
        json.writeStringField(FUNCTION, function);
        json.writeNumberField("Faults", 1);
        beginDirectives(json);
        beginDirective(json, FUNCTION);
        metric(json, "Faults", "Count");
        endDirective(json);
        endDirectives(json);
    }

    private static boolean isRefusal(Decision decision) {
        return decision.reason() != Reason.ALLOWED && decision.reason() != Reason.PREFLIGHT;
    }

    /** The admin API serves administrators; a tenant that a token of theirs names need not be registered. */
    private static boolean isOfTenant(AuthorizerRequest request, Decision decision) {
        return !decision.tenantId().isEmpty() && !AdminRoom.holds(request);
    }

    static void writeMillis(JsonGenerator json, String name, long nanos) throws IOException {
        json.writeNumberField(name, Math.round(nanos / 1000.0) * 1000 / NANOS_PER_MILLI);
    }

    private void beginDirectives(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.millis());
        json.writeArrayFieldStart("CloudWatchMetrics");
    }

    private static void endDirectives(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void beginDirective(JsonGenerator json, String... dimensions) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeArray(dimensions, 0, dimensions.length);
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
    }

    private static void metric(JsonGenerator json, String name, String unit) throws IOException {
        json.writeStartObject();
        json.writeStringField("Name", name);
        json.writeStringField("Unit", unit);
        json.writeEndObject();
    }

    private static void endDirective(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }
}
