package io.drawbridge.issuer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where issuers' keys are kept: the first call for a name makes them, every later one returns the same. */
public interface KeyStore {

    /**
     * The keys of one issuer.
     *
     * @throws java.io.UncheckedIOException if they cannot be read or written
     */
    IssuerKeys keysOf(IssuerName name);

    /** Keys that live as long as this object: for tests. */
    static KeyStore inMemory() {
        Map<IssuerName, IssuerKeys> keys = new ConcurrentHashMap<>();
        return name -> keys.computeIfAbsent(name, any -> IssuerKeys.generate());
    }
}
