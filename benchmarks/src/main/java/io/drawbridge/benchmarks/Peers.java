package io.drawbridge.benchmarks;

import com.auth0.jwk.Jwk;
import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.drawbridge.authorizer.token.TokenCorpus;
import io.fusionauth.jwks.domain.JSONWebKey;
import io.fusionauth.jwt.JWTException;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.rsa.RSAPSSVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** The peers. Each requires what it can be told to require of RFC 9068: issuer, audience, exp, iat and sub; skew 60 s. */
final class Peers {

    private static final Set<String> NO_EDDSA = Set.of("RS256", "PS256", "ES256", "ES384", "ES512");
    private static final Set<String> ALL = Set.of("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA");
    private static final int SKEW = 60;

    private Peers() {}

    static List<Peer> all() {
        try {
            return List.of(auth0(), fusionAuth(), jjwt(), jose4j(), nimbus());
        } catch (IOException | ParseException | JoseException | com.auth0.jwk.JwkException e) {
            throw new IllegalStateException("The corpus's own keys are not readable", e);
        }
    }

    /** The token's kid chooses the key, and the key the algorithm. */
    private static Peer auth0() throws IOException, com.auth0.jwk.JwkException {
        Map<String, JWTVerifier> verifiers = new HashMap<>();
        for (Map<String, Object> values : keys()) {
            Jwk jwk = Jwk.fromValues(values);
            if (NO_EDDSA.contains(jwk.getAlgorithm())) {
                verifiers.put(
                        jwk.getId(),
                        JWT.require(auth0Algorithm(jwk))
                                .withIssuer(TokenCorpus.ISSUER)
                                .withAudience(TokenCorpus.AUDIENCE)
                                .withClaimPresence("exp")
                                .withClaimPresence("iat")
                                .withClaimPresence("sub")
                                .acceptLeeway(SKEW)
                                .build());
            }
        }
        return new Peer(
                "auth0 java-jwt + jwks-rsa",
                "4.6.2 + 0.24.2",
                NO_EDDSA,
                List.of(JWTVerificationException.class),
                token -> {
                    JWTVerifier verifier = verifiers.get(JWT.decode(token).getKeyId());
                    if (verifier == null) {
                        throw new JWTVerificationException("no such key");
                    }
                    verifier.verify(token);
                });
    }

    private static Algorithm auth0Algorithm(Jwk jwk) throws com.auth0.jwk.JwkException {
        PublicKey key = jwk.getPublicKey();
        return switch (jwk.getAlgorithm()) {
            case "RS256" -> Algorithm.RSA256((RSAPublicKey) key, null);
            case "PS256" -> Algorithm.RSA256PSS((RSAPublicKey) key, null);
            case "ES256" -> Algorithm.ECDSA256((ECPublicKey) key, null);
            case "ES384" -> Algorithm.ECDSA384((ECPublicKey) key, null);
            default -> Algorithm.ECDSA512((ECPublicKey) key, null);
        };
    }

    /** It checks signature and times and leaves issuer and audience to its caller. Of EdDSA it knows the name Ed25519 only. */
    private static Peer fusionAuth() throws IOException {
        Map<String, Verifier> verifiers = new HashMap<>();
        ObjectMapper mapper = new ObjectMapper();
        for (Map<String, Object> values : keys()) {
            if (!NO_EDDSA.contains(String.valueOf(values.get("alg")))) {
                continue;
            }
            JSONWebKey jwk = mapper.convertValue(values, JSONWebKey.class);
            PublicKey key = JSONWebKey.parse(jwk);
            verifiers.put(
                    jwk.kid,
                    switch (String.valueOf(values.get("alg"))) {
                        case "RS256" -> RSAVerifier.newVerifier(key);
                        case "PS256" -> RSAPSSVerifier.newVerifier(key);
                        default -> ECVerifier.newVerifier(key);
                    });
        }
        return new Peer("fusionauth-jwt", "6.0.0", NO_EDDSA, List.of(JWTException.class), token -> {
            io.fusionauth.jwt.domain.JWT jwt = io.fusionauth
                    .jwt
                    .domain
                    .JWT
                    .getDecoder()
                    .withClockSkew(SKEW)
                    .decode(token, verifiers);
            boolean isForUs = TokenCorpus.AUDIENCE.equals(jwt.audience)
                    || (jwt.audience instanceof List<?> list && list.contains(TokenCorpus.AUDIENCE));
            if (!TokenCorpus.ISSUER.equals(jwt.issuer) || !isForUs || jwt.subject == null || jwt.expiration == null) {
                throw new io.fusionauth.jwt.InvalidJWTException("not for us");
            }
        });
    }

    private static Peer jjwt() {
        Map<String, Key> keys = Jwks.setParser().build().parse(TokenCorpus.jwks()).getKeys().stream()
                .collect(Collectors.toMap(k -> k.getId(), k -> k.toKey()));
        io.jsonwebtoken.JwtParser parser = Jwts.parser()
                .keyLocator(header -> keys.get(String.valueOf(header.get("kid"))))
                .requireIssuer(TokenCorpus.ISSUER)
                .requireAudience(TokenCorpus.AUDIENCE)
                .clockSkewSeconds(SKEW)
                .build();
        return new Peer("jjwt", "0.13.0", ALL, List.of(JwtException.class, IllegalArgumentException.class), token -> {
            io.jsonwebtoken.Claims claims = parser.parseSignedClaims(token).getPayload();
            if (claims.getExpiration() == null || claims.getIssuedAt() == null || claims.getSubject() == null) {
                throw new JwtException("a claim is missing");
            }
        });
    }

    private static Peer jose4j() throws JoseException {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(TokenCorpus.jwks()).getJsonWebKeys()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALL.toArray(String[]::new))
                .setExpectedIssuer(TokenCorpus.ISSUER)
                .setExpectedAudience(TokenCorpus.AUDIENCE)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW)
                .build();
        return new Peer("jose4j", "0.9.7", ALL, List.of(InvalidJwtException.class), consumer::processToClaims);
    }

    /** Without EdDSA, which needs another library beside it. */
    private static Peer nimbus() throws ParseException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                NO_EDDSA.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()),
                new ImmutableJWKSet<>(JWKSet.parse(TokenCorpus.jwks()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                TokenCorpus.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(TokenCorpus.ISSUER).build(),
                Set.of("exp", "iat", "sub")));
        return new Peer(
                "Nimbus DefaultJWTProcessor",
                "10.10",
                NO_EDDSA,
                List.of(ParseException.class, BadJOSEException.class, JOSEException.class),
                token -> Objects.requireNonNull(processor.process(token, null)));
    }

    private static List<Map<String, Object>> keys() throws IOException {
        Map<String, List<Map<String, Object>>> set =
                new ObjectMapper().readValue(TokenCorpus.jwks(), new TypeReference<>() {});
        return Objects.requireNonNull(set.get("keys"));
    }
}
