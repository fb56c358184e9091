package io.drawbridge.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.launcher.routes.RoutesJson;
import io.drawbridge.launcher.routes.RoutesTable;
import io.drawbridge.launcher.run.LaunchPlan;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drawbridge routes}: what {@code up} would serve, without starting anything. */
@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        sortOptions = false,
        description = {
            "Shows what the local gateway serves for a template: routes, authorizers, integrations, gateway responses.",
            "",
            "With --json also functions, usage plans and who may invoke what. A template that cannot be served is refused"
                    + " with every reason, as up does.",
            ""
        })
final class RoutesCommand implements Callable<Integer> {

    private final Path home;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--template", paramLabel = "FILE", description = "The SAM template. Default: template.yaml.")
    private @Nullable Path template;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value for a parameter of the template, instead of its default. May be given again.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON document for programs, the same for the same template.")
    private boolean json;

    RoutesCommand(Path home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        Path file = Optional.ofNullable(template).orElseGet(() -> home.resolve("template.yaml"));
        RestApi api = LaunchPlan.readTemplate(file, parameters);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(indented(RoutesJson.of(api, folder(file))));
        } else {
            RoutesTable.of(api).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static Path folder(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return Optional.ofNullable(absolute.getParent()).orElse(absolute);
    }

    /** With the same line ends on every system. */
    private static String indented(ObjectNode document) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
