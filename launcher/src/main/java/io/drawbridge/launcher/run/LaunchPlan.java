package io.drawbridge.launcher.run;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.template.TemplateProblem;
import io.drawbridge.gateway.template.TemplateReader;
import io.drawbridge.gateway.template.TemplateResult;
import io.drawbridge.registry.TenantSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be started, read and found good before anything is.
 *
 * @param template the SAM template's file
 * @param api what it describes
 * @param seed the registry to fill the table with; empty without our authorizer
 * @param seedIsAsked whether the user named that registry, so that not loading it would be a broken promise
 * @param tenantSource what overrides the template's {@code TENANT_SOURCE}
 * @param data where the table is kept; empty for in memory
 * @param ports where to listen
 */
public record LaunchPlan(
        Path template,
        RestApi api,
        Optional<SeedFile> seed,
        boolean seedIsAsked,
        Optional<TenantSource> tenantSource,
        Optional<Path> data,
        LocalPorts ports) {

    /** By this handler a template is told to be Drawbridge's. */
    public static final String AUTHORIZER_HANDLER = "io.drawbridge.authorizer.AuthorizerHandler";

    private static final String ADMIN_HANDLER = "io.drawbridge.admin.AdminHandler";

    private static final String MONITOR_HANDLER = "io.drawbridge.admin.MonitorHandler";

    /**
     * Reads a template.
     *
     * @param parameters values of its parameters, instead of their defaults
     * @throws LaunchException with every problem of the template
     */
    public static RestApi readTemplate(Path template, Map<String, String> parameters) {
        if (!Files.isReadable(template)) {
            throw new LaunchException("The template " + template
                    + " is not there or cannot be read. Name a SAM template with --template.");
        }
        TemplateResult result = TemplateReader.read(template, parameters);
        if (result instanceof TemplateResult.Valid valid) {
            return valid.api();
        }
        List<TemplateProblem> problems = ((TemplateResult.Invalid) result).problems();
        throw new LaunchException(
                "The template " + template + " cannot be served, for "
                        + (problems.size() == 1 ? "1 reason:" : problems.size() + " reasons:"),
                problems.stream().map(TemplateProblem::toString).toList());
    }

    /** The authorizer's function, if the template has our authorizer. */
    public static Optional<FunctionDefinition> authorizerOf(RestApi api) {
        return api.functions().stream().filter(LaunchPlan::isAuthorizer).findFirst();
    }

    static boolean isAuthorizer(FunctionDefinition function) {
        return function.handler().startsWith(AUTHORIZER_HANDLER);
    }

    static boolean isAdminApi(FunctionDefinition function) {
        return function.handler().startsWith(ADMIN_HANDLER);
    }

    /** Whether a function reads or writes the table. */
    static boolean usesRegistry(FunctionDefinition function) {
        return isAuthorizer(function)
                || isAdminApi(function)
                || function.handler().startsWith(MONITOR_HANDLER);
    }

    /**
     * How requests will name their tenant.
     *
     * @param asked what the user asked for
     * @throws LaunchException if the template says something that is none
     */
    public static TenantSource effectiveSource(RestApi api, Optional<TenantSource> asked) {
        String said = setting(api, "TENANT_SOURCE", "origin");
        return asked.orElseGet(() -> Arrays.stream(TenantSource.values())
                .filter(source -> source.name().toLowerCase(Locale.ROOT).equals(said))
                .findFirst()
                .orElseThrow(() -> new LaunchException("The authorizer's TENANT_SOURCE is \"" + said
                        + "\" in the template. Write host, path or origin there, or use --tenant-source.")));
    }

    /** Whether the template has the admin API, and with it the admin page. */
    public boolean hasAdminApi() {
        return api.functions().stream().anyMatch(LaunchPlan::isAdminApi);
    }

    /** How requests will name their tenant. */
    TenantSource effectiveSource() {
        return effectiveSource(api, tenantSource);
    }

    /** A variable of the authorizer's environment in the template. */
    String authorizerSetting(String name, String absent) {
        return setting(api, name, absent);
    }

    private static String setting(RestApi api, String name, String absent) {
        return authorizerOf(api)
                .map(function -> function.environment().getOrDefault(name, absent))
                .orElse(absent);
    }
}
