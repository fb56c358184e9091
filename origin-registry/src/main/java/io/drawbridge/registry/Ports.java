package io.drawbridge.registry;

/** The grammar of ports: 1 to 65535 without leading zeros. */
final class Ports {

    static final int INVALID = -1;
    private static final int MAX = 65_535;
    private static final int MAX_DIGITS = 5;

    private Ports() {}

    /** The port that the rest of {@code text} from {@code start} spells, or {@link #INVALID}. */
    static int parse(String text, int start) {
        int digits = text.length() - start;
        if (digits < 1 || digits > MAX_DIGITS || text.charAt(start) == '0') {
            return INVALID;
        }
        int port = 0;
        for (int i = start; i < text.length(); i++) {
            if (!Labels.isDigit(text.charAt(i))) {
                return INVALID;
            }
            port = port * 10 + (text.charAt(i) - '0');
        }
        return port <= MAX ? port : INVALID;
    }
}
