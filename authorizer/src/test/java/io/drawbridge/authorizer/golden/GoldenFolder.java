package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every case of a folder. A file that would be left out is a mistake: nobody should believe in a case that nobody runs.
 */
public final class GoldenFolder {

    /** Names another folder than {@code decisions} of this repository. */
    public static final String PROPERTY = "drawbridge.decisions";

    private static final String REGISTRIES = "registries";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path folder;
    private final Set<String> unusedRegistries = new TreeSet<>();

    private GoldenFolder(Path folder) {
        this.folder = folder;
    }

    /** The cases of the folder that the system property names, or of this repository. Called from a module's folder. */
    public static List<GoldenCase> load() {
        return load(path());
    }

    /** The folder that the system property names, or this repository's. */
    public static Path path() {
        return Path.of(System.getProperty(PROPERTY, "../decisions"));
    }

    /** Whether the cases are this repository's own and not somebody else's folder. */
    public static boolean isOwn() {
        return System.getProperty(PROPERTY) == null;
    }

    /**
     * The cases of a folder and its sub-folders, sorted by file.
     *
     * @throws IllegalArgumentException for the first mistake in it
     */
    public static List<GoldenCase> load(Path folder) {
        try {
            return new GoldenFolder(folder).read();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    private List<GoldenCase> read() throws IOException {
        List<String> files = files();
        files.stream().filter(GoldenFolder::isRegistry).forEach(unusedRegistries::add);
        List<GoldenCase> cases = new ArrayList<>();
        for (String file : files) {
            if (!isRegistry(file)) {
                cases.addAll(new CaseReader(file, this::registry).read(parse(file)));
            }
        }
        refuseLeftovers(cases);
        return List.copyOf(cases);
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".json")) {
                    files.add(name);
                } else if (!name.endsWith(".md")) {
                    throw new IllegalArgumentException(
                            name + " is neither a case file, *.json, nor a text about them, *.md");
                }
            }
        }
        return files;
    }

    private static boolean isRegistry(String file) {
        return file.startsWith(REGISTRIES + "/");
    }

    private RegistrySource registry(String name) {
        unusedRegistries.remove(name);
        try {
            return new RegistrySource.Document(name, Files.readString(folder.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("the registry file " + name + " of a case cannot be read", e);
        }
    }

    private JsonNode parse(String file) throws IOException {
        return MAPPER.readTree(Files.readString(folder.resolve(file)));
    }

    private void refuseLeftovers(List<GoldenCase> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("the folder " + folder + " has no case");
        }
        if (!unusedRegistries.isEmpty()) {
            throw new IllegalArgumentException("no case uses " + String.join(", ", unusedRegistries));
        }
        Set<String> titles = new HashSet<>();
        for (GoldenCase golden : cases) {
            if (!titles.add(golden.title())) {
                throw new IllegalArgumentException("two cases have the title \"" + golden.title() + "\"");
            }
        }
        Map<String, GoldenCase> byTitle = byTitle(cases);
        for (GoldenCase golden : cases) {
            golden.expect().sameAs().ifPresent(title -> requirePeer(golden, byTitle, title));
        }
    }

    private static void requirePeer(GoldenCase golden, Map<String, GoldenCase> byTitle, String title) {
        GoldenCase peer = byTitle.get(title);
        if (peer == null || !peer.world().equals(golden.world())) {
            throw new IllegalArgumentException(
                    "\"" + golden.title() + "\" is to be the same as \"" + title + "\", which its world does not have");
        }
    }

    /** The cases by title. */
    public static Map<String, GoldenCase> byTitle(List<GoldenCase> cases) {
        return cases.stream().collect(Collectors.toMap(GoldenCase::title, Function.identity()));
    }
}
