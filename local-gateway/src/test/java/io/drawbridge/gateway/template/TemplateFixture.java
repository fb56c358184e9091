package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder with a template and the jar {@code code.jar}, which holds the handler {@code a.Handler}. */
final class TemplateFixture {

    /** A whole template but for what follows the function {@code Fn}'s first properties, two levels in. */
    static final String ONE_FUNCTION = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Fn:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Handler
                  Runtime: java21
                  CodeUri: code.jar
                  Events: {Root: {Type: Api, Properties: {Path: /, Method: get}}}
            """;

    /** Line 1 to 11: two functions; what follows belongs to the API's properties. */
    static final String API = """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Handler: a.Handler, Runtime: java21, CodeUri: code.jar}}
            Resources:
              Fn: {Type: AWS::Serverless::Function}
              Guard: {Type: AWS::Serverless::Function}
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
            """;

    private final Path folder;

    TemplateFixture(Path folder) {
        this.folder = folder;
        jar(folder.resolve("code.jar"), "a/Handler.class");
    }

    Path folder() {
        return folder;
    }

    TemplateResult read(String template) {
        return read(template, Map.of());
    }

    TemplateResult read(String template, Map<String, String> parameters) {
        Path file = folder.resolve("template.yaml");
        try {
            Files.writeString(file, template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TemplateReader.read(file, parameters);
    }

    RestApi valid(String template) {
        return valid(template, Map.of());
    }

    RestApi valid(String template, Map<String, String> parameters) {
        TemplateResult result = read(template, parameters);
        if (result instanceof TemplateResult.Valid valid) {
            return valid.api();
        }
        throw new AssertionError("expected a valid template, found " + lines(result));
    }

    /** The problems as printed, without folder and anchor. */
    List<String> problems(String template) {
        return problems(template, Map.of());
    }

    List<String> problems(String template, Map<String, String> parameters) {
        return lines(read(template, parameters));
    }

    Map<String, String> environment(String template) {
        return environment(template, Map.of());
    }

    Map<String, String> environment(String template, Map<String, String> parameters) {
        return function(valid(template, parameters), "Fn").environment();
    }

    static FunctionDefinition function(RestApi api, String logicalId) {
        return api.functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    static Route route(RestApi api, String method, String resource) {
        return api.routes().stream()
                .filter(route ->
                        route.method().equals(method) && route.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    /** A jar with one entry. */
    static void jarOf(Path jar, String entry, byte[] content) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar with empty entries. */
    static void jar(Path jar, String... entries) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(TemplateResult result) {
        return result instanceof TemplateResult.Invalid invalid
                ? invalid.problems().stream().map(this::line).toList()
                : List.of();
    }

    private String line(TemplateProblem problem) {
        return problem.toString()
                .replace(folder + "/", "")
                .replaceFirst(" See docs/problems\\.md#template-[a-z]+$", "");
    }
}
