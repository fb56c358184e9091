package io.drawbridge.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * One file of the page.
 *
 * @param resource its name beside this class
 * @param type its media type
 */
record StaticFile(String resource, String type) {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** The page that runs in a sandbox, to see what the origin {@code null} may do. */
    static final String SANDBOXED = "/sandboxed.html";

    /** Its script, which it loads as a stranger. */
    static final String SANDBOXED_SCRIPT = "/sandboxed.js";

    /** Every file by path. */
    static final Map<String, StaticFile> BY_PATH = Map.of(
            "/",
            new StaticFile("index.html", HTML),
            "/demo.css",
            new StaticFile("demo.css", "text/css; charset=utf-8"),
            "/demo.js",
            new StaticFile("demo.js", SCRIPT),
            "/rows.js",
            new StaticFile("rows.js", SCRIPT),
            "/wire.js",
            new StaticFile("wire.js", SCRIPT),
            "/view.js",
            new StaticFile("view.js", SCRIPT),
            "/favicon.svg",
            new StaticFile("favicon.svg", "image/svg+xml"),
            SANDBOXED,
            new StaticFile("sandboxed.html", HTML),
            SANDBOXED_SCRIPT,
            new StaticFile("sandboxed.js", SCRIPT));

    byte[] read() {
        try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The launcher's jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The launcher's jar cannot be read", e);
        }
    }
}
