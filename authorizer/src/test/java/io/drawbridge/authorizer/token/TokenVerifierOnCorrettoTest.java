package io.drawbridge.authorizer.token;

/** The same answers when Amazon Corretto Crypto Provider computes the signatures. */
class TokenVerifierOnCorrettoTest extends TokenVerifierTest {

    @Override
    CryptoProvider crypto() {
        return Corretto.provider();
    }
}
