package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.drawbridge.registry.SigningAlgorithm;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads one public key of a JWK Set, strictly (RFC 7517, section 4; RFC 7518, section 6; RFC 8037, section 2). */
final class KeyReader {

    private static final int MAX_KID = 256;
    private static final int MIN_RSA_BITS = 2048;
    /** Verifying takes time by the square of this; nobody issues longer ones. */
    private static final int MAX_RSA_BITS = 8192;
    /** Longer exponents make verification as slow as signing. */
    private static final int MAX_RSA_EXPONENT_BITS = 33;
    /** Parts of private keys (RFC 7518, sections 6.2.2 and 6.3.2) and of symmetric ones (6.4). */
    private static final List<String> SECRETS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final JsonNode node;

    private KeyReader(JsonNode node) {
        this.node = node;
    }

    /** A key, or why it is not used, for the log. */
    record Result(Optional<VerificationKey> key, Optional<String> fault) {
        static Result of(VerificationKey key) {
            return new Result(Optional.of(key), Optional.empty());
        }

        static Result fault(String fault) {
            return new Result(Optional.empty(), Optional.of(fault));
        }
    }

    static Result read(JsonNode node) {
        KeyReader reader = new KeyReader(node);
        try {
            return reader.commonFault().map(Result::fault).orElseGet(reader::byType);
        } catch (IllegalStateException | IllegalArgumentException e) {
            // What Nimbus's builders throw, the first for a point that is not on its curve. No key may spoil the
            // others.
            return Result.fault("not a public key");
        }
    }

    private Optional<String> commonFault() {
        if (!node.isObject()) {
            return Optional.of("not an object");
        }
        if (text("kty").equals("oct")) {
            return Optional.of("symmetric");
        }
        if (SECRETS.stream().anyMatch(node::has)) {
            return Optional.of("private: its owner must replace it");
        }
        if (node.has("use") && !text("use").equals("sig")) {
            return Optional.of("use is not sig");
        }
        if (node.has("key_ops") && !allowsVerify(node.path("key_ops"))) {
            return Optional.of("key_ops lacks verify");
        }
        boolean isKeyId =
                !node.has("kid") || (!text("kid").isEmpty() && text("kid").length() <= MAX_KID);
        return isKeyId ? Optional.empty() : Optional.of("kid is not 1 to 256 characters");
    }

    private static boolean allowsVerify(JsonNode operations) {
        return operations.isArray()
                && StreamSupport.stream(operations.spliterator(), false).anyMatch(o -> "verify".equals(o.textValue()));
    }

    private Result byType() {
        return switch (text("kty")) {
            case "RSA" -> rsa();
            case "EC" -> ec();
            case "OKP" -> okp();
            default -> Result.fault("kty unknown");
        };
    }

    private Result rsa() {
        Optional<byte[]> n = Base64Url.decode(text("n"));
        Optional<byte[]> e = Base64Url.decode(text("e"));
        if (n.isEmpty() || e.isEmpty() || !isMinimal(n.get()) || !isMinimal(e.get())) {
            return Result.fault("not a public key");
        }
        BigInteger modulus = new BigInteger(1, n.get());
        if (modulus.bitLength() < MIN_RSA_BITS || modulus.bitLength() > MAX_RSA_BITS) {
            return Result.fault("RSA of other than 2048 to 8192 bits");
        }
        BigInteger exponent = new BigInteger(1, e.get());
        boolean isExponent = exponent.testBit(0) && exponent.bitLength() > 1;
        if (!modulus.testBit(0) || !isExponent || exponent.bitLength() > MAX_RSA_EXPONENT_BITS) {
            return Result.fault("RSA with an even modulus or a bad exponent");
        }
        if (RocaFingerprint.isIn(modulus)) {
            return Result.fault("RSA with the ROCA fingerprint");
        }
        RSAKey key = new RSAKey.Builder(base64Url("n"), base64Url("e")).build();
        return key(key, EnumSet.of(SigningAlgorithm.RS256, SigningAlgorithm.PS256), () -> new RSASSAVerifier(key));
    }

    /** RFC 7518, section 2: Base64urlUInt has no leading zero octet. */
    private static boolean isMinimal(byte[] number) {
        return number.length > 0 && number[0] != 0;
    }

    private Result ec() {
        return switch (text("crv")) {
            case "P-256" -> ec(Curve.P_256, 32, SigningAlgorithm.ES256);
            case "P-384" -> ec(Curve.P_384, 48, SigningAlgorithm.ES384);
            case "P-521" -> ec(Curve.P_521, 66, SigningAlgorithm.ES512);
            default -> Result.fault("crv unknown");
        };
    }

    private Result ec(Curve curve, int coordinateBytes, SigningAlgorithm algorithm) {
        if (!isOfLength("x", coordinateBytes) || !isOfLength("y", coordinateBytes)) {
            return Result.fault("not a public key");
        }
        ECKey key = new ECKey.Builder(curve, base64Url("x"), base64Url("y")).build();
        return key(key, EnumSet.of(algorithm), () -> new ECDSAVerifier(key));
    }

    private Result okp() {
        if (!text("crv").equals("Ed25519")) {
            return Result.fault("crv unknown");
        }
        Optional<Ed25519Verifier> verifier = Base64Url.decode(text("x")).flatMap(Ed25519Verifier::of);
        if (verifier.isEmpty()) {
            return Result.fault("not a public key");
        }
        OctetKeyPair key = new OctetKeyPair.Builder(Curve.Ed25519, base64Url("x")).build();
        return key(key, EnumSet.of(SigningAlgorithm.EDDSA), verifier::get);
    }

    private boolean isOfLength(String member, int bytes) {
        return Base64Url.decode(text(member)).filter(b -> b.length == bytes).isPresent();
    }

    /** A library's constructor. */
    private interface VerifierFactory {
        JWSVerifier make() throws JOSEException;
    }

    private Result key(JWK key, Set<SigningAlgorithm> algorithms, VerifierFactory verifier) {
        if (node.has("alg")) {
            algorithms.retainAll(SigningAlgorithm.ofHeader(text("alg")).stream().toList());
        }
        if (algorithms.isEmpty()) {
            return Result.fault("alg does not fit the key");
        }
        try {
            return Result.of(new VerificationKey(
                    Optional.ofNullable(node.path("kid").textValue()),
                    Set.copyOf(algorithms),
                    key.computeThumbprint().toString(),
                    verifier.make()));
        } catch (JOSEException e) {
            return Result.fault("not a public key");
        }
    }

    private String text(String member) {
        String text = node.path(member).textValue();
        return text == null ? "" : text;
    }

    private Base64URL base64Url(String member) {
        return new Base64URL(text(member));
    }
}
