package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.AnswerCheck;
import io.drawbridge.authorizer.golden.AuthorizerAnswer;
import io.drawbridge.authorizer.golden.CaseRequest;
import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.authorizer.golden.Expectation.Decision;
import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.authorizer.golden.GoldenEvent;
import io.drawbridge.authorizer.golden.GoldenFolder;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.TokenForge;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.gate.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden case over HTTP: the packaged jars in their own processes, the template, the gateway, DynamoDB Local. */
@SuppressWarnings("NullAway.Init")
final class GoldenCasesOverHttpIT {

    private static final List<GoldenCase> CASES = GoldenFolder.load();
    private static final Map<String, GoldenCase> BY_TITLE = GoldenFolder.byTitle(CASES);
    private static final Set<GoldenCase> ASSERTED = new HashSet<>();

    private static GoldenStack stack;
    private static Placeholders placeholders;
    private static TokenForge forge;
    private static GoldenGateways gateways;

    @BeforeAll
    static void start() throws IOException {
        stack = GoldenStack.start();
        placeholders = stack.placeholders();
        forge = stack.forge();
        gateways = new GoldenGateways(stack, worlds());
    }

    @AfterAll
    static void stop() {
        gateways.close();
        stack.close();
        assertThat(ASSERTED).hasSameSizeAs(CASES);
    }

    private static List<World> worlds() {
        return CASES.stream().map(GoldenCase::world).distinct().toList();
    }

    /** World after world, because each has processes of its own. */
    @TestFactory
    Stream<DynamicNode> every_case_is_answered_as_it_says() {
        Map<World, List<DynamicTest>> byWorld = new LinkedHashMap<>();
        worlds().forEach(world -> byWorld.put(world, new ArrayList<>()));
        for (GoldenCase golden : CASES) {
            Objects.requireNonNull(byWorld.get(golden.world()))
                    .add(DynamicTest.dynamicTest(golden.title(), () -> hold(golden)));
        }
        return byWorld.values().stream().map(tests -> DynamicContainer.dynamicContainer("world", tests));
    }

    /** Build tools number dynamic tests, so the failure itself names its case. */
    private static void hold(GoldenCase golden) throws IOException {
        try {
            RawExchange answer = send(golden);
            new WireCheck(golden.expect(), placeholders).hold(answer);
            behind(golden, answer.value("x-amzn-requestid"));
            if (golden.expect().sameAs().isPresent()) {
                GoldenCase peer = Objects.requireNonNull(
                        BY_TITLE.get(golden.expect().sameAs().get()));
                assertThat(WireCheck.fingerprint(answer)).isEqualTo(WireCheck.fingerprint(send(peer)));
            }
        } catch (AssertionError e) {
            throw new AssertionError(golden.file() + ": " + golden.title() + "\n" + e.getMessage(), e);
        }
        ASSERTED.add(golden);
    }

    private static RawExchange send(GoldenCase golden) throws IOException {
        CaseRequest request = golden.request();
        List<HeaderLine> lines = new ArrayList<>();
        lines.add(new HeaderLine("Host", request.host()));
        request.headers().forEach(l -> lines.add(new HeaderLine(l.name(), placeholders.fill(l.value()))));
        request.token().ifPresent(t -> lines.add(new HeaderLine("authorization", forge.authorization(t))));
        LocalGateway gateway = gateways.of(golden.world()).gateway();
        return RawExchange.send(
                gateway.port(),
                request.method(),
                placeholders.fill(request.path()),
                lines,
                request.body().orElse(""));
    }

    /** What the caller does not see: the policy as the authorizer wrote it, and the reason in its log. */
    private static void behind(GoldenCase golden, String requestId) throws IOException {
        Witness witness = gateways.of(golden.world()).witness();
        GateResult gate = witness.gate(requestId);
        Decision decision = golden.expect().decision();
        assertThat(gate.verdict())
                .as("verdict")
                .isEqualTo(
                        switch (decision) {
                            case ALLOW -> Verdict.ALLOWED;
                            case DENY -> Verdict.EXPLICIT_DENY;
                            case UNAUTHORIZED -> Verdict.UNAUTHORIZED;
                            case ERROR -> Verdict.BROKEN;
                        });
        if (decision != Decision.ERROR) {
            assertThat(witness.reason(requestId))
                    .as("reason in the log")
                    .isEqualTo(golden.expect().reason());
        }
        if (decision == Decision.ALLOW || decision == Decision.DENY) {
            String arn = GoldenEvent.of(golden, placeholders, Optional.empty()).methodArn();
            new AnswerCheck(golden, placeholders).hold(AuthorizerAnswer.parse(arn, gate.answer()));
        }
    }
}
