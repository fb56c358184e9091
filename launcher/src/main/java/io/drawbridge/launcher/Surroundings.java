package io.drawbridge.launcher;

import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyFolder;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.launcher.admin.Access;
import io.drawbridge.launcher.run.LocalPorts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the commands take from outside.
 *
 * @param home the checkout's folder, absolute
 * @param clock the time
 * @param ids a new unique text at each call, for token ids
 * @param environment this process's environment variables
 * @param untilStopped returns when {@code up} shall stop
 * @param terminal reads a line of whoever sits at the terminal; empty without one
 */
record Surroundings(
        Path home,
        Clock clock,
        Supplier<String> ids,
        Map<String, String> environment,
        Runnable untilStopped,
        Supplier<Optional<String>> terminal) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The registry that {@code up} loads and {@code token} knows tenants from, unless told otherwise. */
    Path defaultRegistry() {
        return home.resolve("examples").resolve("registry.json");
    }

    /** What the commands of the admin API take from outside. */
    Access access() {
        return new Access(clock, ids, environment, this::administrator, terminal);
    }

    /** The token of {@code token --admin}. */
    private String administrator() {
        String issuer = IssuerName.PLATFORM.url(
                LocalPorts.of(LocalPorts.DEFAULT_API, LocalPorts.DEFAULT_FIRST).issuerUrl());
        TokenRequest request =
                TokenRequest.from(issuer).withSubject("admin").withScopes(List.of(TokenRequest.ADMIN_SCOPE));
        return new TokenMinter(keys().keysOf(IssuerName.PLATFORM), clock, ids).mint(request);
    }

    /** The keys that {@code up} and {@code token} share. */
    KeyStore keys() {
        return new KeyFolder(home.resolve(".drawbridge"));
    }
}
