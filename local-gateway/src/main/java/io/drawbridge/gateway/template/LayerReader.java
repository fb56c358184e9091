package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the layers that a function names: folders of this machine, whose {@code java/lib} joins the function's class path.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html">
 *     AWS::Serverless::LayerVersion</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html">Layer paths</a>
 */
final class LayerReader {

    private static final PropertyList PROPERTIES = new PropertyList()
            .served("LayerName", "ContentUri")
            .withoutLocalEffect("text for people", "Description", "LicenseInfo")
            .withoutLocalEffect("what AWS lets use it and keeps of it", "CompatibleRuntimes", "RetentionPolicy")
            .withoutLocalEffect("the function runs on this machine's processor", "CompatibleArchitectures");

    private final Path folder;
    private final Resolver resolver;
    private final References references;
    private final Problems problems;

    LayerReader(Path folder, Resolver resolver, References references, Problems problems) {
        this.folder = folder;
        this.resolver = resolver;
        this.references = references;
        this.problems = problems;
    }

    /** The folders of a function's layers, in its order. */
    List<Path> read(Optional<Sequence> names) {
        List<Path> layers = new ArrayList<>();
        for (TemplateNode item : names.map(Sequence::items).orElse(List.of())) {
            if (item instanceof Scalar name) {
                layer(name).ifPresent(layers::add);
            } else if (!(item instanceof TemplateNode.Broken)) {
                problems.invalid(item.place(), "is " + item.kind() + ", not a text. Write a text.");
            }
        }
        return layers;
    }

    private Optional<Path> layer(Scalar name) {
        Optional<TemplateResource> resource = references.layer(name.text());
        if (resource.isEmpty()) {
            problems.unsupported(
                    name.place(),
                    "is " + name.text()
                            + ", which is not supported by the local gateway. It knows the layers of this template:"
                            + " declare an AWS::Serverless::LayerVersion and name it by Ref.");
            return Optional.empty();
        }
        Fields fields = new Fields(PROPERTIES.read(resource.get().properties(), resolver, problems), problems);
        return fields.requiredText("ContentUri").flatMap(text -> content(text, fields.place("ContentUri")));
    }

    private Optional<Path> content(String text, Place place) {
        Path content = folder.resolve(text).normalize();
        if (text.startsWith("s3://") || (Files.exists(content) && !Files.isDirectory(content))) {
            problems.unsupported(
                    place,
                    "is " + text
                            + ", which is not supported by the local gateway. Name the layer's folder on this machine.");
            return Optional.empty();
        }
        if (!Files.isDirectory(content)) {
            problems.code(
                    place,
                    "is " + content
                            + ", which does not exist. Build it: run mvn package in the project of the layer, or sam build.");
            return Optional.empty();
        }
        return Optional.of(content);
    }
}
