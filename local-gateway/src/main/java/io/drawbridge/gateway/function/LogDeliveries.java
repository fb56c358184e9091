package io.drawbridge.gateway.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.api.LogFilter;
import io.drawbridge.gateway.api.LogSubscription;
import io.drawbridge.gateway.http.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * CloudWatch Logs between the functions: passes every line on, and delivers those that a subscription's filter lets through to
 * its function, as JSON, compressed by gzip, in base64.
 *
 * <p>Each line is a delivery of its own and is sent at once, where AWS collects for some seconds. A delivery that fails is sent
 * again, twice at most, as Lambda does with asynchronous invocations.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Subscription filters</a>
 */
public final class LogDeliveries implements FunctionLog {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ATTEMPTS = 3;

    private final List<LogSubscription> subscriptions;
    private final FunctionLog log;
    private final Clock clock;
    private final AtomicLong events = new AtomicLong();
    private final CompletableFuture<FunctionInvoker> functions = new CompletableFuture<>();

    /**
     * Deliveries that wait until there are functions.
     *
     * @param log gets every line
     */
    public LogDeliveries(List<LogSubscription> subscriptions, FunctionLog log, Clock clock) {
        this.subscriptions = List.copyOf(subscriptions);
        this.log = log;
        this.clock = clock;
    }

    /** From now on these functions are invoked. */
    public void to(FunctionInvoker invoker) {
        functions.complete(invoker);
    }

    @Override
    public void line(String function, String requestId, String text) {
        log.line(function, requestId, text);
        for (LogSubscription subscription : subscriptions) {
            if (subscription.sources().contains(function) && passes(subscription.filter(), text)) {
                Body event = event(subscription, text);
                var sent = functions.thenAccept(invoker -> send(invoker, subscription.function(), event, 1));
                assert sent != null;
            }
        }
    }

    /** Whether a line passes a filter: what is no JSON never does. */
    static boolean passes(LogFilter filter, String line) {
        try {
            JsonNode member = MAPPER.readTree(line).path(filter.name());
            return member.isTextual() && member.textValue().equals(filter.value());
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private void send(FunctionInvoker invoker, String function, Body event, int attempt) {
        var done = invoker.invoke(function, event, "Root=" + UUID.randomUUID()).thenAccept(outcome -> {
            if (!(outcome instanceof InvocationOutcome.Failed failed)) {
                return;
            }
            if (attempt < ATTEMPTS) {
                send(invoker, function, event, attempt + 1);
            } else {
                log.line(function, "", "a delivery of log lines was given up: " + failed.errorType());
            }
        });
        assert done != null;
    }

    private Body event(LogSubscription subscription, String text) {
        ObjectNode delivery = JSON.objectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("owner", LocalAccount.ACCOUNT_ID)
                .put("logGroup", subscription.logGroup())
                .put("logStream", "local");
        delivery.putArray("subscriptionFilters").add(subscription.function());
        ArrayNode lines = delivery.putArray("logEvents");
        lines.addObject()
                .put("id", String.format("%056d", events.incrementAndGet()))
                .put("timestamp", clock.millis())
                // Lambda ends each line that a function prints.
                .put("message", text + "\n");
        ObjectNode event = JSON.objectNode();
        event.putObject("awslogs").put("data", Base64.getEncoder().encodeToString(compressed(delivery.toString())));
        return Body.of(event.toString());
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
