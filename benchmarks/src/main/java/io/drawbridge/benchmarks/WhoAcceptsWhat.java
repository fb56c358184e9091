package io.drawbridge.benchmarks;

import io.drawbridge.authorizer.token.CorpusToken;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.TokenCorpus;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.authorizer.token.Verification;
import io.drawbridge.benchmarks.Peer.Answer;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks every library the same corpus of malformed tokens and prints, in Markdown, who accepts what. */
public final class WhoAcceptsWhat {

    private final Instant now = Instant.now();
    private final List<CorpusToken> corpus = TokenCorpus.at(now);
    private final List<Peer> peers = new ArrayList<>();
    private final PrintStream out;

    private WhoAcceptsWhat(PrintStream out) {
        this.out = out;
        TokenVerifier verifier = Drawbridge.forgetful(CryptoProvider.jdk());
        peers.add(new Peer(
                "Drawbridge",
                "",
                Set.of("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"),
                List.of(IllegalArgumentException.class),
                token -> {
                    if (!(Drawbridge.verify(verifier, token, now) instanceof Verification.Verified)) {
                        throw new IllegalArgumentException("refused");
                    }
                }));
        peers.addAll(Peers.all());
    }

    /** Prints to standard output. */
    public static void main(String[] args) {
        new WhoAcceptsWhat(System.out).print();
    }

    private void print() {
        row("", peers.stream().map(Peer::name).toList());
        row("---", peers.stream().map(p -> "---").toList());
        row("version", peers.stream().map(Peer::version).toList());
        counts("right tokens accepted", right(), Answer.ACCEPTED);
        counts("tokens accepted that a specification refuses", wrong(false), Answer.ACCEPTED);
        counts("tokens accepted that only we refuse", wrong(true), Answer.ACCEPTED);
        counts("tokens refused by an exception that is not documented", wrong(false), Answer.FAILED);
        out.println();
        details("Right tokens that somebody refuses", right(), Answer.ACCEPTED, false);
        details("Tokens that a specification refuses and somebody accepts", wrong(false), Answer.ACCEPTED, true);
        details("Tokens that only we refuse", wrong(true), Answer.ACCEPTED, true);
    }

    private List<CorpusToken> right() {
        return corpus.stream().filter(t -> t.broken().isEmpty()).toList();
    }

    private List<CorpusToken> wrong(boolean ours) {
        return corpus.stream()
                .filter(t -> t.broken().isPresent() && t.isOurs() == ours)
                .toList();
    }

    private void counts(String title, List<CorpusToken> tokens, Answer wanted) {
        row(
                title + " (of " + tokens.size() + ")",
                peers.stream()
                        .map(p -> Long.toString(tokens.stream()
                                .filter(t -> p.ask(t.text()) == wanted)
                                .count()))
                        .toList());
    }

    /** The tokens to which somebody's answer is, or is not, that one. */
    private void details(String title, List<CorpusToken> tokens, Answer answer, boolean is) {
        out.println("## " + title + "\n");
        row("token", peers.stream().map(Peer::name).toList());
        row("---", peers.stream().map(p -> "---").toList());
        for (CorpusToken token : tokens) {
            List<Answer> answers = peers.stream().map(p -> p.ask(token.text())).toList();
            if (answers.stream().anyMatch(a -> (a == answer) == is)) {
                row(
                        "`" + printable(token.title()) + "` (" + token.source() + ")",
                        answers.stream().map(WhoAcceptsWhat::word).toList());
            }
        }
        out.println();
    }

    private static String printable(String title) {
        return title.chars()
                .mapToObj(c -> c < ' ' || c > '~' || c == '|' || c == '`' ? "?" : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case ACCEPTED -> "accepts";
            case REFUSED -> "–";
            case FAILED -> "fails";
        };
    }

    private void row(String first, List<String> others) {
        out.println("| " + first + " | " + String.join(" | ", others) + " |");
    }
}
