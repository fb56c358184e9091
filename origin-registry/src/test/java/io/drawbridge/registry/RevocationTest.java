package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private static final String ISS = "https://id.example.com";
    private static final Optional<String> NONE = Optional.empty();
    private static final Instant END = NOW.plus(Duration.ofDays(2));
    private static final Issuer OWN = Sample.issuer(ACME, "own", ISS);
    private static final Issuer SHARED = Sample.platformIssuer("main", ISS);

    private static Revocation of(
            Optional<TenantId> owner,
            Optional<String> issuer,
            Optional<String> subject,
            Optional<String> tokenId,
            Optional<Instant> issuedBefore) {
        return new Revocation(owner, issuer, subject, tokenId, issuedBefore, END);
    }

    private static Revocation subject(String subject) {
        return of(Optional.of(ACME), Optional.of(ISS), Optional.of(subject), NONE, Optional.empty());
    }

    private static boolean refuses(Revocation revocation, Issuer record) {
        return revocation.refuses(record, "alice", Optional.of("t-1"), NOW, NOW);
    }

    @Test
    void itRefusesExactlyTheTokensThatMeetEveryConditionItNames() {
        Optional<TenantId> acme = Optional.of(ACME);
        Optional<String> iss = Optional.of(ISS);
        Optional<String> alice = Optional.of("alice");
        Optional<String> bob = Optional.of("bob");
        Optional<String> one = Optional.of("t-1");
        Optional<String> two = Optional.of("t-2");
        Optional<Instant> later = Optional.of(NOW.plusSeconds(1));
        Optional<Instant> earlier = Optional.of(NOW.minusSeconds(61));
        Optional<Instant> any = Optional.empty();

        assertThat(List.of(
                        of(acme, iss, alice, NONE, any),
                        of(acme, iss, NONE, one, any),
                        of(acme, NONE, NONE, NONE, later),
                        of(acme, iss, NONE, NONE, later),
                        of(acme, iss, alice, one, later)))
                .allMatch(r -> refuses(r, OWN));
        assertThat(List.of(
                        of(acme, iss, bob, NONE, any),
                        of(acme, iss, NONE, two, any),
                        of(acme, NONE, NONE, NONE, earlier),
                        of(acme, Optional.of("https://other.example"), NONE, NONE, later),
                        of(acme, Optional.of("https://other.example"), alice, one, later),
                        of(acme, iss, bob, one, later),
                        of(acme, iss, alice, two, later),
                        of(acme, iss, alice, one, earlier)))
                .noneMatch(r -> refuses(r, OWN));
    }

    @Test
    void aTokenWithoutIdMeetsNoRevocationOfOne() {
        Revocation token = of(Optional.of(ACME), Optional.of(ISS), NONE, Optional.of("t-1"), Optional.empty());

        assertThat(token.refuses(OWN, "alice", Optional.empty(), NOW, NOW)).isFalse();
    }

    @Test
    void thePlatformsHoldsForItsOwnRecordsAloneAndATenantsForEveryOneInItsRequests() {
        Revocation ofPlatform = of(Optional.empty(), Optional.of(ISS), Optional.of("alice"), NONE, Optional.empty());

        assertThat(refuses(ofPlatform, SHARED)).isTrue();
        assertThat(refuses(ofPlatform, OWN)).isFalse();
        assertThat(refuses(ofPlatform, Sample.issuer(GLOBEX, "own", ISS))).isFalse();
        assertThat(refuses(subject("alice"), SHARED)).isTrue();
    }

    @Test
    void aTokenCountsAsIssuedAsMuchEarlierAsClocksMayDiffer() {
        Revocation before = of(Optional.of(ACME), NONE, NONE, NONE, Optional.of(NOW));

        // The record's skew is 60 s.
        assertThat(before.refuses(OWN, "a", NONE, NOW.minusNanos(1), NOW)).isTrue();
        assertThat(before.refuses(OWN, "a", NONE, NOW.plusSeconds(60).minusNanos(1), NOW))
                .isTrue();
        assertThat(before.refuses(OWN, "a", NONE, NOW.plusSeconds(60), NOW)).isFalse();
    }

    @Test
    void fromItsEndOnItRefusesNothing() {
        Revocation alice = subject("alice");

        assertThat(alice.refuses(OWN, "alice", NONE, NOW, END.minusNanos(1))).isTrue();
        assertThat(alice.refuses(OWN, "alice", NONE, NOW, END)).isFalse();
    }

    @Test
    void itEndsWhenTheLastTokenItNamesHasExpired() {
        Revocation revocation = Revocation.of(
                        Optional.of(ACME), NONE, NONE, NONE, Optional.of(NOW.plusNanos(1)), Optional.empty())
                .orThrow();

        assertThat(revocation.expiresAt())
                .isEqualTo(NOW.plus(Duration.ofHours(24)).plusSeconds(61));
        assertThat(new Revocation(Optional.of(ACME), NONE, NONE, NONE, Optional.of(NOW), END.plusNanos(1)).expiresAt())
                .isEqualTo(END.plusSeconds(1));
        assertThat(problems(NONE, NONE, NONE, Optional.of(NOW), Optional.of(NOW.plusSeconds(86_459))))
                .containsExactly("/expiresAt REVOCATION_END");
        assertThat(problems(NONE, NONE, NONE, Optional.of(NOW), Optional.of(NOW.plusSeconds(86_460))))
                .isEmpty();
    }

    private static List<String> problems(
            Optional<String> issuer,
            Optional<String> subject,
            Optional<String> tokenId,
            Optional<Instant> issuedBefore,
            Optional<Instant> expiresAt) {
        return Revocation.of(Optional.of(ACME), issuer, subject, tokenId, issuedBefore, expiresAt).problems().stream()
                .map(p -> p.pointer() + " " + p.code())
                .toList();
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Optional<String> quote = Optional.of("a\"");
        assertThat(problems(NONE, quote, Optional.of("a\n"), Optional.empty(), Optional.empty()))
                .containsExactly(
                        "/issuer REVOCATION_ISSUER_MISSING",
                        "/subject REVOCATION_NAME",
                        "/tokenId REVOCATION_NAME",
                        " REVOCATION_END_MISSING");
        assertThat(problems(Optional.of("x"), NONE, NONE, Optional.empty(), Optional.of(END)))
                .containsExactly(" REVOCATION_EMPTY", "/issuer ISSUER_URL");
        assertThat(problems(NONE, NONE, NONE, Optional.of(Instant.MAX), Optional.empty()))
                .containsExactly("/expiresAt REVOCATION_END");
        assertThat(problems(Optional.of(ISS), Optional.of("\ud800"), NONE, Optional.empty(), Optional.of(END)))
                .containsExactly("/subject REVOCATION_NAME");
        assertThat(problems(Optional.of(ISS), Optional.of("x".repeat(255)), NONE, Optional.empty(), Optional.of(END)))
                .isEmpty();
        assertThat(problems(Optional.of(ISS), Optional.of("a\\"), NONE, Optional.empty(), Optional.of(Instant.MAX)))
                .containsExactly("/subject REVOCATION_NAME", "/expiresAt REVOCATION_END");
        assertThatThrownBy(() -> of(Optional.of(ACME), Optional.of(ISS), NONE, NONE, Optional.empty()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("\"" + ISS + "\" names no token.");
    }

    @Test
    void theSameConditionsHaveTheSameIdAndOthersAnother() {
        Optional<TenantId> acme = Optional.of(ACME);
        Optional<String> iss = Optional.of(ISS);
        List<Revocation> all = List.of(
                of(acme, iss, Optional.of("a"), NONE, Optional.empty()),
                of(acme, iss, NONE, Optional.of("a"), Optional.empty()),
                of(acme, iss, Optional.of("a"), Optional.of("a"), Optional.empty()),
                of(acme, iss, Optional.of("a"), NONE, Optional.of(NOW)),
                of(acme, iss, NONE, NONE, Optional.of(NOW)),
                of(acme, NONE, NONE, NONE, Optional.of(NOW)),
                of(acme, Optional.of(ISS + "/"), Optional.of("a"), NONE, Optional.empty()));

        Set<String> ids =
                Stream.of(all, all).flatMap(List::stream).map(Revocation::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(all.size()).allMatch(id -> id.matches("[A-Za-z0-9_-]{43}"));
        Revocation later = new Revocation(acme, iss, Optional.of("a"), NONE, Optional.empty(), END.plusSeconds(9));
        assertThat(later.id()).isEqualTo(all.get(0).id());
    }
}
