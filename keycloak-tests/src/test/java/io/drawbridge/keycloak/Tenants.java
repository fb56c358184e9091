package io.drawbridge.keycloak;

import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.json.Registry;
import io.drawbridge.registry.json.RegistryFile;

/** The registry of two tenants, each with a page and with a realm of the provider as its own issuer. */
final class Tenants {

    static final String ACME = "acme";
    static final String GLOBEX = "globex";

    private final Realm acme;
    private final Realm globex;
    private String ofAcme = "";
    private String ofGlobex = "";

    Tenants(Realm acme, Realm globex) {
        this.acme = acme;
        this.globex = globex;
    }

    /** Members that acme's issuer record has beside the usual ones, as JSON. */
    Tenants acmeWith(String members) {
        ofAcme = ", " + members;
        return this;
    }

    /** The same for globex. */
    Tenants globexWith(String members) {
        ofGlobex = ", " + members;
        return this;
    }

    Registry registry(TenantSource source) {
        String json = """
                {
                  "platform": {"routeRules": [
                    {"methods": ["GET"], "resource": "/orders"},
                    {"methods": ["GET"], "resource": "/orders/{id}", "scopes": {"all": ["orders:read"]}}
                  ]},
                  "tenants": [%s, %s]
                }
                """.formatted(tenant(ACME, acme, ofAcme), tenant(GLOBEX, globex, ofGlobex));
        return RegistryFile.read(json, new PatternRules(PublicSuffixList.bundled(), source, true))
                .orThrow();
    }

    private static String tenant(String id, Realm realm, String members) {
        return """
                {
                  "id": "%s",
                  "origins": [{"pattern": "%s"}],
                  "issuers": [{
                    "id": "keycloak", "provider": "keycloak", "iss": "%s", "jwksUri": "%s", "audiences": ["orders-api"],
                    "algorithms": ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"]%s
                  }]
                }
                """.formatted(id, realm.origin(), realm.iss(), realm.jwksUri(), members);
    }
}
