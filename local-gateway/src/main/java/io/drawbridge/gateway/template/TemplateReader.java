package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a SAM template, YAML or JSON, into the REST API that it describes.
 *
 * <p>A template that asks for anything the local gateway cannot serve is refused with every reason at once, each with
 * its line: what is served is served as AWS would, and the rest is never left out in silence.
 */
public final class TemplateReader {

    private static final Place START = new Place(1, 1, "");

    private static final String TRANSFORM = "AWS::Serverless-2016-10-31";

    private static final PropertyList SECTIONS = new PropertyList()
            .served("Transform", "Parameters", "Mappings", "Conditions", "Globals", "Resources")
            .withoutLocalEffect("text for people and tools", "AWSTemplateFormatVersion", "Description", "Metadata")
            .withoutLocalEffect("values for other stacks and people", "Outputs")
            .refused("Check parameters with AllowedValues and AllowedPattern.", "Rules")
            .refused("Hooks belong to AWS's deployments: remove it.", "Hooks");

    private TemplateReader() {}

    /**
     * Reads a template with its code.
     *
     * @param template the file; {@code CodeUri} is relative to its folder
     * @param parameters values that replace the parameters' defaults, by name
     */
    public static TemplateResult read(Path template, Map<String, String> parameters) {
        Problems problems = new Problems(template.toString());
        Optional<Mapping> document = document(template, problems);
        if (document.isPresent()) {
            Path folder = template.toAbsolutePath().normalize().getParent();
            Optional<TemplateResult> result =
                    read(document.get(), folder == null ? Path.of("").toAbsolutePath() : folder, parameters, problems);
            if (result.isPresent() && problems.isEmpty()) {
                return result.get();
            }
        }
        return new TemplateResult.Invalid(problems.inOrder());
    }

    private static Optional<Mapping> document(Path template, Problems problems) {
        String text;
        try {
            text = Files.readString(template);
        } catch (CharacterCodingException e) {
            problems.syntax(START, "is not UTF-8 text. Save it as UTF-8.");
            return Optional.empty();
        } catch (IOException e) {
            problems.syntax(START, "cannot be read from " + template + ". Check the path and the file's rights.");
            return Optional.empty();
        }
        TemplateNode root = YamlLoader.load(text, problems);
        if (root instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        if (!(root instanceof Broken)) {
            problems.syntax(START, "is " + root.kind() + ". A template is a mapping with at least Resources.");
        }
        return Optional.empty();
    }

    private static Optional<TemplateResult> read(
            Mapping document, Path folder, Map<String, String> given, Problems problems) {
        Fields sections = new Fields(SECTIONS.keep(document, problems), problems);
        transform(sections, problems);
        Mapping mappings = section(sections, "Mappings");
        Parameters parameters =
                Parameters.read(section(sections, "Parameters"), given, Deployment.pseudoParameters(), problems);
        Conditions conditions = new Conditions(
                problems, section(sections, "Conditions"), parameters, mappings, new References(problems));
        conditions.evaluateAll();
        References references = new References(problems);
        Resolver resolver = new Resolver(problems, parameters, conditions, mappings, references);
        Globals globals = Globals.read(section(sections, "Globals"), problems);
        if (!sections.has("Resources")) {
            problems.invalid(
                    sections.place("Resources"), "is missing. A template declares at least one resource: add it.");
        }
        List<TemplateResource> resources =
                new ResourceSection(conditions, globals, problems).read(section(sections, "Resources"));
        return new StackReader(resources, resolver, references, problems)
                .read(folder, globals, sections.place("Resources"))
                .map(TemplateResult.Valid::new);
    }

    private static Mapping section(Fields sections, String name) {
        return sections.has(name)
                ? sections.mapping(name).orElse(Mapping.empty(sections.place(name)))
                : Mapping.empty(sections.place(name));
    }

    private static void transform(Fields sections, Problems problems) {
        List<TemplateNode> transforms = sections.node("Transform")
                .map(node -> node instanceof Sequence list ? list.items() : List.of(node))
                .orElse(List.of());
        boolean only = transforms.size() == 1
                && transforms.get(0) instanceof TemplateNode.Scalar scalar
                && scalar.text().equals(TRANSFORM);
        if (!only) {
            problems.unsupported(
                    sections.place("Transform"),
                    (transforms.isEmpty()
                                    ? "is missing."
                                    : "asks for other transforms than SAM's, which are not supported.")
                            + " The local gateway reads SAM templates: write Transform: " + TRANSFORM + ".");
        }
    }
}
