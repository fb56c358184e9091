package io.drawbridge.launcher.admin;

import io.drawbridge.launcher.run.LaunchException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What these commands take from outside.
 *
 * @param clock the time
 * @param ids a new unique text at each call, for idempotency keys
 * @param environment this process's environment variables
 * @param localToken mints a platform administrator's token from the keys of {@code ./drawbridge up}
 * @param terminal reads a line of whoever sits at the terminal; empty without one
 */
public record Access(
        Clock clock,
        Supplier<String> ids,
        Map<String, String> environment,
        Supplier<String> localToken,
        Supplier<Optional<String>> terminal) {

    private static final String VARIABLE = "DRAWBRIDGE_TOKEN";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public Access {
        environment = Map.copyOf(environment);
    }

    /**
     * The token to send: of the file, else of the environment, else of the local keys where the API is on this machine.
     *
     * @throws LaunchException if there is none
     */
    String token(URI api, Optional<Path> file) {
        if (file.isPresent()) {
            return read(file.get());
        }
        String set = environment.getOrDefault(VARIABLE, "").strip();
        if (!set.isEmpty()) {
            return set;
        }
        if (isLocal(api)) {
            return localToken.get();
        }
        throw new LaunchException("There is no token for " + api + ". Put one into " + VARIABLE
                + ", or into a file that --token-file names. Only an API on this machine takes one of the local keys.");
    }

    static boolean isLocal(URI api) {
        return LOOPBACK.contains(api.getHost());
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new LaunchException(
                    "The token file " + file + " cannot be read. Name a file that holds one token.", e);
        }
    }
}
