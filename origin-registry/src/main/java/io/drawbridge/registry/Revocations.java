package io.drawbridge.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The revocations of one owner, found by what they name: a request looks at few of ten thousand. */
public final class Revocations {

    /** No revocations. */
    public static final Revocations NONE = of(List.of());

    private static final int OBJECT_BYTES = 400;
    private static final int CHARACTER_BYTES = 2;

    private final List<Revocation> all;
    private final Map<String, List<Revocation>> byTokenId = new HashMap<>();
    private final Map<String, List<Revocation>> bySubject = new HashMap<>();
    private final List<Revocation> ofAnybody = new ArrayList<>();

    private Revocations(List<Revocation> all) {
        this.all = all;
        for (Revocation revocation : all) {
            roomOf(revocation).add(revocation);
        }
    }

    /** These revocations, in this order. */
    public static Revocations of(List<Revocation> all) {
        return new Revocations(List.copyOf(all));
    }

    private List<Revocation> roomOf(Revocation revocation) {
        if (revocation.tokenId().isPresent()) {
            return byTokenId.computeIfAbsent(revocation.tokenId().get(), id -> new ArrayList<>());
        }
        return revocation
                .subject()
                .map(sub -> bySubject.computeIfAbsent(sub, s -> new ArrayList<>()))
                .orElse(ofAnybody);
    }

    /** Every one, expired ones included. */
    public List<Revocation> all() {
        return all;
    }

    /** Whether one of them refuses a token; see {@link Revocation#refuses}. */
    public boolean refuse(Issuer record, String sub, Optional<String> jti, Instant issuedAt, Instant now) {
        List<Revocation> ofToken =
                jti.map(id -> byTokenId.getOrDefault(id, List.of())).orElse(List.of());
        return List.of(ofToken, bySubject.getOrDefault(sub, List.of()), ofAnybody).stream()
                .flatMap(List::stream)
                .anyMatch(r -> r.refuses(record, sub, jti, issuedAt, now));
    }

    /** What they take of memory: an estimate with a margin. */
    public long bytes() {
        return all.stream().mapToLong(Revocations::bytes).sum() + OBJECT_BYTES;
    }

    private static long bytes(Revocation revocation) {
        int characters = revocation.issuer().map(String::length).orElse(0)
                + revocation.subject().map(String::length).orElse(0)
                + revocation.tokenId().map(String::length).orElse(0);
        return OBJECT_BYTES + (long) CHARACTER_BYTES * characters;
    }
}
