package io.drawbridge.gateway;

import java.time.Clock;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/** Makes the ids of requests. They name things and protect nothing. */
final class RequestIds {

    private static final int EXTENDED_ID_BYTES = 11;

    private final Clock clock;
    private final Random random;

    RequestIds(Clock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    String requestId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Fifteen characters of base64 and an equals sign, such as {@code LqYZnE3noAMFZ1g=}. */
    String extendedRequestId() {
        byte[] bytes = new byte[EXTENDED_ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** {@code 1-5759e988-bd862e3fe1be46a994272793}: X-Ray's trace id, seconds and 96 random bits in hexadecimal. */
    String traceRoot() {
        return String.format("1-%08x-%08x%016x", clock.instant().getEpochSecond(), random.nextInt(), random.nextLong());
    }
}
