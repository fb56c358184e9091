package io.drawbridge.authorizer.cors;

import io.drawbridge.registry.Grant;
import io.drawbridge.registry.Origin;
import java.util.List;
import java.util.Optional;

/** What the CORS protocol allows the page that made a request to see. Each case yields its response headers' values. */
public sealed interface CorsDecision {

    /** The values that responses carry; every one empty where nothing is granted. */
    CorsValues values();

    /** Whether the request may go on to its token: false only for a refused origin. */
    default boolean mayContinue() {
        return true;
    }

    /** Whether a response may echo the request's Origin: only a registered origin's. */
    default boolean mayEcho() {
        return false;
    }

    /** Not a CORS request: nothing to grant and nobody to refuse. */
    record NotCors() implements CorsDecision {
        @Override
        public CorsValues values() {
            return CorsValues.NONE;
        }
    }

    /** A registered origin with its grant. */
    record Allowed(Origin origin, Grant grant) implements CorsDecision {
        @Override
        public CorsValues values() {
            return new CorsValues(
                    origin.toString(),
                    grant.credentials() ? "true" : "",
                    String.join(", ", grant.exposedHeaders()),
                    String.join(", ", grant.methods()),
                    String.join(", ", grant.requestHeaders()),
                    Integer.toString(grant.maxAgeSeconds()));
        }

        @Override
        public boolean mayEcho() {
            return true;
        }
    }

    /** An unregistered origin that monitor mode answers as {@code *} would: what was asked, never credentials. */
    record Monitored(Origin origin, Optional<Preflight> preflight) implements CorsDecision {

        /** The value of {@code Access-Control-Allow-Origin}. */
        public static final String ANY = "*";

        @Override
        public CorsValues values() {
            return new CorsValues(
                    ANY,
                    "",
                    "",
                    preflight.map(Preflight::method).orElse(""),
                    String.join(", ", preflight.map(Preflight::headers).orElse(List.of())),
                    "");
        }
    }

    /** An origin that is not registered, or one that no browser would send. */
    record Refused() implements CorsDecision {
        @Override
        public CorsValues values() {
            return CorsValues.NONE;
        }

        @Override
        public boolean mayContinue() {
            return false;
        }
    }
}
