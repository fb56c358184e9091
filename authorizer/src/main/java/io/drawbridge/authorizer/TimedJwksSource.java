package io.drawbridge.authorizer;

import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.registry.Issuer;

/** Where keys come from, with a count of what a decision fetches and how long that takes. */
record TimedJwksSource(JwksSource source, Steps steps) implements JwksSource {

    @Override
    public Answer fetch(Issuer issuer) {
        long start = steps.now();
        try {
            return source.fetch(issuer);
        } finally {
            steps.keysFetched(start);
        }
    }
}
