package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drawbridge tenants}. A tenant is suspended, never removed, so there is no remove. */
@Command(name = "tenants", mixinStandardHelpOptions = true, description = "Tenants: list, show, add, set.")
final class TenantsCommand {

    private TenantsCommand() {}

    static CommandLine with(Access access) {
        return new CommandLine(new TenantsCommand())
                .addSubcommand(new ListTenants(access))
                .addSubcommand(new ShowTenant(access))
                .addSubcommand(new AddTenant(access))
                .addSubcommand(new SetTenant(access));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists tenants.")
    static final class ListTenants extends AdminCommand {

        @Option(names = "--prefix", paramLabel = "TEXT", description = "Only those whose id begins with this.")
        private @Nullable String prefix;

        ListTenants(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            String all = "/admin/tenants";
            String some = prefix == null ? all : AdminClient.with(all, "prefix", prefix);
            output().list(out(), client().items(some), List.of("/id", "/status", "/displayName"));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a tenant's profile.")
    static final class ShowTenant extends AdminCommand {

        @Parameters(paramLabel = "ID", description = "The tenant.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String id;

        ShowTenant(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            output().document(out(), client().get(tenantPath(id)).body());
            return 0;
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a tenant.")
    static final class AddTenant extends AdminCommand {

        @Parameters(paramLabel = "ID", description = "The new tenant's id: a DNS label.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String id;

        @Option(names = "--display-name", paramLabel = "TEXT", description = "Its name for people.")
        private @Nullable String displayName;

        @Mixin
        private Edits edits = new Edits();

        AddTenant(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            ObjectNode tenant = object().put("id", id);
            if (displayName != null) {
                tenant.put("displayName", displayName);
            }
            edits.apply(tenant);
            return written(client().create("/admin/tenants", tenant).body(), "Tenant " + id + " is added.");
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "Changes a tenant's profile: reads it, changes what you name, and writes that version back.")
    static final class SetTenant extends AdminCommand {

        @Parameters(paramLabel = "ID", description = "The tenant.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        private String id;

        @Option(names = "--display-name", paramLabel = "TEXT", description = "Its name for people.")
        private @Nullable String displayName;

        @Option(names = "--status", paramLabel = "active|suspended", description = "Resume or suspend it.")
        private @Nullable String status;

        @Mixin
        private Edits edits = new Edits();

        SetTenant(Access access) {
            super(access);
        }

        @Override
        public Integer call() {
            AdminClient client = client();
            Reply read = client.get(tenantPath(id));
            ObjectNode tenant = read.body().deepCopy();
            if (displayName != null) {
                tenant.put("displayName", displayName);
            }
            if (status != null) {
                tenant.put("status", status);
            }
            edits.apply(tenant);
            return written(client.put(tenantPath(id), tenant, read.etag()).body(), "Tenant " + id + " is changed.");
        }
    }
}
