package io.drawbridge.authorizer.token;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Tokens that are no compact serialisation (RFC 7515, section 7.1), no base64url or no JSON object. */
final class CorpusForms {

    private static final String COMPACT = "RFC 7515, section 7.1";
    private static final String BASE64 = "RFC 7515, section 2";
    private static final String OBJECT = "RFC 7515, section 4";
    private static final String CLAIMS = "RFC 7519, section 4";
    private static final String JSON = "RFC 8259, section 2";

    private CorpusForms() {}

    static void addTo(CorpusForge forge) {
        serialisations(forge);
        parts(forge);
        alphabets(forge);
        strayBits(forge);
        documents(forge);
        encodings(forge);
        depths(forge);
    }

    private static void serialisations(CorpusForge forge) {
        String[] p = forge.right().split("\\.", -1);
        String one = "\"protected\":\"" + p[0] + "\",\"signature\":\"" + p[2] + "\"";
        String payload = "\"payload\":\"" + p[1] + "\"";
        forge.refused(
                "general JSON serialisation",
                "RFC 7515, section 7.2.1",
                TokenRule.PARTS,
                "{" + payload + ",\"signatures\":[{" + one + "}]}");
        forge.refused(
                "general JSON serialisation with a second, foreign signature",
                "RFC 7515, section 7.2.1",
                TokenRule.PARTS,
                "{" + payload + ",\"signatures\":[{" + one + "},{\"protected\":\"e30\",\"signature\":\"AA\"}]}");
        forge.refused(
                "flattened JSON serialisation",
                "RFC 7515, section 7.2.2",
                TokenRule.PARTS,
                "{" + payload + "," + one + "}");
        forge.refused(
                "flattened JSON serialisation with an unprotected header",
                "RFC 7515, section 7.2.2",
                TokenRule.PARTS,
                "{" + payload + ",\"header\":{\"kid\":\"" + CorpusForge.EC.keyId() + "\"}," + one + "}");
        forge.refused("detached payload", "RFC 7515, appendix F", TokenRule.PARTS, p[0] + ".." + p[2]);
        forge.refused(
                "encrypted token of five parts",
                "RFC 7516, section 7.1",
                TokenRule.PARTS,
                CorpusForge.base64Url("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}") + ".AA.AA.AA.AA");
    }

    private static void parts(CorpusForge forge) {
        String token = forge.right();
        String[] p = token.split("\\.", -1);
        forge.refused("nothing but dots", COMPACT, TokenRule.PARTS, "..");
        forge.refused("no dot", COMPACT, TokenRule.PARTS, p[0] + p[1] + p[2]);
        forge.refused("no signature", COMPACT, TokenRule.PARTS, p[0] + "." + p[1]);
        forge.refused("empty signature", COMPACT, TokenRule.PARTS, p[0] + "." + p[1] + ".");
        forge.refused("empty header", COMPACT, TokenRule.PARTS, "." + p[1] + "." + p[2]);
        forge.refused("a dot too many at the end", COMPACT, TokenRule.PARTS, token + ".");
        forge.refused("a dot too many at the start", COMPACT, TokenRule.PARTS, "." + token);
        forge.refused("two dots in the middle", COMPACT, TokenRule.PARTS, token.replaceFirst("\\.", ".."));
        forge.refused("a fourth part", COMPACT, TokenRule.PARTS, token + ".AA");
        forge.refused("full-width dots", COMPACT, TokenRule.PARTS, token.replace('.', '\uff0e'));
        forge.refused(
                "over 8192 characters",
                "ours",
                TokenRule.SIZE,
                forge.signed(CorpusForge.header(""), forge.claims("more", "\"" + "x".repeat(8192) + "\"")));
    }

    private static void alphabets(CorpusForge forge) {
        String token = forge.right();
        String[] p = token.split("\\.", -1);
        forge.refused("padding after the header", BASE64, TokenRule.BASE64URL, p[0] + "=." + p[1] + "." + p[2]);
        forge.refused("padding after the payload", BASE64, TokenRule.BASE64URL, p[0] + "." + p[1] + "=." + p[2]);
        forge.refused("padding after the signature", BASE64, TokenRule.BASE64URL, token + "==");
        forge.refused("percent-encoded padding", BASE64, TokenRule.BASE64URL, token + "%3D%3D");
        forge.refused("space before", BASE64, TokenRule.BASE64URL, " " + token);
        forge.refused("space after", BASE64, TokenRule.BASE64URL, token + " ");
        forge.refused("line feed after", BASE64, TokenRule.BASE64URL, token + "\n");
        forge.refused("line break inside the signature", BASE64, TokenRule.BASE64URL, broken(token, "\r\n"));
        forge.refused("tab inside the signature", BASE64, TokenRule.BASE64URL, broken(token, "\t"));
        forge.refused("NUL after", BASE64, TokenRule.BASE64URL, token + "\u0000");
        forge.refused("quotes around", BASE64, TokenRule.BASE64URL, "\"" + token + "\"");
        forge.refused("a letter beyond ASCII", BASE64, TokenRule.BASE64URL, broken(token, "\u00e4"));
        forge.refused("a comma and another token", BASE64, TokenRule.PARTS, token + "," + token);
        forge.refused("standard base64 alphabet", BASE64, TokenRule.BASE64URL, standardAlphabet(forge));
        forge.refused("a part of 4n+1 characters", BASE64, TokenRule.BASE64URL, p[0] + "." + p[1] + "." + p[2] + "AAA");
    }

    private static String broken(String token, String with) {
        return token.substring(0, token.length() - 10) + with + token.substring(token.length() - 10);
    }

    /** The first right token whose signature has a character that the alphabets write differently. */
    private static String standardAlphabet(CorpusForge forge) {
        String token = forge.right();
        String standard = standardSignature(token);
        while (standard.equals(token)) {
            token = forge.right();
            standard = standardSignature(token);
        }
        return standard;
    }

    private static String standardSignature(String token) {
        int start = token.lastIndexOf('.');
        return token.substring(0, start)
                + token.substring(start).replace('-', '+').replace('_', '/');
    }

    /** The same bytes, written with bits that nobody reads (RFC 4648, section 3.5): a second token for every cache. */
    private static void strayBits(CorpusForge forge) {
        String[] p = forge.right().split("\\.", -1);
        String source = "RFC 4648, section 3.5";
        forge.refused(
                "stray bits in the signature", source, TokenRule.BASE64URL, p[0] + "." + p[1] + "." + stray(p[2]));
        // One space more or less, so that there are stray bits at all; the signature is over this very spelling.
        String header = CorpusForge.header("");
        header = header.getBytes(StandardCharsets.UTF_8).length % 3 == 0 ? header + " " : header;
        String payload = forge.claims();
        payload = payload.getBytes(StandardCharsets.UTF_8).length % 3 == 0 ? payload + " " : payload;
        String h = CorpusForge.base64Url(header);
        String c = CorpusForge.base64Url(payload);
        forge.refused(
                "stray bits in the header, signed so",
                source,
                TokenRule.BASE64URL,
                CorpusForge.EC.signInput(stray(h) + "." + c));
        forge.refused(
                "stray bits in the payload, signed so",
                source,
                TokenRule.BASE64URL,
                CorpusForge.EC.signInput(h + "." + stray(c)));
    }

    private static String stray(String part) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(part.charAt(part.length() - 1));
        return part.substring(0, part.length() - 1) + alphabet.charAt(last | 1);
    }

    private static void documents(CorpusForge forge) {
        document(forge, "null", json -> "null");
        document(forge, "an array", json -> "[" + json + "]");
        document(forge, "a string", json -> "\"x\"");
        document(forge, "a number", json -> "1");
        document(forge, "nothing but white space", json -> " ");
        document(forge, "cut off", json -> json.substring(0, json.length() - 1));
        document(forge, "two objects", json -> json + "{}");
        document(forge, "an object and a word", json -> json + " x");
        document(forge, "an object and a comma", json -> json + ",");
        document(forge, "with a trailing comma", json -> json.replace("}", ",}"));
        document(forge, "with a comment", json -> json.replace("}", "/* */}"));
        document(forge, "in single quotes", json -> json.replace('"', '\''));
        document(forge, "with a name without quotes", json -> json.replace("}", ",a:1}"));
        document(forge, "with a raw control character", json -> json.replace("}", ",\"a\":\"\u0001\"}"));
        document(forge, "with NaN", json -> json.replace("}", ",\"a\":NaN}"));
        document(forge, "with Infinity", json -> json.replace("}", ",\"a\":Infinity}"));
        document(forge, "with a leading zero", json -> json.replace("}", ",\"a\":01}"));
        document(forge, "with a hexadecimal number", json -> json.replace("}", ",\"a\":0x1}"));
        twice(forge);
    }

    private static void twice(CorpusForge forge) {
        String kid = "\"kid\":\"" + CorpusForge.EC.keyId() + "\"";
        forge.refused(
                "alg twice, none first",
                OBJECT,
                TokenRule.HEADER_JSON,
                forge.signed("{\"alg\":\"none\",\"alg\":\"ES256\"," + kid + "}", forge.claims()));
        forge.refused(
                "alg twice, none last and escaped",
                OBJECT,
                TokenRule.HEADER_JSON,
                forge.signed("{\"alg\":\"ES256\"," + kid + ",\"\\u0061lg\":\"none\"}", forge.claims()));
        for (String claim : new String[] {"iss", "sub", "aud", "exp"}) {
            forge.refused(
                    claim + " twice",
                    CLAIMS,
                    TokenRule.PAYLOAD_JSON,
                    forge.signed(
                            CorpusForge.header(""),
                            forge.claims().replaceFirst("\\{", "{\"" + claim + "\":\"evil\",")));
        }
        forge.refused(
                "a nested name twice",
                "ours",
                TokenRule.PAYLOAD_JSON,
                forge.signed(CorpusForge.header(""), forge.claims("act", "{\"sub\":\"a\",\"sub\":\"b\"}")));
    }

    /** A right header, and then right claims, made into what is no JSON object. */
    private static void document(CorpusForge forge, String what, UnaryOperator<String> breaking) {
        String header = breaking.apply(CorpusForge.header(""));
        String payload = breaking.apply(forge.claims());
        forge.refused("header that is " + what, JSON, TokenRule.HEADER_JSON, forge.signed(header, forge.claims()));
        forge.refused(
                "payload that is " + what, JSON, TokenRule.PAYLOAD_JSON, forge.signed(CorpusForge.header(""), payload));
    }

    private static void encodings(CorpusForge forge) {
        byte[] header = CorpusForge.bytes(CorpusForge.header(""));
        String start = forge.claims().replace("}", ",\"name\":\"");
        String utf8 = "RFC 7515, section 4, and RFC 8259, section 8.1";
        encoded(forge, "a byte that is no UTF-8", CorpusForge.bytes(start, 0xff, "\"}"));
        encoded(forge, "an overlong form", CorpusForge.bytes(start, 0xc0, 0xa2, "\"}"));
        encoded(forge, "a surrogate as UTF-8", CorpusForge.bytes(start, 0xed, 0xa0, 0x80, "\"}"));
        encoded(forge, "a sequence cut off", CorpusForge.bytes(start, 0xc3, "\"}"));
        encoded(forge, "ISO 8859-1", CorpusForge.bytes(start, 0xfc, "\"}"));
        encoded(forge, "UTF-16", forge.claims().getBytes(StandardCharsets.UTF_16));
        encoded(forge, "UTF-16 without byte order mark", forge.claims().getBytes(StandardCharsets.UTF_16BE));
        encoded(forge, "a byte order mark", CorpusForge.bytes("\ufeff" + forge.claims()));
        forge.refused(
                "header with a byte order mark",
                utf8,
                TokenRule.HEADER_JSON,
                CorpusForge.signed(
                        CorpusForge.bytes("\ufeff" + CorpusForge.header("")), CorpusForge.bytes(forge.claims())));
        forge.refused(
                "header in UTF-16",
                utf8,
                TokenRule.HEADER_JSON,
                CorpusForge.signed(
                        new String(header, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16),
                        CorpusForge.bytes(forge.claims())));
    }

    private static void encoded(CorpusForge forge, String what, byte[] payload) {
        forge.refused(
                "payload with " + what,
                "RFC 8259, section 8.1",
                TokenRule.PAYLOAD_JSON,
                CorpusForge.signed(CorpusForge.bytes(CorpusForge.header("")), payload));
    }

    private static void depths(CorpusForge forge) {
        for (int depth : new int[] {16, 2000}) {
            String deep = "[".repeat(depth) + "]".repeat(depth);
            forge.refused(
                    "payload " + depth + " arrays deep",
                    "ours",
                    TokenRule.PAYLOAD_JSON,
                    forge.signed(CorpusForge.header(""), forge.claims("a", deep)));
        }
        forge.refused(
                "payload 500 objects deep",
                "ours",
                TokenRule.PAYLOAD_JSON,
                forge.signed(CorpusForge.header(""), forge.claims("a", "{\"a\":".repeat(500) + "1" + "}".repeat(500))));
        forge.refused(
                "header 2000 arrays deep",
                "ours",
                TokenRule.HEADER_JSON,
                forge.signed(CorpusForge.header("\"a\":" + "[".repeat(2000) + "]".repeat(2000)), forge.claims()));
        forge.refused(
                "a name of 600 characters",
                "ours",
                TokenRule.PAYLOAD_JSON,
                forge.signed(CorpusForge.header(""), forge.claims("n".repeat(600), "1")));
        forge.refused(
                "a number of 41 digits",
                "ours",
                TokenRule.PAYLOAD_JSON,
                forge.signed(CorpusForge.header(""), forge.claims("a", "1".repeat(41))));
    }
}
