package io.drawbridge.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.HeaderLines;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the first issuer of the platform into a table that has no settings yet, by its caller's right to write the table:
 * nobody can have a platform administrator's token before, because nobody's tokens count.
 *
 * <p>{@code ./drawbridge bootstrap} runs it. It reads the issuer's document from standard input and prints status and document of
 * the answer, which is the admin API's own: the same rules, the same discovery, the same look at the keys, the same audit.
 */
public final class Bootstrap {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int UNREACHABLE = 3;
    private static final String RESOURCE = Routes.PLATFORM + "/issuers/{id}";

    private final TenantStore store;
    private final IssuerResource issuers;

    Bootstrap(TenantStore store, IssuerResource issuers) {
        this.store = store;
        this.issuers = issuers;
    }

    /**
     * Runs it for the table that the environment names.
     *
     * @param arguments the issuer's id, and the user of this machine for the audit
     */
    public static void main(String[] arguments) throws IOException {
        AdminConfig config = AdminConfig.fromEnvironment(System.getenv());
        String document = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try {
            AdminAnswer answer = Wiring.bootstrap(config).answer(arguments[0], arguments[1], document);
            System.out.println(wire(answer));
        } catch (RegistryUnavailableException e) {
            System.err.println("The table " + config.tableName() + " cannot be read or written: "
                    + Optional.ofNullable(e.getCause()).orElse(e).getMessage());
            System.exit(UNREACHABLE);
        }
    }

    private static ObjectNode wire(AdminAnswer answer) throws JsonProcessingException {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("status", answer.status());
        line.set("document", MAPPER.readTree(answer.body()));
        return line;
    }

    /** The admin API's answer to saving this issuer as the platform's first. */
    AdminAnswer answer(String id, String user, String document) {
        Owner platform = Owner.platform(store);
        // Version 0 is before the first write; the write itself holds to it, so that of two only one is the first.
        if (platform.etag().version() != 0) {
            return Refusal.CONFLICT.answer(
                    "The table has settings already, so it has administrators: ask one of them to add"
                            + " an issuer by the admin API.");
        }
        Caller operator = new Caller(
                Optional.empty(), Set.of("registry:admin"), "urn:drawbridge:bootstrap", user, OwnToken.UNREADABLE);
        return issuers.save(
                new AdminRequest(
                        "PUT",
                        RESOURCE,
                        Map.of("id", id),
                        Query.NONE,
                        new HeaderLines(Map.of(), Map.of("content-type", List.of("application/json"))),
                        document,
                        operator,
                        "",
                        ""),
                platform);
    }
}
