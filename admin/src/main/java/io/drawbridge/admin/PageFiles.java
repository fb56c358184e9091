package io.drawbridge.admin;

import io.drawbridge.registry.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page's files, out of the jar: those that {@code page/files.txt} names and no others, so that no name in a path reaches a file.
 */
final class PageFiles {

    private static final int VERSION_LENGTH = 16;

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, File> files;
    private final String page;
    private final String version;
    private final Optional<String> description;

    /** One file. */
    record File(String type, String text) {}

    private PageFiles(Map<String, File> files, String page, Optional<String> description) {
        this.files = files;
        this.page = page;
        this.description = description;
        StringBuilder all = new StringBuilder(page);
        files.forEach((name, file) -> all.append('\0').append(name).append('\0').append(file.text()));
        version = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(all.toString()))
                .substring(0, VERSION_LENGTH);
    }

    /** Reads them all. */
    static PageFiles load() {
        Map<String, File> files = new LinkedHashMap<>();
        for (String name : List.of(required("page/files.txt").split("\n", -1))) {
            if (!name.isBlank()) {
                files.put(name, new File(type(name), required("page/" + name)));
            }
        }
        return new PageFiles(files, required("page/index.html"), text("openapi.json"));
    }

    private static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("The page's file " + name + " has no media type");
        }
        return type;
    }

    /** One of the files. */
    Optional<File> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The page's HTML. */
    String page() {
        return page;
    }

    /** Another one whenever any of the files is another. */
    String version() {
        return version;
    }

    /** The OpenAPI description of the API. */
    Optional<String> description() {
        return description;
    }

    private static String required(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException("The admin API's jar lacks " + name));
    }

    private static Optional<String> text(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The admin API's jar cannot be read", e);
        }
    }
}
