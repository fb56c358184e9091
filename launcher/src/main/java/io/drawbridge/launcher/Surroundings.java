package io.drawbridge.launcher;

import io.drawbridge.issuer.KeyFolder;
import io.drawbridge.issuer.KeyStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the commands take from outside.
 *
 * @param home the checkout's folder, absolute
 * @param clock the time
 * @param ids a new unique text at each call, for token ids
 * @param environment this process's environment variables
 * @param untilStopped returns when {@code up} shall stop
 */
record Surroundings(
        Path home, Clock clock, Supplier<String> ids, Map<String, String> environment, Runnable untilStopped) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The registry that {@code up} loads and {@code token} knows tenants from, unless told otherwise. */
    Path defaultRegistry() {
        return home.resolve("examples").resolve("registry.json");
    }

    /** The keys that {@code up} and {@code token} share. */
    KeyStore keys() {
        return new KeyFolder(home.resolve(".drawbridge"));
    }
}
