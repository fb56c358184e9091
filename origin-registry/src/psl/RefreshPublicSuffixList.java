import java.io.IOException;
import java.io.InputStream;
import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Renews the bundled Public Suffix List: {@code java origin-registry/src/psl/RefreshPublicSuffixList.java [FILE]}, from the
 * repository's root. Without FILE it asks publicsuffix.org.
 *
 * <p>Writes ASCII names, sorted, without comments, the private section marked, so that the registry reads it fast.
 */
public final class RefreshPublicSuffixList {

    private static final String SOURCE = "https://publicsuffix.org/list/public_suffix_list.dat";
    private static final Path TARGET =
            Path.of("origin-registry/src/main/resources/io/drawbridge/registry/public-suffix-list.txt");
    private static final int FEWEST_RULES = 5_000;

    public static void main(String[] arguments) throws IOException {
        String source = arguments.length == 0 ? read(SOURCE) : Files.readString(Path.of(arguments[0]));
        List<String> header = new ArrayList<>(List.of(
                "# The Public Suffix List, https://publicsuffix.org/list/, in ASCII form, sorted, private section marked.",
                "# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.",
                "# If a copy of the MPL was not distributed with this file, You can obtain one at",
                "# https://mozilla.org/MPL/2.0/."));
        List<String> rules = new ArrayList<>();
        boolean inPrivateSection = false;
        for (String line : source.split("\n")) {
            String text = line.strip();
            if (text.startsWith("// VERSION: ") || text.startsWith("// COMMIT: ")) {
                header.add("#" + text.substring(2));
            } else if (text.contains("===BEGIN PRIVATE DOMAINS===")) {
                inPrivateSection = true;
            } else if (!text.isEmpty() && !text.startsWith("//")) {
                rules.add(ascii(text) + (inPrivateSection ? " private" : ""));
            }
        }
        if (rules.size() < FEWEST_RULES || !inPrivateSection) {
            throw new IOException("this is not the Public Suffix List: " + rules.size() + " rules");
        }
        Collections.sort(rules);
        header.addAll(rules);
        Files.createDirectories(TARGET.getParent());
        Files.write(TARGET, header, StandardCharsets.US_ASCII);
        System.out.println(rules.size() + " rules written to " + TARGET);
    }

    private static String read(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String ascii(String rule) {
        String prefix = rule.startsWith("!") ? "!" : rule.startsWith("*.") ? "*." : "";
        return prefix + IDN.toASCII(rule.substring(prefix.length()), IDN.ALLOW_UNASSIGNED);
    }
}
