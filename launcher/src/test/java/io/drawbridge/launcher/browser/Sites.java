package io.drawbridge.launcher.browser;

import io.drawbridge.launcher.run.LocalPorts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The origins of the proof, each serving one empty page, and the registry that grants them what it grants. */
final class Sites implements AutoCloseable {

    private static final String REGISTRY = """
            {
              "platform": {
                "issuers": [
                  {"id": "platform", "iss": "@issuer@/platform", "jwksUri": "@issuer@/platform/jwks.json",
                   "audiences": ["orders-api"], "tenantClaim": "tenant"},
                  {"id": "offline", "iss": "@issuer@/offline", "jwksUri": "@issuer@/offline/jwks.json",
                   "audiences": ["orders-api"], "tenantClaim": "tenant"}
                ],
                "routeRules": [
                  {"methods": ["GET", "HEAD"], "resource": "/orders", "scopes": {"all": ["orders:read"]}},
                  {"methods": ["POST"], "resource": "/orders", "scopes": {"all": ["orders:write"]}},
                  {"methods": ["GET", "HEAD"], "resource": "/orders/{id}", "scopes": {"all": ["orders:read"]}},
                  {"methods": ["DELETE"], "resource": "/orders/{id}", "scopes": {"all": ["orders:write"]}},
                  {"methods": ["GET"], "resource": "/orders/slow", "scopes": {"all": ["orders:read"]}},
                  {"methods": ["GET"], "resource": "/orders/broken", "scopes": {"all": ["orders:read"]}},
                  {"methods": ["*"], "resource": "/"},
                  {"methods": ["*"], "resource": "/{proxy+}"}
                ]
              },
              "tenants": [
                {
                  "id": "acme",
                  "cors": {
                    "methods": ["GET", "POST", "DELETE"],
                    "requestHeaders": ["authorization", "content-type", "x-http-method-override"],
                    "exposedHeaders": ["etag", "retry-after", "x-request-id"],
                    "credentials": true,
                    "maxAgeSeconds": 600
                  },
                  "issuers": [
                    {"id": "own", "iss": "@issuer@/tenants/acme", "jwksUri": "@issuer@/tenants/acme/jwks.json",
                     "audiences": ["orders-api"]}
                  ],
                  "origins": [
                    {"pattern": "@acme@"},
                    {"pattern": "@demoAcme@"},
                    {"pattern": "@revocable0@"},
                    {"pattern": "@revocable1@"},
                    {"pattern": "@revocable2@"},
                    {"pattern": "@forgetful@", "cors": {"maxAgeSeconds": 0}},
                    {"pattern": "@expired@", "expiresAt": "2020-01-01T00:00:00Z"}
                  ]
                },
                {
                  "id": "globex",
                  "cors": {
                    "methods": ["GET", "POST"],
                    "requestHeaders": ["authorization", "content-type"],
                    "exposedHeaders": ["x-request-id"],
                    "credentials": false,
                    "maxAgeSeconds": 60
                  },
                  "issuers": [
                    {"id": "own", "iss": "@issuer@/tenants/globex", "jwksUri": "@issuer@/tenants/globex/jwks.json",
                     "audiences": ["orders-api"]}
                  ],
                  "origins": [{"pattern": "@globex@"}, {"pattern": "@demoGlobex@"}]
                },
                {"id": "initech", "status": "suspended", "origins": [{"pattern": "@suspended@"}]}
              ]
            }
            """;

    private static final Set<String> ACME_METHODS = Set.of("GET", "POST", "DELETE");
    private static final Set<String> ACME_EXPOSED = Set.of("etag", "retry-after", "x-request-id");

    private final List<PlainPage> pages = new ArrayList<>();
    private final Site acme;
    private final Site forgetful;
    private final Site globex;
    private final Site nobody;
    private final Site suspended;
    private final Site expired;
    private final Map<BrowserKind, Site> revocable = new EnumMap<>(BrowserKind.class);

    Sites() {
        acme = new Site("acme's page", "acme", page(), ACME_METHODS, ACME_EXPOSED, true, 600);
        forgetful = new Site("acme's page without max age", "acme", page(), ACME_METHODS, ACME_EXPOSED, true, 0);
        globex = new Site("globex's page", "globex", page(), Set.of("GET", "POST"), Set.of("x-request-id"), false, 60);
        nobody = Site.without("nobody's page", page());
        suspended = Site.without("a suspended tenant's page", page());
        expired = Site.without("a page whose registration has expired", page());
        for (BrowserKind kind : BrowserKind.values()) {
            revocable.put(
                    kind, new Site("a page to be revoked", "acme", page(), ACME_METHODS, ACME_EXPOSED, true, 600));
        }
    }

    private String page() {
        PlainPage page = PlainPage.start();
        pages.add(page);
        return page.origin();
    }

    /** Everything granted, credentials too. */
    Site acme() {
        return acme;
    }

    /** Acme's too, with a max age of 0. */
    Site forgetful() {
        return forgetful;
    }

    /** No credentials, no DELETE, one exposed header. */
    Site globex() {
        return globex;
    }

    /** Not in the registry. */
    Site nobody() {
        return nobody;
    }

    Site suspended() {
        return suspended;
    }

    Site expired() {
        return expired;
    }

    /** Acme's, one for each browser, because what one revokes is gone for the others. */
    Site revocable(BrowserKind kind) {
        return Objects.requireNonNull(revocable.get(kind));
    }

    /** The registry file for a product on these ports. */
    String registry(LocalPorts ports) {
        return REGISTRY.replace("@issuer@", ports.issuerUrl())
                .replace("@demoAcme@", "http://localhost:" + ports.acme())
                .replace("@demoGlobex@", "http://localhost:" + ports.globex())
                .replace("@acme@", acme.origin())
                .replace("@forgetful@", forgetful.origin())
                .replace("@expired@", expired.origin())
                .replace("@revocable0@", revocable(BrowserKind.CHROMIUM).origin())
                .replace("@revocable1@", revocable(BrowserKind.FIREFOX).origin())
                .replace("@revocable2@", revocable(BrowserKind.WEBKIT).origin())
                .replace("@globex@", globex.origin())
                .replace("@suspended@", suspended.origin());
    }

    @Override
    public void close() {
        pages.forEach(PlainPage::close);
    }
}
