package io.drawbridge.authorizer.token;

import io.drawbridge.registry.Issuer;

/** Where an issuer's keys come from. Answers within about 2 s, whatever happens. */
public interface JwksSource {

    /** Fetches the issuer's JWK Set (RFC 7517, section 5) once, without any memory. */
    Answer fetch(Issuer issuer);

    /** What came of a fetch. */
    sealed interface Answer {}

    /**
     * A document, which need not be a JWK Set.
     *
     * @param json its text, at most 256 KB
     * @param cacheControl the value of the answer's Cache-Control; empty if there is none
     */
    record Document(String json, String cacheControl) implements Answer {}

    /**
     * No document.
     *
     * @param detail why not, for the log
     */
    record Failure(String detail) implements Answer {}
}
