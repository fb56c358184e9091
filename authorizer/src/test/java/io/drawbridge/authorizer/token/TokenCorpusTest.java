package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every malformed token that a specification knows: one rule refuses it, and the right ones pass. */
class TokenCorpusTest {

    private static final List<CorpusToken> CORPUS = TokenCorpus.at(TestIssuers.NOW);
    private static final JwksSource KEYS = issuer -> new JwksSource.Document(TokenCorpus.jwks(), "");

    private final TokenVerifier verifier = new TokenVerifier(KEYS, Duration.ZERO, crypto());

    /** Who computes signatures. */
    CryptoProvider crypto() {
        return CryptoProvider.jdk();
    }

    static List<CorpusToken> corpus() {
        return CORPUS;
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void each_token_breaks_the_rule_that_it_should(CorpusToken token) {
        assertThat(refusal(token).map(TokenRefusal::rule)).isEqualTo(token.broken());
    }

    /** The second time, keys and perhaps the signature are remembered. */
    @ParameterizedTest
    @MethodSource("corpus")
    void what_is_remembered_changes_no_answer(CorpusToken token) {
        assertThat(refusal(token)).isEqualTo(refusal(token));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void the_log_gets_the_rule_and_nothing_of_the_token(CorpusToken token) {
        Optional<TokenRefusal> refusal = refusal(token);

        refusal.ifPresent(
                r -> assertThat(r.detail()).startsWith(r.rule().text()).matches("[A-Z0-9_]+: [ -~]*"));
        refusal.map(r -> r.detail().substring(r.rule().text().length()))
                .ifPresent(
                        found -> assertThat(found)
                                .matches(
                                        "|: (\\w+ )?is (missing|null|a string|a number|a boolean|an array|an object)|: 6 usable"));
    }

    @Test
    void titles_are_unique_and_the_corpus_is_whole() {
        assertThat(CORPUS.stream().map(CorpusToken::title)).doesNotHaveDuplicates();
        assertThat(CORPUS.stream().map(CorpusToken::text)).doesNotHaveDuplicates();
        assertThat(CORPUS.stream()
                        .map(CorpusToken::broken)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()))
                .as("rules of form, key and signature that a token alone can break")
                .contains(
                        TokenRule.SIZE,
                        TokenRule.PARTS,
                        TokenRule.BASE64URL,
                        TokenRule.HEADER_JSON,
                        TokenRule.PAYLOAD_JSON,
                        TokenRule.HEADER_CRIT,
                        TokenRule.HEADER_B64,
                        TokenRule.HEADER_ENCRYPTED,
                        TokenRule.HEADER_KEY,
                        TokenRule.HEADER_NESTED,
                        TokenRule.HEADER_TYPE,
                        TokenRule.HEADER_KID,
                        TokenRule.ALGORITHM,
                        TokenRule.KEY_UNKNOWN,
                        TokenRule.KEY_ALGORITHM,
                        TokenRule.SIGNATURE);
    }

    private Optional<TokenRefusal> refusal(CorpusToken token) {
        BearerToken bearer = BearerToken.parse(Optional.of("Bearer " + token.text()));
        ParsedToken parsed = UnverifiedToken.parse(((BearerToken.Present) bearer).token());
        if (parsed instanceof ParsedToken.Malformed malformed) {
            return Optional.of(malformed.refusal());
        }
        UnverifiedToken unverified = ((ParsedToken.WellFormed) parsed).token();
        Verification verification = verifier.verify(unverified, TestIssuers.acme(), TestIssuers.NOW);
        return verification instanceof Verification.Refused refused
                ? Optional.of(refused.refusal())
                : accepted(verification);
    }

    private static Optional<TokenRefusal> accepted(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return Optional.empty();
    }
}
