package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Mapping;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What may stand in one kind of mapping. Every property is served, known to have no local effect, refused with a reason of
 * its own, or simply unknown; the last two are problems.
 *
 * <p>An allow-list and not a deny-list: a property that AWS adds tomorrow is an error here until somebody has thought
 * about it.
 */
final class PropertyList {

    private final Set<String> served = new LinkedHashSet<>();
    private final Set<String> unresolved = new HashSet<>();
    private final Map<String, String> withoutEffect = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();

    PropertyList served(String... names) {
        served.addAll(List.of(names));
        return this;
    }

    /**
     * Served, but kept as it is written, for a reader that resolves the parts itself: SAM's translator looks into these
     * before functions are evaluated.
     */
    PropertyList servedAsWritten(String... names) {
        unresolved.addAll(List.of(names));
        return served(names);
    }

    /** Accepted and not looked at, because nothing that a local caller can observe depends on it. */
    PropertyList withoutLocalEffect(String reason, String... names) {
        for (String name : names) {
            withoutEffect.put(name, reason);
        }
        return this;
    }

    /** Refused, with the way out as the last sentence of the message. */
    PropertyList refused(String fix, String... names) {
        for (String name : names) {
            refused.put(name, fix);
        }
        return this;
    }

    /** The served properties, resolved. A refused property that resolves to {@code AWS::NoValue} counts as absent. */
    Mapping read(Mapping raw, Resolver resolver, Problems problems) {
        Map<String, TemplateNode> kept = new LinkedHashMap<>();
        keep(
                        raw,
                        problems,
                        name -> resolver.resolve(raw.entries().getOrDefault(name, raw))
                                .isEmpty())
                .entries()
                .forEach((name, value) -> {
                    if (unresolved.contains(name)) {
                        kept.put(name, value);
                    } else {
                        resolver.resolve(value).ifPresent(node -> kept.put(name, node));
                    }
                });
        return new Mapping(raw.place(), kept);
    }

    /** The served properties as they stand, for the sections that CloudFormation reads before it resolves anything. */
    Mapping keep(Mapping raw, Problems problems) {
        return keep(raw, problems, name -> false);
    }

    private Mapping keep(Mapping raw, Problems problems, Predicate<String> absent) {
        Map<String, TemplateNode> kept = new LinkedHashMap<>();
        raw.entries().forEach((name, value) -> {
            if (served.contains(name)) {
                kept.put(name, value);
            } else if (!withoutEffect.containsKey(name) && !absent.test(name)) {
                problems.unsupported(value.place(), "is not supported by the local gateway. " + fix(name));
            }
        });
        return new Mapping(raw.place(), kept);
    }

    private String fix(String name) {
        String reason = refused.get(name);
        if (reason != null) {
            return reason;
        }
        return Spelling.nearest(name, served)
                .or(() -> Spelling.nearest(name, withoutEffect.keySet()))
                .map(known -> "Did you mean " + known + "?")
                .orElse("It is neither served nor known to have no effect here: remove it, or correct its name.");
    }
}
