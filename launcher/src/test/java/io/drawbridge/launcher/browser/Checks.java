package io.drawbridge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.Exchange;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.launcher.browser.Expected.LearnsNothing;
import io.drawbridge.launcher.browser.Expected.Reads;
import io.drawbridge.launcher.browser.FetchAnswer.Fulfilled;
import io.drawbridge.launcher.browser.FetchAnswer.Rejected;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what a script got, and what was on the wire, against what must be. */
final class Checks {

    private static final String ALLOW_ORIGIN = "access-control-allow-origin";

    /** API Gateway's own answer, which nobody can customise. */
    private static final int CONTENT_TOO_LARGE = 413;

    private final Traffic traffic;
    private final Urls urls;

    Checks(Traffic traffic, Urls urls) {
        this.traffic = traffic;
        this.urls = urls;
    }

    /** Sends a row's request from a site's page. */
    void row(Browser browser, Site site, Row row) {
        String mark = urls.newMark();
        FetchRequest request = row.request().at(row.request().url() + mark);
        FetchAnswer answer = browser.open(site.page()).fetch(request);
        List<Exchange> wire = wire(mark, row.expected().wire());
        if (row.expected() instanceof Reads reads) {
            assertReads(answer, reads, wire);
            assertThat(last(wire).response().header(ALLOW_ORIGIN)).hasValue(site.origin());
        } else {
            assertLearnsNothing(browser.kind(), answer);
            LearnsNothing nothing = (LearnsNothing) row.expected();
            assertThat(Traffic.body(last(wire))).contains(nothing.body());
        }
        wire.forEach(exchange -> assertGrant(exchange, site));
    }

    /** The exchanges of a mark, which must be exactly these. */
    List<Exchange> wire(String mark, List<String> expected) {
        List<Exchange> wire = traffic.of(mark, expected.size());
        assertThat(wire.stream().map(Traffic::summary)).as("on the wire").isEqualTo(expected);
        return wire;
    }

    /** Method and status of the exchanges of a mark, of which there must be at least so many. */
    List<String> summaries(String mark, int atLeast) {
        return traffic.of(mark, atLeast).stream().map(Traffic::summary).toList();
    }

    /** The latest exchange of a mark, of which there is one. */
    Exchange last(String mark) {
        return last(traffic.of(mark, 1));
    }

    /** A rejection that says nothing: Fetch's network error, whatever the reason. */
    static void assertLearnsNothing(BrowserKind kind, FetchAnswer answer) {
        assertThat(answer).isEqualTo(new Rejected("TypeError", kind.refusal()));
    }

    private static void assertReads(FetchAnswer answer, Reads expected, List<Exchange> wire) {
        Fulfilled read = fulfilled(answer);
        assertThat(read.type()).isEqualTo("cors");
        assertThat(read.status()).isEqualTo(expected.status());
        assertThat(read.body()).contains(expected.body());
        expected.readable().forEach((name, value) -> {
            if (value.isEmpty()) {
                assertThat(read.headers()).containsKey(name);
            } else {
                assertThat(read.headers()).containsEntry(name, value);
            }
        });
        expected.hidden().forEach(name -> {
            assertThat(last(wire).response().header(name))
                    .as(name + " on the wire")
                    .isPresent();
            assertThat(read.headers()).doesNotContainKey(name.toLowerCase(Locale.ROOT));
        });
    }

    /** A fulfilled answer, or a failure that shows the rejection. */
    static Fulfilled fulfilled(FetchAnswer answer) {
        assertThat(answer).isInstanceOf(Fulfilled.class);
        return (Fulfilled) answer;
    }

    /** Whatever else an answer says: it allows this site's origin if that is registered, or none. */
    private static void assertGrant(Exchange exchange, Site site) {
        if (exchange.response().status() == 204 && exchange.request().method().equals("OPTIONS")) {
            assertPreflight(exchange, site);
        }
        if (site.isRegistered() && !header(exchange, ALLOW_ORIGIN).isEmpty()) {
            assertThat(values(exchange, ALLOW_ORIGIN)).containsExactly(site.origin());
        } else {
            assertNoGrant(exchange);
        }
        if (exchange.response().status() != CONTENT_TOO_LARGE) {
            assertThat(header(exchange, "vary")).startsWith("Origin");
        }
    }

    /** Row 1: the lists are the grant's, whatever was asked for. */
    private static void assertPreflight(Exchange exchange, Site site) {
        assertThat(header(exchange, ALLOW_ORIGIN)).isEqualTo(site.origin());
        assertThat(list(exchange, "access-control-allow-methods")).isEqualTo(site.methods());
        assertThat(list(exchange, "access-control-allow-headers")).contains("authorization", "content-type");
        assertThat(header(exchange, "access-control-max-age")).isEqualTo(Integer.toString(site.maxAge()));
        assertThat(header(exchange, "access-control-allow-credentials")).isEqualTo(site.credentials() ? "true" : "");
    }

    /** No origin is allowed: the header is not there, or empty where the gateway sends headers that have no value. */
    static void assertNoGrant(Exchange exchange) {
        assertThat(values(exchange, ALLOW_ORIGIN))
                .allSatisfy(value -> assertThat(value).isEmpty());
    }

    private static List<String> values(Exchange exchange, String name) {
        return exchange.response().headers().stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    private static Set<String> list(Exchange exchange, String name) {
        return Stream.of(header(exchange, name).split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    static String header(Exchange exchange, String name) {
        return exchange.response().header(name).orElse("");
    }

    static Exchange last(List<Exchange> wire) {
        return wire.get(wire.size() - 1);
    }
}
