package io.drawbridge.benchmarks;

import java.util.List;
import java.util.Set;

/**
 * A library that verifies tokens, set up as its documents recommend for one issuer, one audience and that issuer's keys.
 *
 * @param name of the library
 * @param version of the library
 * @param algorithms of ours that it knows, by the header's {@code alg}
 * @param refusals what it is documented to throw for a token that it refuses
 * @param check throws, or accepts the token
 */
record Peer(
        String name, String version, Set<String> algorithms, List<Class<? extends Exception>> refusals, Check check) {

    /** How a library is asked. */
    interface Check {
        void accept(String token) throws Exception;
    }

    /** What came of asking. */
    enum Answer {
        ACCEPTED,
        REFUSED,
        /** Refused by something that no caller is told to expect, such as a NullPointerException. */
        FAILED
    }

    Answer ask(String token) {
        try {
            check.accept(token);
            return Answer.ACCEPTED;
        } catch (Exception e) {
            return refusals.stream().anyMatch(r -> r.isInstance(e)) ? Answer.REFUSED : Answer.FAILED;
        } catch (NoSuchMethodError e) {
            // fusionauth-jwt was built for an older Jackson, with which this is a refusal.
            return Answer.REFUSED;
        } catch (StackOverflowError | OutOfMemoryError e) {
            return Answer.FAILED;
        }
    }
}
