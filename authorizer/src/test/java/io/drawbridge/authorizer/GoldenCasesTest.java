package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drawbridge.authorizer.golden.AnswerCheck;
import io.drawbridge.authorizer.golden.AuthorizerAnswer;
import io.drawbridge.authorizer.golden.Expectation.Decision;
import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.GoldenEvent;
import io.drawbridge.authorizer.golden.GoldenFolder;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.TokenForge;
import io.drawbridge.issuer.KeyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden case against the authorizer alone, from the event that API Gateway would send to the JSON that it would read.
 * The same cases run over HTTP in the launcher's integration tests.
 */
final class GoldenCasesTest {

    private static final Placeholders PLACEHOLDERS = new Placeholders("http://localhost:4000");
    private static final KeyStore KEYS = KeyStore.inMemory();
    private static final List<GoldenCase> CASES = GoldenFolder.load();
    private static final Map<String, GoldenCase> BY_TITLE = GoldenFolder.byTitle(CASES);
    private static final Set<GoldenCase> ASSERTED = new HashSet<>();

    private final TokenForge forge = new TokenForge(KEYS, PLACEHOLDERS);
    private final GoldenAuthorizers authorizers = new GoldenAuthorizers(PLACEHOLDERS, KEYS);

    @TestFactory
    Stream<DynamicNode> every_case_is_decided_as_it_says() {
        Map<String, List<DynamicTest>> byFile = new LinkedHashMap<>();
        for (GoldenCase golden : CASES) {
            byFile.computeIfAbsent(golden.file(), any -> new ArrayList<>())
                    .add(DynamicTest.dynamicTest(golden.title(), () -> hold(golden)));
        }
        return byFile.entrySet().stream().map(e -> DynamicContainer.dynamicContainer(e.getKey(), e.getValue()));
    }

    @AfterAll
    static void no_case_was_left_out() {
        assertThat(ASSERTED).hasSameSizeAs(CASES);
    }

    /** Build tools number dynamic tests, so the failure itself names its case. */
    private void hold(GoldenCase golden) throws JsonProcessingException {
        try {
            compare(golden, run(golden));
        } catch (AssertionError e) {
            throw new AssertionError(golden.file() + ": " + golden.title() + "\n" + e.getMessage(), e);
        }
        ASSERTED.add(golden);
    }

    private void compare(GoldenCase golden, GoldenOutcome outcome) throws JsonProcessingException {
        if (golden.expect().decision() == Decision.ERROR) {
            assertThat(outcome.decision()).as("decision").isEqualTo(Decision.ERROR);
        } else {
            assertThat(outcome.reason())
                    .as("reason in the log")
                    .isEqualTo(golden.expect().reason());
            assertThat(outcome.decision())
                    .as("decision")
                    .isEqualTo(golden.expect().decision());
        }
        if (outcome.policy().isPresent()) {
            new AnswerCheck(golden, PLACEHOLDERS)
                    .hold(AuthorizerAnswer.parse(
                            outcome.event().methodArn(), outcome.policy().get()));
        }
        if (golden.expect().sameAs().isPresent()) {
            GoldenCase peer =
                    Objects.requireNonNull(BY_TITLE.get(golden.expect().sameAs().get()));
            assertThat(outcome.policy())
                    .as("the very bytes")
                    .isEqualTo(run(peer).policy());
        }
    }

    private GoldenOutcome run(GoldenCase golden) {
        Optional<String> authorization = golden.request().token().map(forge::authorization);
        GoldenEvent event = GoldenEvent.of(golden, PLACEHOLDERS, authorization);
        if (golden.world().isCached() && !hasIdentity(golden)) {
            return GoldenOutcome.unasked(event);
        }
        Authorizer authorizer;
        try {
            authorizer = authorizers.of(golden.world());
        } catch (IllegalArgumentException refusesToStart) {
            return GoldenOutcome.error(event);
        }
        return GoldenOutcome.of(authorizer, event);
    }

    /** Whether the identity sources of examples/cached/template.yaml are there; it asks preflights for none. */
    private static boolean hasIdentity(GoldenCase golden) {
        List<String> names = golden.request().headers().stream()
                .filter(l -> !l.value().isEmpty())
                .map(l -> l.name().toLowerCase(Locale.ROOT))
                .toList();
        boolean hasToken = golden.request().token().isPresent() || names.contains("authorization");
        return golden.request().method().equals("OPTIONS") || (hasToken && names.contains("origin"));
    }
}
