package io.drawbridge.benchmarks;

import io.drawbridge.authorizer.token.CryptoProvider;

/** What a provider costs a cold start: run it in a process of its own each time. */
public final class ProviderStart {

    private ProviderStart() {}

    /** Prints the milliseconds that finding, loading and testing the provider took. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        CryptoProvider crypto = Drawbridge.crypto(args[0]);
        System.out.println((System.nanoTime() - start) / 1_000_000 + " ms for " + crypto.description());
    }
}
