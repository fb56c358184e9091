package io.drawbridge.authorizer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rules mean, said a second time and in another way than the product says it: with regular expressions over whole paths.
 */
record RuleBook(List<Draws.Rule> platform, List<Draws.Rule> tenant) {

    private static final Pattern ENCODED = Pattern.compile("%(..)?", Pattern.DOTALL);
    private static final Pattern ODD =
            Pattern.compile("(?s).*(//|/\\.{1,2}(/.*)?$|/$|;|\\?|#|\\\\|[\\x00-\\x1f\\x7f-\\x9f]).*");

    /** Characters that a path may hold encoded and not mean something else by. */
    private static final String ENCODABLE = " !\"$&'()*+,:<=>@[]^`{|}";

    /** Whether these rules let a token with these scopes use a route. */
    boolean allows(String method, String resource, String path, Set<String> scopes) {
        boolean isGreedy = resource.endsWith("+}");
        return (!isGreedy || isPlain(path)) && allowsDecoded(method, resource, isGreedy ? decode(path) : "", scopes);
    }

    /** The same whatever form the path had. */
    boolean allowsDecoded(String method, String resource, String decoded, Set<String> scopes) {
        List<Draws.Rule> own = platform.stream()
                .filter(r -> speaksOf(r, method, resource, decoded))
                .toList();
        List<Draws.Rule> all = new ArrayList<>(own);
        tenant.stream().filter(r -> speaksOf(r, method, resource, decoded)).forEach(all::add);
        return (platform.isEmpty() || !own.isEmpty()) && all.stream().allMatch(r -> isMet(r, scopes));
    }

    /** Whether every path of a route may be used: no rule that speaks of it or of a part of it is unmet. */
    boolean allowsAllPaths(String method, String resource, Set<String> scopes) {
        List<Draws.Rule> own =
                platform.stream().filter(r -> names(r, method, resource)).toList();
        List<Draws.Rule> all = new ArrayList<>(own);
        tenant.stream().filter(r -> names(r, method, resource)).forEach(all::add);
        return (platform.isEmpty() || own.stream().anyMatch(r -> r.path().isEmpty()))
                && all.stream().allMatch(r -> isMet(r, scopes));
    }

    static boolean isPlain(String path) {
        Matcher encoded = ENCODED.matcher(path);
        while (encoded.find()) {
            String digits = encoded.group(1);
            if (digits == null || !digits.matches("[0-9A-Fa-f]{2}")) {
                return false;
            }
            int octet = Integer.parseInt(digits, 16);
            if (octet < 0x80 && ENCODABLE.indexOf(octet) < 0) {
                return false;
            }
        }
        return !ODD.matcher(path).matches();
    }

    /** The text that a path encodes; the path itself where it encodes none. */
    static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEncoding) {
            return path;
        }
    }

    private static boolean speaksOf(Draws.Rule rule, String method, String resource, String path) {
        return names(rule, method, resource) && (rule.path().isEmpty() || Pattern.matches(regex(rule.path()), path));
    }

    private static boolean names(Draws.Rule rule, String method, String resource) {
        return (rule.methods().contains("*") || rule.methods().contains(method))
                && rule.resource().equals(resource);
    }

    private static String regex(String pattern) {
        StringBuilder regex = new StringBuilder("(?s)");
        for (String part : pattern.substring(1).split("/", -1)) {
            regex.append('/');
            switch (part) {
                case "*" -> regex.append("[^/]+");
                case "**" -> regex.append(".+");
                default -> regex.append(Pattern.quote(part));
            }
        }
        return regex.toString();
    }

    private static boolean isMet(Draws.Rule rule, Set<String> scopes) {
        long missing = rule.all().stream().filter(s -> !scopes.contains(s)).count();
        long present = rule.any().stream().filter(scopes::contains).count();
        return missing == 0 && (present > 0 || rule.any().isEmpty());
    }
}
