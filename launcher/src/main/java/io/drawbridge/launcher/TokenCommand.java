package io.drawbridge.launcher;

import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.SigningAlgorithm;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.launcher.admin.NamedJson;
import io.drawbridge.launcher.run.LocalPorts;
import io.drawbridge.launcher.run.SeedFile;
import io.drawbridge.registry.TenantSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drawbridge token}: prints one token of the local issuer and nothing else. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        sortOptions = false,
        description = "Prints one access token of the local issuer, and nothing else.",
        footer = {
            "",
            "Examples:",
            "  ./drawbridge token --tenant acme",
            "  ./drawbridge token --tenant acme --scope orders:read --expires-in -60",
            "  ./drawbridge token --tenant acme --own-issuer --algorithm ES256",
            "  ./drawbridge token --tenant acme --claim 'aud=[\"a\",\"b\"]' --header kid=null",
            "Keys are kept in .drawbridge/, made by whichever of up and token comes first."
        })
final class TokenCommand implements Callable<Integer> {

    /** A hundred years: more is a mistake, and would not fit the claim. */
    private static final long LONGEST_SECONDS = 100L * 365 * 24 * 60 * 60;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "The tenant that the token names, such as acme or globex.")
    private @Nullable String tenant;

    @Option(
            names = "--own-issuer",
            description = "Sign as the tenant's own issuer (/tenants/ID) instead of the platform's (/platform). Such a"
                    + " token has no tenant claim: the issuer is the tenant's.")
    private boolean ownIssuer;

    @Option(names = "--admin", description = "A platform administrator's token: scope registry:admin, no tenant.")
    private boolean admin;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "A scope, or several in one quoted text; may be repeated; \"\" for none. Default:"
                    + " \"orders:read orders:write\".")
    private @Nullable List<String> scopes;

    @Option(names = "--subject", paramLabel = "SUB", description = "The subject. Default: alice (admin with --admin).")
    private @Nullable String subject;

    @Option(
            names = "--expires-in",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Seconds until it expires; negative for one that has expired. Default: ${DEFAULT-VALUE}.")
    private long expiresIn;

    @Option(
            names = "--algorithm",
            paramLabel = "ALG",
            defaultValue = "RS256",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private SigningAlgorithm algorithm;

    @Option(
            names = "--audience",
            paramLabel = "AUD",
            description = "An audience; may be repeated. Default: " + TokenRequest.DEFAULT_AUDIENCE + ".")
    private @Nullable List<String> audiences;

    @Option(
            names = "--claim",
            paramLabel = "NAME=JSON",
            converter = NamedJson.Converter.class,
            description = "Set a claim, or remove it with null; may be repeated. For trying what is refused.")
    private List<NamedJson> claims = List.of();

    @Option(
            names = "--header",
            paramLabel = "NAME=JSON",
            converter = NamedJson.Converter.class,
            description = "The same for a header of the token. The signature stays that of --algorithm.")
    private List<NamedJson> headers = List.of();

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            description = "The registry file that names the tenants. Default: examples/registry.json.")
    private @Nullable Path registry;

    TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        refuseMisuse();
        IssuerName issuer = tenant != null && ownIssuer ? IssuerName.tenant(tenant) : IssuerName.PLATFORM;
        TokenMinter minter =
                new TokenMinter(surroundings.keys().keysOf(issuer), surroundings.clock(), surroundings.ids());
        spec.commandLine().getOut().println(minter.mint(request(issuer)));
        return 0;
    }

    private void refuseMisuse() {
        if (admin && (tenant != null || ownIssuer)) {
            throw misuse("--admin stands alone: a platform administrator belongs to no tenant. Leave out --tenant and"
                    + " --own-issuer.");
        }
        if (!admin && tenant == null) {
            throw misuse("Whose token? Name a tenant with --tenant acme, or use --admin.");
        }
        if (Math.abs(expiresIn) > LONGEST_SECONDS) {
            throw misuse("--expires-in " + expiresIn + " is more than a hundred years. Give seconds, such as 600.");
        }
        List<String> known = tenant == null ? List.of() : knownTenants();
        if (tenant != null && !known.contains(tenant)) {
            throw misuse("The registry has no tenant \"" + tenant + "\". It has: " + String.join(", ", known)
                    + ". To try an unknown one, change the claim: --tenant " + known.get(0) + " --claim 'tenant=\""
                    + tenant + "\"'.");
        }
    }

    private List<String> knownTenants() {
        Path file = Optional.ofNullable(registry).orElseGet(surroundings::defaultRegistry);
        List<String> known = SeedFile.read(file, TenantSource.HOST).tenantIds();
        if (known.isEmpty()) {
            throw misuse("The registry file " + file + " has no tenant. Name another with --registry.");
        }
        return known;
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private TokenRequest request(IssuerName issuer) {
        TokenRequest request = TokenRequest.from(
                        issuer.url(LocalPorts.of(LocalPorts.DEFAULT_API, LocalPorts.DEFAULT_FIRST)
                                .issuerUrl()))
                .withExpiresIn(Duration.ofSeconds(expiresIn))
                .withAlgorithm(algorithm);
        if (tenant != null && !ownIssuer) {
            request = request.withTenant(tenant);
        }
        if (admin) {
            request = request.asAdministrator();
        }
        if (subject != null) {
            request = request.withSubject(subject);
        }
        if (scopes != null) {
            request = request.withScopes(words(scopes));
        }
        if (audiences != null) {
            request = request.withAudiences(audiences);
        }
        for (NamedJson claim : claims) {
            request = request.withClaim(claim.name(), claim.value());
        }
        for (NamedJson header : headers) {
            request = request.withHeader(header.name(), header.value());
        }
        return request;
    }

    private static List<String> words(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
