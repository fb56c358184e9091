package io.drawbridge.authorizer.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;

/** Tokens of right form whose signature is not the issuer's over these bytes. */
final class CorpusSignatures {

    private static final String SOURCE = "RFC 7515, section 5.2";
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger ED25519_ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private CorpusSignatures() {}

    static void addTo(CorpusForge forge) {
        strangers(forge);
        damaged(forge);
        ellipticCurves(forge);
        edwards(forge);
    }

    private static void strangers(CorpusForge forge) {
        TestKey stranger = CorpusForge.STRANGER;
        forge.refused(
                "a stranger's under the issuer's kid",
                SOURCE,
                TokenRule.SIGNATURE,
                stranger.sign(CorpusForge.header(""), forge.claims()));
        forge.refused(
                "a stranger's under its own kid",
                SOURCE,
                TokenRule.KEY_UNKNOWN,
                stranger.sign(TestIssuers.header(stranger), forge.claims()));
        forge.refused(
                "a stranger's without kid",
                SOURCE,
                TokenRule.SIGNATURE,
                stranger.sign("{\"alg\":\"ES256\"}", forge.claims()));
        String[] right = forge.right().split("\\.", -1);
        String[] other = forge.signed(CorpusForge.header("\"a\":1"), forge.claims("scope", "\"registry:admin\""))
                .split("\\.", -1);
        forge.refused("another payload", SOURCE, TokenRule.SIGNATURE, right[0] + "." + other[1] + "." + right[2]);
        forge.refused("another header", SOURCE, TokenRule.SIGNATURE, other[0] + "." + right[1] + "." + right[2]);
        forge.refused("another token's", SOURCE, TokenRule.SIGNATURE, right[0] + "." + right[1] + "." + other[2]);
        forge.refused(
                "over the payload alone",
                SOURCE,
                TokenRule.SIGNATURE,
                right[0] + "." + CorpusForge.EC.signInput(right[1]));
    }

    private static void damaged(CorpusForge forge) {
        byte[] signature = CorpusForge.signature(forge.right());
        byte[] flipped = signature.clone();
        flipped[40] ^= 1;
        forge.refused("one bit changed", SOURCE, TokenRule.SIGNATURE, forge.withSignature(flipped));
        forge.refused("one byte", SOURCE, TokenRule.SIGNATURE, forge.withSignature(new byte[1]));
        forge.refused("a byte short", SOURCE, TokenRule.SIGNATURE, forge.withSignature(Arrays.copyOf(signature, 63)));
        forge.refused(
                "a zero byte more", SOURCE, TokenRule.SIGNATURE, forge.withSignature(Arrays.copyOf(signature, 65)));
    }

    private static void ellipticCurves(CorpusForge forge) {
        String format = "RFC 7518, section 3.4";
        byte[] zero = new byte[32];
        byte[] one = TestKey.fixed(BigInteger.ONE, 32);
        byte[] order = TestKey.fixed(P256_ORDER, 32);
        forge.refused("ECDSA of r = 0, s = 0", format, TokenRule.SIGNATURE, pair(forge, zero, zero));
        forge.refused("ECDSA of r = 0, s = 1", format, TokenRule.SIGNATURE, pair(forge, zero, one));
        forge.refused("ECDSA of r = 1, s = 0", format, TokenRule.SIGNATURE, pair(forge, one, zero));
        forge.refused("ECDSA of r = n, s = n", format, TokenRule.SIGNATURE, pair(forge, order, order));
        forge.refused("ECDSA of r = n, s = 1", format, TokenRule.SIGNATURE, pair(forge, order, one));
        forge.refused("ECDSA signature in DER", format, TokenRule.SIGNATURE, der(forge));
    }

    private static String pair(CorpusForge forge, byte[] r, byte[] s) {
        byte[] signature = Arrays.copyOf(r, 64);
        System.arraycopy(s, 0, signature, 32, 32);
        return forge.withSignature(signature);
    }

    private static String der(CorpusForge forge) {
        String token = forge.right();
        String input = token.substring(0, token.lastIndexOf('.'));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(CorpusForge.EC.pair().getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + TestKey.base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void edwards(CorpusForge forge) {
        TestKey key = CorpusForge.ED;
        String token = key.sign(TestIssuers.header(key), forge.claims());
        byte[] signature = CorpusForge.signature(token);
        byte[] larger = signature.clone();
        BigInteger s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
        System.arraycopy(reversed(TestKey.fixed(s.add(ED25519_ORDER), 32)), 0, larger, 32, 32);
        String source = "RFC 8032, section 5.1.7";
        forge.refused("Ed25519 of S plus the group's order", source, TokenRule.SIGNATURE, with(token, larger));
        forge.refused("Ed25519 of zeros", source, TokenRule.SIGNATURE, with(token, new byte[64]));
        byte[] neutral = new byte[64];
        neutral[0] = 1;
        forge.refused("Ed25519 of the neutral point and S = 0", source, TokenRule.SIGNATURE, with(token, neutral));
        forge.refused("Ed25519 a byte longer", source, TokenRule.SIGNATURE, with(token, Arrays.copyOf(signature, 65)));
    }

    private static String with(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + TestKey.base64Url(signature);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }
}
