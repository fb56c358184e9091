package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.drawbridge.gateway.response.MissingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The decision table as pages see it, in every browser engine that this machine has.
 *
 * <p>A browser that is not installed is named and skipped, unless the environment variable {@code DRAWBRIDGE_BROWSERS} is
 * {@code required}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserProofIT {

    private static final String SWITCH = "DRAWBRIDGE_BROWSERS";

    private final Sites sites = new Sites();
    private final Browsers browsers = new Browsers();
    private Product product;
    /** AWS does not say what a mapped header without a value becomes; so nothing may depend on it. */
    private Product sendingEmpty;

    @BeforeAll
    void start() {
        product = Product.start(sites, MissingValue.OMITTED);
        sendingEmpty = Product.start(sites, MissingValue.SENT_EMPTY);
    }

    @AfterAll
    void stop() {
        browsers.close();
        sendingEmpty.close();
        product.close();
        sites.close();
    }

    @TestFactory
    Stream<DynamicNode> everyBrowser() {
        return Stream.of(BrowserKind.values())
                .map(kind -> kind.missing().isEmpty()
                        ? dynamicContainer(kind.toString(), checks(kind).stream())
                        : dynamicTest(kind + " is not installed", () -> skip(kind)));
    }

    private static void skip(BrowserKind kind) {
        String missing =
                "browser proof: " + kind + " not run, this machine lacks " + String.join(", ", kind.missing()) + ".";
        System.out.println(missing);
        if ("required".equals(System.getenv(SWITCH))) {
            fail(missing + " " + SWITCH + "=required asks for every browser: install it.");
        }
        abort(missing);
    }

    private List<DynamicNode> checks(BrowserKind kind) {
        List<DynamicNode> checks = new ArrayList<>();
        List.of(sites.acme(), sites.globex(), sites.nobody())
                .forEach(site -> checks.addAll(rows(kind, site, product, "")));
        List.of(sites.globex(), sites.nobody())
                .forEach(site -> checks.addAll(rows(kind, site, sendingEmpty, ", headers without a value sent empty")));
        scenarios(kind).forEach(scenario -> checks.add(check(kind, scenario.name(), scenario.steps())));
        return checks;
    }

    private List<DynamicNode> rows(BrowserKind kind, Site site, Product where, String remark) {
        Checks checks = new Checks(where.traffic(), where.urls());
        return new Rows(where.urls(), where.tokens(), site)
                .all().stream()
                        .map(row -> check(kind, row.sentence(site) + remark, browser -> checks.row(browser, site, row)))
                        .toList();
    }

    private List<Scenario> scenarios(BrowserKind kind) {
        Checks checks = new Checks(product.traffic(), product.urls());
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.addAll(new OriginScenarios(sites, product.urls(), product.tokens(), checks).all());
        scenarios.addAll(new GrantScenarios(sites, product.urls(), product.tokens(), checks).all());
        scenarios.addAll(new ProductScenarios(sites, product, checks).all());
        if (kind == BrowserKind.CHROMIUM) {
            scenarios.addAll(new ConsoleScenarios(sites, product.urls(), product.tokens()).all());
        }
        return scenarios;
    }

    private DynamicNode check(BrowserKind kind, String sentence, Scenario.Steps steps) {
        return dynamicTest(kind + ", " + sentence, () -> browsers.check(kind, sentence, steps));
    }
}
