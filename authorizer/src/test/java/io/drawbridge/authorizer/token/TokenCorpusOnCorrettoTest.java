package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same answers when Amazon Corretto Crypto Provider computes the signatures. */
class TokenCorpusOnCorrettoTest extends TokenCorpusTest {

    @Override
    CryptoProvider crypto() {
        return Corretto.provider();
    }

    @Test
    void it_is_really_asked() {
        assertThat(Corretto.provider().description()).startsWith("AmazonCorrettoCryptoProvider");
    }
}
