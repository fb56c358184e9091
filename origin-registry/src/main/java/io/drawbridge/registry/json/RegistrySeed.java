package io.drawbridge.registry.json;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Fills a store from a registry, once: what is there already stays as it is. */
public final class RegistrySeed {

    /**
     * Something that the store refused.
     *
     * @param thing what it was, such as {@code origin https://app.example.com of tenant acme}
     * @param outcome why it was refused
     */
    public record Refusal(String thing, Outcome outcome) {

        /** A sentence for a person. */
        public String text() {
            return thing + " was not stored: "
                    + switch (outcome) {
                        case EXISTS -> "it is there already.";
                        case CLAIMED -> "it belongs to another tenant or to the platform.";
                        case ABSENT -> "its tenant is not there.";
                        case STALE -> "somebody else changed it at the same time.";
                        case FULL ->
                            "there are as many partial labels below its host, or revocations, as there may be.";
                        case KEYLESS -> "usage plans are on and it has no usageIdentifierKey.";
                        case KEY_TAKEN -> "another tenant has its usageIdentifierKey.";
                        case APPROVAL_CHANGED -> "its domain is approved, so it does not wait.";
                        case IMPORTING -> "an import of its tenant is being put in place.";
                        case REPEATED -> "it was made with the same key already.";
                        case UNFINISHED -> "it is not finished yet.";
                        case DONE -> throw new IllegalStateException("what is done is no refusal");
                    };
        }
    }

    private RegistrySeed() {}

    /** Whether nothing was ever written to a store. */
    public static boolean isEmpty(TenantStore store) {
        return store.platform().etag().version() == 0 && store.tenants().isEmpty();
    }

    /**
     * Writes the platform, then every tenant, then every origin and every revocation.
     *
     * @param change what the audit says of each of them
     * @return what the store refused; the rest is written
     */
    public static List<Refusal> load(Registry registry, TenantStore store, Change change) {
        List<Refusal> refusals = new ArrayList<>();
        note(
                refusals,
                "the platform",
                store.replacePlatform(registry.platform(), store.platform().etag(), change));
        for (Tenant tenant : registry.tenants()) {
            note(refusals, "tenant " + tenant.id(), store.createTenant(tenant, change));
        }
        for (RegisteredOrigin origin : registry.origins()) {
            note(
                    refusals,
                    "origin " + origin.pattern().text() + " of tenant " + origin.tenant(),
                    store.addOrigin(origin, change));
        }
        for (Revocation revocation : registry.revocations()) {
            String owner = revocation.owner().map(t -> "tenant " + t).orElse("the platform");
            note(refusals, "revocation " + revocation.id() + " of " + owner, store.revoke(revocation, change));
        }
        return List.copyOf(refusals);
    }

    private static void note(List<Refusal> refusals, String thing, Outcome outcome) {
        if (outcome != Outcome.DONE) {
            refusals.add(new Refusal(thing, outcome));
        }
    }
}
