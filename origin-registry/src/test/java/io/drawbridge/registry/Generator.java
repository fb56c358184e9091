package io.drawbridge.registry;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes texts that are nearly origins. Each run draws another seed and names it in every failure; {@code -Dseed=N} repeats one.
 */
final class Generator {

    private static final List<String> PARTS = List.of(
            "https://",
            "http://",
            "://",
            ":",
            ".",
            "-",
            "_",
            "a",
            "b",
            "app",
            "example",
            "com",
            "co.uk",
            "github.io",
            "127.0.0.1",
            "0x7f",
            "1",
            "255",
            "256",
            "01",
            "443",
            "80",
            ":443",
            ":80",
            ":8443",
            ":65535",
            ":65536",
            ":0",
            "[::1]",
            "[",
            "]",
            "::",
            "fe80",
            "0",
            "xn--bcher-kva",
            "*",
            "/",
            "\\",
            "?",
            "#",
            "@",
            "%61",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "ü",
            "A",
            ",",
            "null",
            "\ud83d\ude00",
            "\ud800",
            "localhost",
            "x".repeat(63),
            "y".repeat(64));

    private final long seed;
    private final RandomGenerator random;

    private Generator(long seed) {
        this.seed = seed;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    static Generator create() {
        return new Generator(Long.getLong("seed", System.nanoTime()));
    }

    /** How often a property is tried; {@code -Drounds=N} makes it another number, for mutation tests say. */
    static int rounds(int usual) {
        return Integer.getInteger("rounds", usual);
    }

    /** For {@code as(…)}: how to see a failure again. */
    String seed() {
        return "-Dseed=" + seed;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A label that browsers could send. */
    String label() {
        String alphabet = "abz019-_";
        StringBuilder label = new StringBuilder("a");
        for (int i = random.nextInt(6); i > 0; i--) {
            label.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return label.append('z').toString();
    }

    /** An origin of a plain name: up to five labels, perhaps a port. */
    String origin() {
        StringBuilder text = new StringBuilder(oneOf(List.of("https://", "http://")));
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(label()).append('.');
        }
        text.append(oneOf(List.of("com", "example.com", "co.uk", "github.io", "localhost")));
        return text.append(oneOf(List.of("", "", ":8443", ":1", ":65535"))).toString();
    }

    /** An origin with up to three edits, or a few parts of origins in any order. */
    String nearlyOrigin() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(oneOf(PARTS));
            }
            return text.toString();
        }
        text.append(origin());
        for (int edits = random.nextInt(4); edits > 0 && text.length() > 0; edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, oneOf(PARTS));
                default -> text.setCharAt(at, (char) random.nextInt(0x180));
            }
        }
        return text.toString();
    }

    /** Any UTF-16 at all. */
    String anything() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append((char) random.nextInt(0x10000));
        }
        return text.toString();
    }
}
