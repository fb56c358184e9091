package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.SigningAlgorithm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to make a token, sound or not, and the Authorization line that carries it. What is empty is left to a valid token's
 * default.
 *
 * @param issuer whose {@code iss} it has
 * @param tenant which tenant it names
 * @param subject whom it is about
 * @param audiences whom it is for
 * @param scopes what the token may do, joined by spaces in its claim
 * @param expiresIn from now, negative for a token that is over
 * @param algorithm what signs, and the header {@code alg}
 * @param claims claims that are added or replaced, or removed by {@code null}
 * @param header the same for headers
 * @param signedBy another issuer whose keys sign
 * @param kidOf another issuer whose key the header names
 * @param hmacOfPublicKey whether HS256 with the issuer's public key as its secret replaces the signature
 * @param parts what the three parts are put together to, {@code $1}, {@code $2} and {@code $3} standing for them
 * @param authorization the header line's value, {@code ${token}} standing for the token
 */
public record TokenRecipe(
        IssuerName issuer,
        Optional<String> tenant,
        Optional<String> subject,
        Optional<List<String>> audiences,
        Optional<List<String>> scopes,
        Optional<Duration> expiresIn,
        Optional<SigningAlgorithm> algorithm,
        Map<String, JsonNode> claims,
        Map<String, JsonNode> header,
        Optional<IssuerName> signedBy,
        Optional<IssuerName> kidOf,
        boolean hmacOfPublicKey,
        String parts,
        String authorization) {

    /** A token in compact serialisation as it was made. */
    public static final String UNCHANGED = "$1.$2.$3";

    /** The one right way to send a token (RFC 6750, section 2.1). */
    public static final String BEARER = "Bearer ${token}";

    public TokenRecipe {
        claims = new LinkedHashMap<>(claims);
        header = new LinkedHashMap<>(header);
    }
}
