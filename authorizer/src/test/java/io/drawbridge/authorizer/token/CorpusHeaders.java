package io.drawbridge.authorizer.token;

import io.drawbridge.registry.SigningAlgorithm;

/** Tokens whose header names no algorithm, another kind of token, or more than a signature; and unusual ones that are right. */
final class CorpusHeaders {

    private static final String NONE = "RFC 8725, section 3.2";
    private static final String TYPES = "RFC 8725, section 3.11";
    private static final String CRIT = "RFC 7515, section 4.1.11";

    private CorpusHeaders() {}

    static void addTo(CorpusForge forge) {
        unusual(forge);
        none(forge);
        extensions(forge);
        types(forge);
    }

    private static void unusual(CorpusForge forge) {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            forge.accepted(
                    algorithm.headerName(),
                    "RFC 7518, section 3.1",
                    TokenCorpus.right(algorithm.headerName(), forge.now()));
        }
        right(
                forge,
                "typ at+jwt",
                "RFC 9068, section 2.1",
                CorpusForge.header("").replace("\"JWT\"", "\"at+jwt\""));
        right(
                forge,
                "typ application/AT+JWT",
                "RFC 7515, section 4.1.9",
                CorpusForge.header("").replace("\"JWT\"", "\"application/AT+JWT\""));
        right(forge, "no typ", "RFC 7519, section 5.1", CorpusForge.header("").replace(",\"typ\":\"JWT\"", ""));
        right(forge, "an unknown header parameter", "RFC 7515, section 4", CorpusForge.header("\"org\":{\"a\":[1]}"));
        right(forge, "x5t of a certificate", "RFC 7515, section 4.1.7", CorpusForge.header("\"x5t\":\"AA\""));
        right(
                forge,
                "an escaped header name",
                "RFC 8259, section 7",
                CorpusForge.header("").replace("alg", "\\u0061lg"));
        right(
                forge,
                "white space in the header",
                "RFC 8259, section 2",
                CorpusForge.header("").replace(":", " :\r\n\t"));
    }

    private static void right(CorpusForge forge, String title, String source, String header) {
        forge.accepted(title, source, forge.signed(header, forge.claims()));
    }

    private static void none(CorpusForge forge) {
        String kid = "\",\"kid\":\"" + CorpusForge.EC.keyId() + "\"}";
        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            String header = "{\"alg\":\"" + none + kid;
            String input = CorpusForge.base64Url(header) + "." + CorpusForge.base64Url(forge.claims());
            forge.refused("alg " + none + " without signature", NONE, TokenRule.PARTS, input + ".");
            forge.refused(
                    "alg " + none + " with a signature",
                    NONE,
                    TokenRule.ALGORITHM,
                    forge.signed(header, forge.claims()));
        }
        forge.refused(
                "alg none without the last dot",
                NONE,
                TokenRule.PARTS,
                CorpusForge.base64Url("{\"alg\":\"none\"}") + "." + CorpusForge.base64Url(forge.claims()));
        for (String alg :
                new String[] {"null", "1", "[\"ES256\"]", "{\"ES256\":1}", "\"\"", "\"es256\"", "\"ES256 \""}) {
            forge.refused(
                    "alg is " + alg,
                    "RFC 7515, section 4.1.1",
                    TokenRule.ALGORITHM,
                    forge.signed(CorpusForge.header("").replace("\"ES256\"", alg), forge.claims()));
        }
        forge.refused(
                "no alg",
                "RFC 7515, section 4.1.1",
                TokenRule.ALGORITHM,
                forge.signed("{\"kid\":\"" + CorpusForge.EC.keyId() + "\"}", forge.claims()));
        forge.refused(
                "empty header object",
                "RFC 7515, section 4.1.1",
                TokenRule.ALGORITHM,
                forge.signed("{}", forge.claims()));
    }

    private static void extensions(CorpusForge forge) {
        header(forge, "crit names exp", CRIT, TokenRule.HEADER_CRIT, "\"crit\":[\"exp\"],\"exp\":4102444800");
        header(forge, "crit names what nobody knows", CRIT, TokenRule.HEADER_CRIT, "\"crit\":[\"urn:x\"],\"urn:x\":1");
        header(forge, "crit names what is not there", CRIT, TokenRule.HEADER_CRIT, "\"crit\":[\"urn:x\"]");
        header(forge, "crit names alg", CRIT, TokenRule.HEADER_CRIT, "\"crit\":[\"alg\"]");
        header(forge, "crit is empty", CRIT, TokenRule.HEADER_CRIT, "\"crit\":[]");
        header(forge, "crit is null", CRIT, TokenRule.HEADER_CRIT, "\"crit\":null");
        header(forge, "crit is a string", CRIT, TokenRule.HEADER_CRIT, "\"crit\":\"exp\"");
        header(
                forge,
                "crit names b64",
                "RFC 7797, section 6",
                TokenRule.HEADER_CRIT,
                "\"crit\":[\"b64\"],\"b64\":false");
        header(forge, "b64 without crit", "RFC 7797, section 7", TokenRule.HEADER_B64, "\"b64\":false");
        header(
                forge,
                "enc in a signed token",
                "RFC 7516, section 9",
                TokenRule.HEADER_ENCRYPTED,
                "\"enc\":\"A256GCM\"");
        header(
                forge,
                "zip in a signed token",
                "RFC 7516, section 4.1.3",
                TokenRule.HEADER_ENCRYPTED,
                "\"zip\":\"DEF\"");
        header(forge, "cty JWT: a nested token", "RFC 7519, section 5.2", TokenRule.HEADER_NESTED, "\"cty\":\"JWT\"");
        forge.refused(
                "a token inside a token",
                "RFC 7519, section 5.2",
                TokenRule.PAYLOAD_JSON,
                forge.signed(CorpusForge.header("\"cty\":\"JWT\""), forge.right()));
        forge.refused(
                "a token inside a token without cty",
                "RFC 7519, section 5.2",
                TokenRule.PAYLOAD_JSON,
                forge.signed(CorpusForge.header(""), forge.right()));
    }

    private static void header(CorpusForge forge, String title, String source, TokenRule rule, String more) {
        forge.refused(title, source, rule, forge.signed(CorpusForge.header(more), forge.claims()));
    }

    private static void types(CorpusForge forge) {
        for (String typ : new String[] {
            "\"logout+jwt\"",
            "\"dpop+jwt\"",
            "\"secevent+jwt\"",
            "\"oauth-authz-req+jwt\"",
            "\"entity-statement+jwt\"",
            "\"JOSE\"",
            "\"JWE\"",
            "\"\"",
            "1",
            "null"
        }) {
            forge.refused(
                    "typ " + typ,
                    TYPES,
                    TokenRule.HEADER_TYPE,
                    forge.signed(CorpusForge.header("").replace("\"JWT\"", typ), forge.claims()));
        }
    }
}
