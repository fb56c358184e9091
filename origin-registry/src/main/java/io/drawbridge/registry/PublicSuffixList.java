package io.drawbridge.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Public Suffix List: below which names strangers can register.
 *
 * <p>The bundled file is the published list of one day, ICANN and private section, in ASCII form;
 * {@code RefreshPublicSuffixList.java} beside this module's sources renews it.
 *
 * @see <a href="https://github.com/publicsuffix/list/wiki/Format">The list's format and algorithm</a>
 */
public final class PublicSuffixList {

    private static final String RESOURCE = "public-suffix-list.txt";
    private static final String VERSION_LINE = "# VERSION: ";
    private static final String PRIVATE_MARK = " private";

    private final String version;
    /** Each rule, {@code *.} and {@code !} included, and whether it stands in the private section. */
    private final Map<String, Boolean> rules;

    private PublicSuffixList(String version, Map<String, Boolean> rules) {
        this.version = version;
        this.rules = rules;
    }

    /** The list that was bundled at build time, read once. */
    public static PublicSuffixList bundled() {
        return Bundled.LIST;
    }

    private static final class Bundled {
        static final PublicSuffixList LIST = load();

        private static PublicSuffixList load() {
            try (InputStream in = PublicSuffixList.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is not in the jar");
                }
                return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                throw new UncheckedIOException(RESOURCE + " cannot be read", e);
            }
        }
    }

    private static PublicSuffixList read(BufferedReader lines) throws IOException {
        String version = "unknown";
        Map<String, Boolean> rules = new HashMap<>(1 << 15);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(VERSION_LINE)) {
                version = line.substring(VERSION_LINE.length());
            } else if (line.endsWith(PRIVATE_MARK)) {
                rules.put(line.substring(0, line.length() - PRIVATE_MARK.length()), true);
            } else if (!line.startsWith("#")) {
                rules.put(line, false);
            }
        }
        return new PublicSuffixList(version, rules);
    }

    /** When the bundled list was published, as its own header says. */
    public String version() {
        return version;
    }

    /** Whether strangers can register names directly below {@code host}: a lower-case ASCII name without trailing dot. */
    public boolean isPublicSuffix(String host) {
        return suffixOf(host).equals(host);
    }

    /** Whether the list says so of {@code host}, and not only that it has no name above it, as {@code localhost} has none. */
    public boolean isListed(String host) {
        return isPublicSuffix(host)
                && (rules.containsKey(host)
                        || rules.containsKey("*." + host)
                        || rules.containsKey("*." + afterFirstLabel(host)));
    }

    /**
     * Whether a wildcard in front of {@code host} could stand for names of strangers: it is a public suffix, or every name
     * directly below it is one, as a rule {@code *.host} says.
     */
    public boolean isOpenBelow(String host) {
        return isPublicSuffix(host) || rules.containsKey("*." + host);
    }

    /** Whether {@link #isOpenBelow} holds by a rule of the private section, such as {@code vercel.app}. */
    public boolean isPrivateSuffix(String host) {
        return isPublicSuffix(host) ? isPrivateRuleOf(host) : isPrivate("*." + host);
    }

    private boolean isPrivateRuleOf(String suffix) {
        return isPrivate(suffix) || (!rules.containsKey(suffix) && isPrivate("*." + afterFirstLabel(suffix)));
    }

    /** The name below the public suffix that somebody registered; empty for a public suffix itself. */
    public Optional<String> registrableDomain(String host) {
        String suffix = suffixOf(host);
        if (suffix.equals(host)) {
            return Optional.empty();
        }
        int dot = host.lastIndexOf('.', host.length() - suffix.length() - 2);
        return Optional.of(host.substring(dot + 1));
    }

    /** What a platform approves for a tenant that registers a pattern: the registrable domain, or a host that has none. */
    public String approvalDomain(OriginPattern pattern) {
        String host = pattern.anchor().host();
        if (!pattern.anchor().isName()) {
            return host;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return registrableDomain(name).orElse(name);
    }

    /** The prevailing rule's suffix: exceptions first, else the longest rule, else the last label. */
    private String suffixOf(String host) {
        for (String name = host; !name.isEmpty(); name = afterFirstLabel(name)) {
            String parent = afterFirstLabel(name);
            if (rules.containsKey("!" + name)) {
                return parent;
            }
            if (rules.containsKey(name) || (!parent.isEmpty() && rules.containsKey("*." + parent))) {
                return name;
            }
        }
        return host.substring(host.lastIndexOf('.') + 1);
    }

    private boolean isPrivate(String rule) {
        return rules.getOrDefault(rule, false);
    }

    private static String afterFirstLabel(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
