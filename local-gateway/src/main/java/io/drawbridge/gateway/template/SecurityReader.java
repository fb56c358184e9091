package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.MethodSecurity.KeyChoice;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code security} of a method as SAM's translator does: {@code []} leaves the defaults in force, {@code NONE} opts out
 * of the authorizer, {@code api_key_false} of the API key.
 */
final class SecurityReader {

    private static final String KEY = "api_key";
    private static final String NO_KEY = "api_key_false";

    private final Problems problems;

    SecurityReader(Problems problems) {
        this.problems = problems;
    }

    MethodSecurity read(Sequence list) {
        List<String> names = new ArrayList<>();
        for (TemplateNode item : list.items()) {
            Optional<Mapping> asked = Fields.asMapping(item, problems);
            if (asked.isPresent() && asked.get().entries().size() != 1) {
                return severalThings(list);
            }
            asked.ifPresent(one -> one.entries().forEach((name, scopes) -> {
                refuseScopes(scopes);
                names.add(name);
            }));
        }
        KeyChoice key = names.contains(NO_KEY)
                ? KeyChoice.EXEMPT
                : names.contains(KEY) ? KeyChoice.REQUIRED : KeyChoice.DEFAULT;
        names.removeAll(List.of(KEY, NO_KEY));
        if (names.size() > 1) {
            return severalThings(list);
        }
        return names.stream()
                .findFirst()
                .map(MethodSecurity::named)
                .orElse(MethodSecurity.DEFAULT)
                .with(key);
    }

    private MethodSecurity severalThings(Sequence list) {
        problems.unsupported(
                list.place(),
                "asks for several things at once, which is not supported by the local gateway."
                        + " Name one authorizer of Auth.Authorizers, or NONE.");
        return MethodSecurity.DEFAULT;
    }

    private void refuseScopes(TemplateNode scopes) {
        if (scopes instanceof Sequence list && !list.items().isEmpty()) {
            problems.unsupported(
                    scopes.place(),
                    "asks for scopes, which is not supported by the local gateway. Scopes belong to user pools: let the"
                            + " Lambda authorizer check them.");
        }
    }
}
