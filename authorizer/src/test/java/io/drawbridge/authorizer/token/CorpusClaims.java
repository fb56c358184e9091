package io.drawbridge.authorizer.token;

/** Tokens that the issuer did sign, over claims that are malformed or not for us, and unusual ones that are right. */
final class CorpusClaims {

    private static final String NUMERIC_DATE = "RFC 7519, section 2";
    private static final String REQUIRED = "RFC 9068, section 2.2";
    private static final String[] NO_DATES = {
        "null",
        "true",
        "[1]",
        "{}",
        "\"4102444800\"",
        "\"\"",
        "\"2099-01-01T00:00:00Z\"",
        "-1",
        "-0.5",
        "253402300800",
        "1e400",
        "1e999999999",
        "1e-999999999",
        "99999999999999999999999999999999999999"
    };

    private CorpusClaims() {}

    static void addTo(CorpusForge forge) {
        unusual(forge);
        dates(forge);
        times(forge);
        issuers(forge);
        audiences(forge);
        identities(forge);
        scopes(forge);
    }

    private static void unusual(CorpusForge forge) {
        long now = forge.now().getEpochSecond();
        right(forge, "exp with a fraction", NUMERIC_DATE, "exp", now + 600 + ".5");
        right(forge, "exp with an exponent", NUMERIC_DATE, "exp", (now + 600) / 10 + "e1");
        right(forge, "exp as a float of a whole number", NUMERIC_DATE, "exp", now + 600 + ".0");
        right(forge, "aud as an array", "RFC 7519, section 4.1.3", "aud", "[\"x\",\"" + TokenCorpus.AUDIENCE + "\"]");
        right(forge, "a subject beyond ASCII", "RFC 7519, section 2", "sub", "\"j\\u00fcrgen \ud83d\ude00\"");
        right(forge, "nbf of now", "RFC 7519, section 4.1.5", "nbf", Long.toString(now));
        right(forge, "a claim that nobody knows", "RFC 7519, section 4", "act", "{\"sub\":[null,1e3]}");
        right(forge, "no jti", "RFC 7519, section 4.1.7", "scope", "\"\"");
    }

    private static void right(CorpusForge forge, String title, String source, String claim, String json) {
        forge.accepted(title, source, signed(forge, claim, json));
    }

    private static String signed(CorpusForge forge, String claim, String json) {
        return forge.signed(CorpusForge.header(""), forge.claims(claim, json));
    }

    private static void refused(CorpusForge forge, String source, TokenRule rule, String claim, String json) {
        String title = json.isEmpty() ? "no " + claim : claim + " is " + json;
        forge.refused(
                title.length() > 80 ? title.substring(0, 80) + "\u2026" : title,
                source,
                rule,
                signed(forge, claim, json));
    }

    private static void dates(CorpusForge forge) {
        for (String value : NO_DATES) {
            refused(forge, NUMERIC_DATE, TokenRule.EXPIRY_FORM, "exp", value);
            refused(forge, NUMERIC_DATE, TokenRule.ISSUED_AT_FORM, "iat", value);
            refused(forge, NUMERIC_DATE, TokenRule.NOT_BEFORE_FORM, "nbf", value);
        }
        refused(forge, REQUIRED, TokenRule.EXPIRY_FORM, "exp", "");
        refused(forge, REQUIRED, TokenRule.ISSUED_AT_FORM, "iat", "");
        for (String value : new String[] {"NaN", "Infinity", "-Infinity", "0x7fffffff", "+1", "1_000"}) {
            refused(forge, "RFC 8259, section 6", TokenRule.PAYLOAD_JSON, "exp", value);
        }
    }

    private static void times(CorpusForge forge) {
        long now = forge.now().getEpochSecond();
        String old =
                forge.claims("exp", Long.toString(now - 3600)).replace("\"iat\":" + now, "\"iat\":" + (now - 7200));
        forge.refused(
                "expired an hour ago",
                "RFC 7519, section 4.1.4",
                TokenRule.EXPIRED,
                forge.signed(CorpusForge.header(""), old));
        refused(forge, "RFC 7519, section 4.1.4", TokenRule.EXPIRED, "exp", "0");
        forge.refused(
                "nbf in an hour",
                "RFC 7519, section 4.1.5",
                TokenRule.NOT_YET_VALID,
                signed(forge, "nbf", Long.toString(now + 3600)));
        String early =
                forge.claims("exp", Long.toString(now + 7200)).replace("\"iat\":" + now, "\"iat\":" + (now + 3600));
        forge.refused(
                "iat in an hour", "ours", TokenRule.ISSUED_IN_FUTURE, forge.signed(CorpusForge.header(""), early));
        forge.refused(
                "ten years of life",
                "ours",
                TokenRule.LIFETIME,
                signed(forge, "exp", Long.toString(now + 315_360_000)));
        forge.refused("exp before iat", "ours", TokenRule.LIFETIME, signed(forge, "exp", Long.toString(now - 1)));
    }

    private static void issuers(CorpusForge forge) {
        String source = "RFC 7519, section 4.1.1";
        for (String value : new String[] {
            "",
            "null",
            "1",
            "true",
            "[\"" + TokenCorpus.ISSUER + "\"]",
            "{}",
            "\"\"",
            "\"https://id.example.com/\\u0000\"",
            "\"https://id.example.com/ \""
        }) {
            refused(forge, source, TokenRule.ISSUER_FORM, "iss", value);
        }
        for (String value : new String[] {
            "\"https://evil.example.com/\"",
            "\"https://id.example.com\"",
            "\"https://id.example.com//\"",
            "\"HTTPS://id.example.com/\"",
            "\"https://id.example.com/.evil.example.com\"",
            "\"http://id.example.com/\""
        }) {
            refused(forge, "RFC 8725, section 3.8", TokenRule.ISSUER_MISMATCH, "iss", value);
        }
        refused(forge, "ours", TokenRule.ISSUER_FORM, "iss", "\"https://id.example.com/" + "a".repeat(1024) + "\"");
    }

    private static void audiences(CorpusForge forge) {
        for (String value : new String[] {
            "1",
            "null",
            "true",
            "{\"orders-api\":1}",
            "[1]",
            "[\"orders-api\",1]",
            "[[\"orders-api\"]]",
            "[\"orders-api\",null]"
        }) {
            refused(forge, "RFC 7519, section 4.1.3", TokenRule.AUDIENCE_FORM, "aud", value);
        }
        refused(forge, REQUIRED, TokenRule.AUDIENCE_FORM, "aud", "");
        refused(forge, REQUIRED, TokenRule.AUDIENCE_FORM, "aud", "[]");
        for (String value : new String[] {
            "\"\"",
            "\"orders\"",
            "\"Orders-api\"",
            "\"orders-api \"",
            "\"orders-api other\"",
            "\"*\"",
            "[\"x\"]",
            "\"orders-api\\u0000\""
        }) {
            refused(forge, "RFC 8725, section 3.9", TokenRule.AUDIENCE, "aud", value);
        }
    }

    private static void identities(CorpusForge forge) {
        refused(forge, REQUIRED, TokenRule.SUBJECT, "sub", "");
        for (String value : new String[] {"1", "null", "{}", "[\"alice\"]"}) {
            refused(forge, "RFC 7519, section 4.1.2", TokenRule.SUBJECT, "sub", value);
        }
        for (String value : new String[] {
            "\"\"",
            "\"a\\\"b\"",
            "\"a\\\\b\"",
            "\"a\\u0000b\"",
            "\"a\\nb\"",
            "\"a\\u0085b\"",
            "\"\\ud800\"",
            "\"a\\udc00b\"",
            "\"" + "s".repeat(256) + "\""
        }) {
            refused(forge, "ours", TokenRule.SUBJECT, "sub", value);
        }
        for (String value : new String[] {"1", "null", "[\"a\"]"}) {
            refused(forge, "RFC 8693, section 4.3", TokenRule.CLIENT, "client_id", value);
        }
        refused(forge, "ours", TokenRule.CLIENT, "azp", "\"a\\\"b\"");
    }

    private static void scopes(CorpusForge forge) {
        for (String value : new String[] {"1", "null", "{\"a\":true}"}) {
            refused(forge, "RFC 8693, section 4.2", TokenRule.SCOPE, "scope", value);
        }
        for (String value :
                new String[] {"\"a  b\"", "\" a\"", "\"a\\tb\"", "\"a\\\"b\"", "\"\u00fc\"", "[\"a b\"]", "[\"a\",1]"
                }) {
            refused(forge, "RFC 6749, section 3.3", TokenRule.SCOPE, "scope", value);
        }
    }
}
