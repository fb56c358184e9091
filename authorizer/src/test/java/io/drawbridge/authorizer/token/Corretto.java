package io.drawbridge.authorizer.token;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Amazon Corretto Crypto Provider in tests: the class path has it where it runs, on Linux. */
final class Corretto {

    private static final CryptoProvider PROVIDER = CryptoProvider.corretto(Corretto.class.getClassLoader());

    private Corretto() {}

    /** The provider; the test is skipped, and says so, where there is none for this machine. */
    static CryptoProvider provider() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        boolean isThere = machine.equals("Linux amd64") || machine.equals("Linux aarch64");
        assumeTrue(isThere, "skipped: no Amazon Corretto Crypto Provider for " + machine);
        return PROVIDER;
    }
}
