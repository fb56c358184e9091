package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.StrictJson;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the place of an issuer's keys in its discovery document, when an administrator saves it and never later: first where
 * OpenID Connect Discovery 1.0, section 4, puts it, then where RFC 8414, section 3.1, does.
 *
 * <p>Every provider with a preset has the first; an authorization server that is no OpenID provider has the second alone.
 * Whatever goes wrong on the way to a document is one constant problem, so that nobody can find out by it what answers where.
 *
 * @param fetch gets a document from a place that is not trusted
 */
record Discovery(Function<URI, JwksSource.Answer> fetch) {

    /** Stands for the place while everything else of a record is checked, before anybody is asked for it. */
    static final String SOME_JWKS_URI = "https://issuer.example/jwks";

    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    /** The {@code jwks_uri}, still unchecked; or why there is none. */
    Checked<String> jwksUri(String iss) {
        for (URI place : List.of(openIdPlace(iss), oauthPlace(iss))) {
            Optional<ObjectNode> document = document(place);
            if (document.isPresent()) {
                return jwksUri(document.get(), iss);
            }
        }
        return problem(ProblemCode.ISSUER_DISCOVERY, iss);
    }

    /** "MUST exactly match" (OpenID Connect Discovery 1.0, section 4.3; RFC 8414, section 3.3), or keys would be borrowed. */
    private static Checked<String> jwksUri(ObjectNode document, String iss) {
        return document.path("issuer").textValue().equals(iss)
                ? new Checked.Valid<>(document.path("jwks_uri").textValue())
                : problem(ProblemCode.ISSUER_DISCOVERY_OTHER, iss);
    }

    private Optional<ObjectNode> document(URI place) {
        return fetch.apply(place) instanceof JwksSource.Document document
                ? StrictJson.object(document.json().getBytes(StandardCharsets.UTF_8))
                        .filter(d -> d.path("issuer").isTextual()
                                && d.path("jwks_uri").isTextual())
                : Optional.empty();
    }

    private static URI openIdPlace(String iss) {
        return URI.create(withoutSlash(iss) + OPENID);
    }

    /** Between host and path. */
    private static URI oauthPlace(String iss) {
        URI issuer = URI.create(iss);
        return URI.create(
                issuer.getScheme() + "://" + issuer.getRawAuthority() + OAUTH + withoutSlash(issuer.getRawPath()));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static Checked<String> problem(ProblemCode code, String iss) {
        return new Checked.Invalid<>(List.of(Problem.of(code, iss).under("/iss")));
    }
}
