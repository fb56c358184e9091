package io.drawbridge.authorizer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.drawbridge.authorizer.Steps.Times;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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

    /** A metric's name and value; in CloudWatch's terms a {@code Count}, or {@code Milliseconds} where it is a time. */
    private record Metric(String name, boolean isTime, long value) {

        static Metric count(String name, long value) {
            return new Metric(name, false, value);
        }

        static Metric time(String name, long nanos) {
            return new Metric(name, true, nanos);
        }

        void write(JsonGenerator json) throws IOException {
            if (isTime) {
                writeMillis(json, name, value);
            } else {
                json.writeNumberField(name, value);
            }
        }

        void declare(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("Name", name);
            json.writeStringField("Unit", isTime ? "Milliseconds" : "Count");
            json.writeEndObject();
        }
    }

    /** Writes the members of one decision. */
    void decided(JsonGenerator json, AuthorizerRequest request, Decision decision, Times times, boolean cold)
            throws IOException {
        boolean ofTenant = isOfTenant(request, decision);
        Metric decisions = Metric.count("Decisions", 1);
        Metric refusals = Metric.count("Refusals", isRefusal(decision) ? 1 : 0);
        List<Metric> all = new ArrayList<>(List.of(
                decisions,
                refusals,
                Metric.count("TenantRefusals", ofTenant ? refusals.value() : 0),
                Metric.count("ColdStarts", cold ? 1 : 0),
                Metric.count("RegistryCacheHits", times.registryReads() == 0 ? 1 : 0),
                Metric.time("Latency", times.totalNanos())));
        if (times.registryReads() > 0) {
            all.add(Metric.time("RegistryLatency", times.registryNanos()));
        }
        if (times.keyFetches() > 0) {
            all.add(Metric.time("KeysLatency", times.keyNanos()));
        }
        writeValues(json, all);
        beginDirectives(json);
        directive(json, all);
        directive(json, List.of(decisions), "reason");
        if (perTenant && ofTenant) {
            directive(json, List.of(decisions, refusals), "tenantId");
        }
        endDirectives(json);
    }

    /** Writes the members of a fault. */
    void fault(JsonGenerator json) throws IOException {
        List<Metric> faults = List.of(Metric.count("Faults", 1));
        writeValues(json, faults);
        beginDirectives(json);
        directive(json, faults);
        endDirectives(json);
    }

    private void writeValues(JsonGenerator json, List<Metric> metrics) throws IOException {
        json.writeStringField(FUNCTION, function);
        for (Metric metric : metrics) {
            metric.write(json);
        }
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

    /** Metrics by function, and by what else the line has under these names. */
    private static void directive(JsonGenerator json, List<Metric> metrics, String... others) throws IOException {
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeString(FUNCTION);
        for (String other : others) {
            json.writeString(other);
        }
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (Metric metric : metrics) {
            metric.declare(json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
