package io.drawbridge.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.Provider;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TokenProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryFileTest {

    private static final PatternRules ORIGIN_MODE =
            new PatternRules(PublicSuffixList.bundled(), TenantSource.ORIGIN, false);
    private static final PatternRules HOST_MODE =
            new PatternRules(PublicSuffixList.bundled(), TenantSource.HOST, false);

    static final String EVERYTHING = """
            {
              "$schema": "https://drawbridge.example/registry.schema.json",
              "platform": {
                "issuers": [
                  {
                    "id": "main",
                    "iss": "https://id.example.com/",
                    "jwksUri": "https://id.example.com/keys?v=1",
                    "audienceClaim": "client_id",
                    "audiences": ["https://api.example.com", "orders"],
                    "algorithms": ["ES256", "EdDSA"],
                    "accessTokenTypeRequired": true,
                    "tokenIdRequired": true,
                    "requiredClaims": {"token_use": "access", "https://id.example.com/a~b": "c"},
                    "tenantClaim": "tenant",
                    "scopeClaim": "scp",
                    "clockSkewSeconds": 5,
                    "longestLifetimeSeconds": 3600,
                    "enabled": false
                  }
                ],
                "routeRules": [
                  {"methods": ["GET"], "resource": "/orders", "scopes": {"all": ["orders:read"], "any": ["a", "b"]}},
                  {"methods": ["*"], "resource": "/orders/{id}"}
                ],
                "monitorUntil": "2027-01-31T12:00:00Z",
                "usagePlans": true,
                "revocations": [
                  {"issuedBefore": "2027-01-31T12:00:00Z"},
                  {"issuer": "https://id.example.com/", "tokenId": "t-1", "expiresAt": "2027-02-02T12:00:00.5Z"}
                ]
              },
              "tenants": [
                {
                  "id": "acme",
                  "displayName": "Acme Ltd",
                  "status": "suspended",
                  "cors": {
                    "methods": ["GET", "DELETE"],
                    "requestHeaders": ["authorization"],
                    "exposedHeaders": ["x-request-id"],
                    "credentials": true,
                    "maxAgeSeconds": 60
                  },
                  "origins": [
                    {
                      "pattern": "https://pr-*.vercel.app",
                      "status": "disabled",
                      "cors": {"credentials": false},
                      "expiresAt": "2027-02-01T00:00:00.5Z",
                      "description": "Previews",
                      "dangerouslyAllowSharedSuffix": true
                    },
                    {"pattern": "https://app.acme.example", "status": "pending"}
                  ],
                  "issuers": [
                    {"id": "own", "iss": "https://acme.example", "jwksUri": "https://acme.example/jwks", "audiences": ["x"]}
                  ],
                  "routeRules": [
                    {"methods": ["DELETE"], "resource": "/orders/{id}", "scopes": {"all": ["orders:write"]}}
                  ],
                  "monitorUntil": "2027-01-30T12:00:00Z",
                  "usageIdentifierKey": "abcdefghij0123456789"
                },
                {
                  "id": "globex",
                  "usageIdentifierKey": "ABCDEFGHIJ0123456789",
                  "revocations": [
                    {"issuer": "https://id.example.com/", "subject": "\u00fc", "issuedBefore": "2027-01-31T12:00:00.5Z"}
                  ]
                }
              ]
            }
            """;

    @Test
    void everyFieldIsRead() {
        Registry registry = RegistryFile.read(EVERYTHING, ORIGIN_MODE).orThrow();

        TenantId acme = new TenantId("acme");
        assertThat(registry.platform())
                .isEqualTo(new Platform(
                        List.of(new Issuer(
                                Optional.empty(),
                                "main",
                                "https://id.example.com/",
                                URI.create("https://id.example.com/keys?v=1"),
                                new TokenProfile(
                                        "client_id",
                                        List.of("https://api.example.com", "orders"),
                                        Set.of(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA),
                                        true,
                                        true,
                                        Map.of("token_use", "access", "https://id.example.com/a~b", "c"),
                                        Optional.of("tenant"),
                                        Optional.of("scp"),
                                        Duration.ofSeconds(5),
                                        Duration.ofHours(1)),
                                false)),
                        List.of(
                                new RouteRule(List.of("GET"), "/orders", List.of("orders:read"), List.of("a", "b")),
                                new RouteRule(List.of("*"), "/orders/{id}", List.of(), List.of())),
                        Optional.of(Instant.parse("2027-01-31T12:00:00Z")),
                        true));
        assertThat(registry.tenants().get(0))
                .isEqualTo(new Tenant(
                        acme,
                        "Acme Ltd",
                        Tenant.Status.SUSPENDED,
                        new CorsSettings(
                                Optional.of(List.of("GET", "DELETE")),
                                Optional.of(List.of("authorization")),
                                Optional.of(List.of("x-request-id")),
                                Optional.of(true),
                                Optional.of(60)),
                        List.of(new Issuer(
                                Optional.of(acme),
                                "own",
                                "https://acme.example",
                                URI.create("https://acme.example/jwks"),
                                TokenProfile.DEFAULT.withAudiences(List.of("x")),
                                true)),
                        List.of(new RouteRule(List.of("DELETE"), "/orders/{id}", List.of("orders:write"), List.of())),
                        Optional.of(Instant.parse("2027-01-30T12:00:00Z")),
                        Optional.of("abcdefghij0123456789"),
                        false));
        assertThat(registry.revocations())
                .containsExactly(
                        new Revocation(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instant.parse("2027-01-31T12:00:00Z")),
                                Instant.parse("2027-02-01T12:01:00Z")),
                        new Revocation(
                                Optional.empty(),
                                Optional.of("https://id.example.com/"),
                                Optional.empty(),
                                Optional.of("t-1"),
                                Optional.empty(),
                                Instant.parse("2027-02-02T12:00:01Z")),
                        new Revocation(
                                Optional.of(new TenantId("globex")),
                                Optional.of("https://id.example.com/"),
                                Optional.of("\u00fc"),
                                Optional.empty(),
                                Optional.of(Instant.parse("2027-01-31T12:00:00.5Z")),
                                Instant.parse("2027-02-01T12:01:01Z")));
        assertThat(registry.origins())
                .containsExactly(
                        new RegisteredOrigin(
                                acme,
                                OriginPattern.parse("https://pr-*.vercel.app").orThrow(),
                                RegisteredOrigin.Status.DISABLED,
                                new CorsSettings(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(false),
                                        Optional.empty()),
                                Optional.of(Instant.parse("2027-02-01T00:00:00.5Z")),
                                "Previews"),
                        new RegisteredOrigin(
                                acme,
                                OriginPattern.parse("https://app.acme.example").orThrow(),
                                RegisteredOrigin.Status.PENDING,
                                CorsSettings.NONE,
                                Optional.empty(),
                                ""));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Registry registry = RegistryFile.read("{\"tenants\": [{\"id\": \"globex\"}]}", ORIGIN_MODE)
                .orThrow();

        assertThat(registry.platform()).isEqualTo(Platform.EMPTY);
        assertThat(registry.origins()).isEmpty();
        assertThat(registry.tenants())
                .containsExactly(new Tenant(
                        new TenantId("globex"),
                        "globex",
                        Tenant.Status.ACTIVE,
                        CorsSettings.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    @Test
    void whatIsWrittenReadsAsTheSame() {
        Registry registry = RegistryFile.read(EVERYTHING, ORIGIN_MODE).orThrow();

        String written = RegistryFile.write(registry);

        assertThat(RegistryFile.read(written, ORIGIN_MODE).orThrow()).isEqualTo(registry);
        assertThat(written).endsWith("}\n");
        assertThat(RegistryFile.read(RegistryFile.write(Registry.EMPTY), ORIGIN_MODE)
                        .orThrow())
                .isEqualTo(Registry.EMPTY);
    }

    @Test
    void aProviderIsNothingButItsSettingsAndFieldsBesideItWin() {
        String issuer = """
                {
                  "tenants": [
                    {
                      "id": "acme",
                      "issuers": [
                        {
                          "id": "own",
                          "iss": "https://acme.example",
                          "jwksUri": "https://acme.example/jwks",
                          "provider": "%s",
                          "audiences": ["x"]%s
                        }
                      ]
                    }
                  ]
                }
                """;

        for (Provider provider : Provider.values()) {
            TokenProfile profile = profile(String.format(issuer, provider.word(), ""));
            assertThat(profile).isEqualTo(provider.profile().withAudiences(List.of("x")));
        }
        assertThat(profile(String.format(
                        issuer,
                        "cognito",
                        ", \"audienceClaim\": \"aud\", \"algorithms\": [\"ES256\"], \"tokenIdRequired\": false,"
                                + " \"requiredClaims\": {}, \"scopeClaim\": \"s\", \"clockSkewSeconds\": 1")))
                .isEqualTo(new TokenProfile(
                        "aud",
                        List.of("x"),
                        Set.of(SigningAlgorithm.ES256),
                        false,
                        false,
                        Map.of(),
                        Optional.empty(),
                        Optional.of("s"),
                        Duration.ofSeconds(1),
                        Duration.ofHours(24)));
        Registry registry = RegistryFile.read(String.format(issuer, "cognito", ""), HOST_MODE)
                .orThrow();
        assertThat(RegistryFile.write(registry)).contains("client_id").doesNotContain("provider");
    }

    private static TokenProfile profile(String json) {
        Registry registry = RegistryFile.read(json, HOST_MODE).orThrow();
        return registry.tenants().get(0).issuers().get(0).profile();
    }

    @Test
    void whatRefersToAnIssuerWithAProblemIsNotBlamedToo() {
        String json = """
                {
                  "tenants": [
                    {
                      "id": "acme",
                      "issuers": [{"id": "own", "iss": "https://acme.example", "jwksUri": "x", "audiences": ["a"]}],
                      "revocations": [
                        {"issuer": "https://acme.example", "subject": "a", "expiresAt": "2027-01-31T12:00:00Z"}
                      ]
                    }
                  ]
                }
                """;

        assertThat(RegistryFile.read(json, HOST_MODE).problems())
                .extracting(Problem::pointer)
                .containsExactly("/tenants/0/issuers/0/jwksUri");
    }

    @Test
    void tenMistakesAreTenProblemsAtOnceEachWithItsPlace() {
        String json = """
                {
                  "platfrom": {},
                  "tenants": [
                    {
                      "id": "Acme",
                      "status": "active",
                      "status": "suspended",
                      "cors": {"credentials": "true", "exposedHeaders": ["Set-Cookie"], "maxAgeSeconds": 86401},
                      "origins": [
                        {"pattern": "https://*.co.uk"},
                        {"pattern": "https://App.example.com/", "expiresAt": "tomorrow"}
                      ],
                      "issuers": [{"id": "own", "iss": "https://acme.example", "jwksUri": "http://acme.example/jwks"}]
                    }
                  ]
                }
                """;

        assertThat(texts(json, ORIGIN_MODE))
                .containsExactlyInAnyOrder(
                        "/platfrom: \"platfrom\" is not a field here. Unknown fields are refused so that a misspelt guard is never silently off. Known here are: $schema, platform, tenants. See docs/problems.md#json-unknown-field",
                        "/tenants/0/id: \"Acme\" is not a tenant id. A tenant id is a DNS label: 1 to 63 of a-z, 0-9 and hyphen, not at either end. Choose another id. See docs/problems.md#tenant-id",
                        "/tenants/0/status: \"status\" appears twice in one object. A name may appear once in an object (RFC 8259, section 4). Keep one of the two. See docs/problems.md#json-duplicate-key",
                        "/tenants/0/cors/credentials: \"true\" has the wrong type. Each field has one JSON type. Write true or false. See docs/problems.md#json-wrong-type",
                        "/tenants/0/cors/exposedHeaders/0: \"Set-Cookie\" can never be exposed. Set-Cookie and Set-Cookie2 are forbidden response headers (Fetch). Remove it. See docs/problems.md#grant-exposed-forbidden",
                        "/tenants/0/cors/maxAgeSeconds: \"86401\" is not a max age from 0 to 86400 seconds. No browser keeps a preflight longer than a day. Choose a value from 0 to 86400; 7200 and 600 are the caps of Chromium and WebKit. See docs/problems.md#grant-max-age",
                        "/tenants/0/origins/0/pattern: \"https://*.co.uk\" has a wildcard over a public suffix. Anyone can register a name below a public suffix (publicsuffix.org). Name your own domain below it: https://*.your-domain.example. See docs/problems.md#pattern-public-suffix",
                        "/tenants/0/origins/1/pattern: \"https://App.example.com/\" has a path or a trailing slash. An origin ends after its host or port. Remove the slash and what follows it. See docs/problems.md#origin-path",
                        "/tenants/0/origins/1/pattern: \"https://App.example.com/\" has upper-case letters. Browsers send origins in lower case, and matching compares bytes. Write it in lower case: https://app.example.com. See docs/problems.md#origin-upper-case",
                        "/tenants/0/origins/1/expiresAt: \"tomorrow\" is not an instant. Instants are written as RFC 3339 in UTC, such as 2027-01-31T12:00:00Z. Correct the instant. See docs/problems.md#instant",
                        "/tenants/0/issuers/0: \"audiences\" is missing. This field has no safe default. Add the field \"audiences\". See docs/problems.md#json-missing-field",
                        "/tenants/0/issuers/0/jwksUri: \"http://acme.example/jwks\" is not a usable JWKS URL. Keys are fetched over https on port 443, from a URL without user and fragment. Copy the value of \"jwks_uri\" from the provider's discovery document. See docs/problems.md#issuer-jwks");
    }

    @Test
    void twoTenantsWithOnePatternAreToldOfEachOtherInOriginModeOnly() {
        String json = """
                {"tenants": [
                  {"id": "acme", "origins": [{"pattern": "https://app.example.com"}]},
                  {"id": "globex", "origins": [{"pattern": "https://app.example.com", "status": "disabled"}]},
                  {"id": "initech", "origins": [{"pattern": "https://app.example.com", "status": "pending"}]}
                ]}
                """;

        assertThat(texts(json, ORIGIN_MODE))
                .containsExactly(
                        "/tenants/0/origins/0/pattern: \"https://app.example.com\" is registered by two tenants. In origin mode an origin names its tenant, so a pattern belongs to one tenant alone. Keep it here or at /tenants/1/origins/0/pattern, not at both. See docs/problems.md#pattern-claimed",
                        "/tenants/1/origins/0/pattern: \"https://app.example.com\" is registered by two tenants. In origin mode an origin names its tenant, so a pattern belongs to one tenant alone. Keep it here or at /tenants/0/origins/0/pattern, not at both. See docs/problems.md#pattern-claimed");
        assertThat(texts(json, HOST_MODE)).isEmpty();
    }

    private static List<String> texts(String json, PatternRules rules) {
        return RegistryFile.read(json, rules).problems().stream()
                .map(Problem::text)
                .toList();
    }
}
