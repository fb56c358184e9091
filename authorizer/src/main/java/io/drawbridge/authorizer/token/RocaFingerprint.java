package io.drawbridge.authorizer.token;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Recognises RSA keys of the broken Infineon library (CVE-2017-15361), whose private key can be computed.
 *
 * <p>Its primes are {@code k·M + (65537^a mod M)} with M a product of small primes, so the modulus is a power of 65537 modulo
 * each of them. A random modulus is so with a chance of about 2^-28.
 *
 * @see <a href="https://doi.org/10.1145/3133956.3133969">Nemec, Sys, Svenda, Klinec, Matyas: The Return of Coppersmith's
 *     Attack, CCS 2017, section 2.3</a>
 */
final class RocaFingerprint {

    /** M of 512-bit keys, which divides the M of every longer one: the primes up to 167. */
    private static final List<Integer> PRIMES = IntStream.rangeClosed(3, 167)
            .filter(n -> IntStream.range(2, n).allMatch(d -> n % d != 0))
            .boxed()
            .toList();

    private static final List<Set<Integer>> POWERS =
            PRIMES.stream().map(RocaFingerprint::powers).toList();

    private RocaFingerprint() {}

    /** Whether the modulus has the fingerprint. */
    static boolean isIn(BigInteger modulus) {
        return IntStream.range(0, PRIMES.size())
                .allMatch(i -> POWERS.get(i)
                        .contains(modulus.mod(BigInteger.valueOf(PRIMES.get(i))).intValue()));
    }

    /** The powers of 65537 modulo a prime. */
    private static Set<Integer> powers(int prime) {
        Set<Integer> powers = new HashSet<>();
        for (int power = 1; powers.add(power); ) {
            power = power * 65537 % prime;
        }
        return powers;
    }
}
