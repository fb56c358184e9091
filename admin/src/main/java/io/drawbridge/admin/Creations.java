package io.drawbridge.admin;

import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Repetition;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes creations safe to repeat: a request with the {@code Idempotency-Key} of one that was done is answered with what that
 * one made.
 *
 * <p>The draft writes the key as a structured string, in quotes; most clients leave the quotes out. Whatever stands there is
 * taken as it is: a key is compared, never read.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07">The Idempotency-Key HTTP
 *     header field</a>
 */
record Creations(TenantStore store, Clock clock) {

    private static final String HEADER = "idempotency-key";
    private static final int MAX_LENGTH = 255;

    /** Makes something, if nobody made it with this key before. */
    interface Creation {
        /** Empty if the store says that the key was used meanwhile. */
        Optional<AdminAnswer> make(Optional<IdempotencyKey> key);
    }

    /**
     * The answer to a creation.
     *
     * @param owner below whom it is made
     * @param made the answer about what has an id, if it is still there
     * @param creation makes it
     */
    AdminAnswer answer(
            AdminRequest request,
            Optional<TenantId> owner,
            Function<String, Optional<AdminAnswer>> made,
            Creation creation) {
        List<String> lines = request.headers().lines(HEADER);
        if (lines.size() > 1 || lines.stream().anyMatch(line -> !isKey(line))) {
            return Refusal.IDEMPOTENCY_KEY_FORM.answer();
        }
        Optional<IdempotencyKey> key = lines.stream()
                .findFirst()
                .map(line -> new IdempotencyKey(HexFormat.of().formatHex(Sha256.of(line)), fingerprint(request)));
        return repeated(owner, key, made)
                .or(() -> creation.make(key))
                .or(() -> repeated(owner, key, made))
                // The key was used and is forgotten, both between two looks at it.
                .orElseGet(Refusal.CHANGED_MEANWHILE::answer);
    }

    private Optional<AdminAnswer> repeated(
            Optional<TenantId> owner, Optional<IdempotencyKey> key, Function<String, Optional<AdminAnswer>> made) {
        Optional<Repetition> before = key.flatMap(k -> store.repetition(owner, k.hash(), clock.instant()));
        return before.map(repetition -> {
            if (!repetition.fingerprint().equals(key.orElseThrow().fingerprint())) {
                return Refusal.IDEMPOTENCY_KEY.answer();
            }
            return made.apply(repetition.id())
                    .map(answer -> answer.with("Idempotency-Replayed", "true"))
                    .orElseGet(Refusal.IDEMPOTENCY_KEY_GONE::answer);
        });
    }

    private static boolean isKey(String line) {
        return !line.isEmpty() && line.length() <= MAX_LENGTH && line.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** All that makes it this request and no other, each part with its length, so that none can be taken for two. */
    private static String fingerprint(AdminRequest request) {
        StringBuilder parts = new StringBuilder();
        Stream.of(
                        request.method(),
                        request.resource(),
                        new TreeMap<>(request.pathParameters()).toString(),
                        request.caller().issuer(),
                        request.caller().subject(),
                        request.body())
                .forEach(part -> parts.append(part.length()).append(':').append(part));
        return HexFormat.of().formatHex(Sha256.of(parts.toString()));
    }
}
