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
    private static final Set<GoldenCase> DRY_RUNS = new HashSet<>();

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
        // What no question can say are forms of the wire, other templates and registries that cannot be read.
        assertThat(DRY_RUNS).hasSizeGreaterThan(CASES.size() / 2);
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
            Optional<String> authorization = golden.request().token().map(forge::authorization);
            RawExchange answer = send(golden, authorization);
            new WireCheck(golden, placeholders).hold(answer);
            behind(golden, answer.value("x-amzn-requestid"));
            dryRun(golden, authorization, answer);
            if (golden.world().isCached()) {
                remembered(golden, authorization, answer);
            }
            if (golden.expect().sameAs().isPresent()) {
                GoldenCase peer = Objects.requireNonNull(
                        BY_TITLE.get(golden.expect().sameAs().get()));
                assertThat(WireCheck.fingerprint(answer))
                        .isEqualTo(WireCheck.fingerprint(
                                send(peer, peer.request().token().map(forge::authorization))));
            }
        } catch (AssertionError e) {
            throw new AssertionError(golden.file() + ": " + golden.title() + "\n" + e.getMessage(), e);
        }
        ASSERTED.add(golden);
    }

    /** The dry run about the same request must say what was answered. */
    private static void dryRun(GoldenCase golden, Optional<String> authorization, RawExchange answer)
            throws IOException {
        DryRunCheck check = new DryRunCheck(golden, placeholders, authorization);
        if (check.isSayable()) {
            String requestId = answer.value("x-amzn-requestid");
            GoldenGateways.Running running = gateways.of(golden.world());
            check.hold(
                    running.gateway().port(),
                    stack.administrator(),
                    running.witness().tenant(requestId),
                    running.witness().resource(requestId),
                    answer);
            DRY_RUNS.add(golden);
        }
    }

    /** The same request again: what was remembered answers as the authorizer did, and what may not be is asked again. */
    private static void remembered(GoldenCase golden, Optional<String> authorization, RawExchange first)
            throws IOException {
        RawExchange second = send(golden, authorization);
        assertThat(WireCheck.fingerprint(second)).as("from memory").isEqualTo(WireCheck.fingerprint(first));
        Decision decision = golden.expect().decision();
        assertThat(gateways.of(golden.world())
                        .witness()
                        .gate(second.value("x-amzn-requestid"))
                        .cached())
                .as("remembered")
                .isEqualTo((decision == Decision.ALLOW || decision == Decision.DENY)
                        && !golden.request().method().equals("OPTIONS"));
    }

    private static RawExchange send(GoldenCase golden, Optional<String> authorization) throws IOException {
        CaseRequest request = golden.request();
        List<HeaderLine> lines = new ArrayList<>();
        lines.add(new HeaderLine("Host", request.host()));
        request.headers().forEach(l -> lines.add(new HeaderLine(l.name(), placeholders.fill(l.value()))));
        authorization.ifPresent(value -> lines.add(new HeaderLine("authorization", value)));
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
                .isIn(
                        switch (decision) {
                            case ALLOW -> List.of(Verdict.ALLOWED);
                            // A list of routes denies without a word what is not in it.
                            case DENY ->
                                golden.world().isCached()
                                        ? List.of(Verdict.EXPLICIT_DENY, Verdict.IMPLICIT_DENY)
                                        : List.of(Verdict.EXPLICIT_DENY);
                            case UNAUTHORIZED -> List.of(Verdict.UNAUTHORIZED);
                            case UNASKED -> List.of(Verdict.MISSING_IDENTITY);
                            case ERROR -> List.of(Verdict.BROKEN);
                        });
        if (decision != Decision.ERROR && decision != Decision.UNASKED) {
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
