package io.drawbridge.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a {@link Revocation}. */
final class RevocationRules {

    /** As long as a subject may be in a token (OpenID Connect Core 1.0, section 2). */
    private static final int MAX_NAME = 255;

    /** Far more than any token lives; what DynamoDB's time to live and the sums here can hold is far beyond. */
    private static final Instant LAST_END = Instant.parse("9999-01-01T00:00:00Z");

    private RevocationRules() {}

    /** The problems, with pointers of the registry format. */
    static List<Problem> problems(
            Optional<String> issuer,
            Optional<String> subject,
            Optional<String> tokenId,
            Optional<Instant> issuedBefore,
            Optional<Instant> expiresAt) {
        List<Problem> problems = new ArrayList<>();
        boolean isLocal = subject.isPresent() || tokenId.isPresent();
        if (!isLocal && issuedBefore.isEmpty()) {
            problems.add(Problem.of(ProblemCode.REVOCATION_EMPTY, issuer.orElse("revocation")));
        }
        if (isLocal && issuer.isEmpty()) {
            problems.add(Problem.of(
                            ProblemCode.REVOCATION_ISSUER_MISSING,
                            subject.or(() -> tokenId).orElseThrow())
                    .under("/issuer"));
        }
        issuer.filter(i -> !IssuerRules.isIssuer(i))
                .ifPresent(
                        i -> problems.add(Problem.of(ProblemCode.ISSUER_URL, i).under("/issuer")));
        name("/subject", subject, problems);
        name("/tokenId", tokenId, problems);
        end(issuedBefore, expiresAt, problems);
        return problems;
    }

    private static void name(String pointer, Optional<String> name, List<Problem> problems) {
        name.filter(n -> n.isEmpty() || n.length() > MAX_NAME || !n.codePoints().allMatch(RevocationRules::isHarmless))
                .ifPresent(n ->
                        problems.add(Problem.of(ProblemCode.REVOCATION_NAME, n).under(pointer)));
    }

    /** What a token may not hold either: no revocation would ever meet it. */
    private static boolean isHarmless(int c) {
        boolean isLoneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c != '"' && c != '\\' && !Character.isISOControl(c) && !isLoneSurrogate;
    }

    /** An end before the last token's would bring that token back to life. */
    private static void end(Optional<Instant> issuedBefore, Optional<Instant> expiresAt, List<Problem> problems) {
        if (expiresAt.isEmpty()) {
            problems.add(Problem.of(ProblemCode.REVOCATION_END_MISSING, "expiresAt"));
            return;
        }
        Instant end = expiresAt.get();
        boolean isLate = issuedBefore.map(t -> !end.isBefore(earliestEnd(t))).orElse(true);
        if (!isLate || end.isAfter(LAST_END) || end.isBefore(Instant.EPOCH)) {
            problems.add(Problem.of(ProblemCode.REVOCATION_END, end.toString()).under("/expiresAt"));
        }
    }

    /** The end that tokens issued before an instant need; beyond all ends when that instant is. */
    static Instant earliestEnd(Instant issuedBefore) {
        return issuedBefore.isAfter(LAST_END) ? Instant.MAX : Revocation.endOfUse(issuedBefore);
    }
}
