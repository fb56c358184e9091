package io.drawbridge.registry;

import java.util.Optional;

/**
 * The host of an origin in the one spelling that browsers send.
 *
 * @see <a href="https://url.spec.whatwg.org/#host-serializing">URL, "Host serializing"</a>
 */
record Host(String text, Kind kind) {

    enum Kind {
        NAME,
        IPV4,
        IPV6
    }

    private static final int IPV6_GROUPS = 8;

    /** The index after the host that starts at {@code start}: at the port's colon, or wherever it cannot go on. */
    static int end(String text, int start) {
        int i = start;
        if (i < text.length() && text.charAt(i) == '[') {
            int close = text.indexOf(']', i);
            return close < 0 ? text.length() : close + 1;
        }
        while (i < text.length() && (Labels.isLabelCharacter(text.charAt(i)) || text.charAt(i) == '.')) {
            i++;
        }
        return i;
    }

    static Optional<Host> parse(String text) {
        if (text.startsWith("[")) {
            return isIpv6(text) ? Optional.of(new Host(text, Kind.IPV6)) : Optional.empty();
        }
        if (endsInNumber(text)) {
            return isIpv4(text) ? Optional.of(new Host(text, Kind.IPV4)) : Optional.empty();
        }
        return isName(text) ? Optional.of(new Host(text, Kind.NAME)) : Optional.empty();
    }

    /** Labels joined by dots, one trailing dot allowed. */
    private static boolean isName(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.length() > Labels.MAX_NAME) {
            return false;
        }
        int start = 0;
        while (start <= name.length()) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            if (!Labels.isLabel(name, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /**
     * Whether browsers read this host as an IPv4 address: its last label is a number, decimal or hexadecimal.
     *
     * @see <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">URL, "ends in a number checker"</a>
     */
    static boolean endsInNumber(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (last.startsWith("0x")) {
            return last.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
        }
        return !last.isEmpty() && last.chars().allMatch(c -> Labels.isDigit((char) c));
    }

    /** Four decimal numbers from 0 to 255 without leading zeros. */
    private static boolean isIpv4(String text) {
        int parts = 0;
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isByte(text.substring(start, end))) {
                return false;
            }
            parts++;
            start = end + 1;
        }
        return parts == 4;
    }

    private static boolean isByte(String text) {
        return !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> Labels.isDigit((char) c))
                && (text.length() == 1 || text.charAt(0) != '0')
                && Integer.parseInt(text) <= 255;
    }

    /** Reads the groups and writes them back: only the canonical spelling survives that unchanged. */
    private static boolean isIpv6(String text) {
        if (!text.endsWith("]") || text.length() > "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]".length()) {
            return false;
        }
        String address = text.substring(1, text.length() - 1);
        return ipv6Groups(address)
                .map(groups -> ipv6Text(groups).equals(address))
                .orElse(false);
    }

    private static Optional<int[]> ipv6Groups(String address) {
        int gap = address.indexOf("::");
        String[] head = split(gap < 0 ? address : address.substring(0, gap));
        String[] tail = gap < 0 ? new String[0] : split(address.substring(gap + 2));
        int written = head.length + tail.length;
        if (gap < 0 ? written != IPV6_GROUPS : written >= IPV6_GROUPS) {
            return Optional.empty();
        }
        int[] groups = new int[IPV6_GROUPS];
        for (int i = 0; i < head.length; i++) {
            groups[i] = group(head[i]);
        }
        for (int i = 0; i < tail.length; i++) {
            groups[IPV6_GROUPS - tail.length + i] = group(tail[i]);
        }
        for (int group : groups) {
            if (group < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }

    private static String[] split(String part) {
        return part.isEmpty() ? new String[0] : part.split(":", -1);
    }

    private static int group(String text) {
        boolean hex = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(Host::isHexDigit);
        return hex ? Integer.parseInt(text, 16) : -1;
    }

    private static boolean isHexDigit(int c) {
        return Labels.isDigit((char) c) || (c >= 'a' && c <= 'f');
    }

    /** URL, "IPv6 serializer": the first longest run of at least two zero groups becomes {@code ::}. */
    private static String ipv6Text(int[] groups) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int length = 0;
            while (i + length < IPV6_GROUPS && groups[i + length] == 0) {
                length++;
            }
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < IPV6_GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
