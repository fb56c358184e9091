package io.drawbridge.launcher.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps one browser running at a time and says at its end what it was and how it went. */
final class Browsers implements AutoCloseable {

    private Optional<Session> session = Optional.empty();

    /** One browser's turn; it holds the reason where it did not start, so that not every check waits for that again. */
    private static final class Session {
        private final BrowserKind kind;
        private final Instant begin = Instant.now();
        private Optional<Browser> browser = Optional.empty();
        private Optional<RuntimeException> failure = Optional.empty();
        private int checks;
        private int failures;

        Session(BrowserKind kind) {
            this.kind = kind;
            try {
                browser = Optional.of(kind.start());
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }
    }

    /** Runs one check in a browser of this kind. */
    void check(BrowserKind kind, String sentence, Scenario.Steps steps) {
        Session current = session.filter(now -> now.kind == kind).orElseGet(() -> next(kind));
        current.checks++;
        try {
            steps.in(current.browser.orElseThrow(
                    () -> new IllegalStateException(kind + " does not start", current.failure.orElseThrow())));
        } catch (AssertionError | RuntimeException e) {
            current.failures++;
            System.out.println("browser proof: FAILED " + kind + ", " + sentence);
            throw e;
        }
    }

    private Session next(BrowserKind kind) {
        close();
        Session next = new Session(kind);
        session = Optional.of(next);
        return next;
    }

    @Override
    public void close() {
        session.ifPresent(Browsers::end);
        session = Optional.empty();
    }

    private static void end(Session ended) {
        String version = ended.browser.map(Browser::version).orElse("(not started)");
        ended.browser.ifPresent(Browser::close);
        long seconds = Duration.between(ended.begin, Instant.now()).toSeconds();
        System.out.println("browser proof: " + ended.kind + " " + version + ", " + ended.checks + " checks in "
                + seconds + " s, " + ended.failures + " failed");
    }
}
