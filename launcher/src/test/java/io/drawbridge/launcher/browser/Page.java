package io.drawbridge.launcher.browser;

import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.JavascriptExecutor;

/** A document that is open in a browser, seen through its own scripts. */
final class Page {

    /** Defines {@code run(request)}: the fetch and everything that a script can learn from it. */
    private static final String RUN = """
            const run = async ({method, url, headers, body, pieces, credentials, mode}) => {
              try {
                const response = await fetch(url, {
                  method, headers, credentials, mode, body: body === '' ? undefined : body.repeat(pieces),
                });
                return {
                  type: response.type,
                  status: response.status,
                  headers: Object.fromEntries(response.headers),
                  body: await response.text(),
                };
              } catch (error) {
                return {name: error.name, message: error.message};
              }
            };
            """;

    private static final String IN_DOCUMENT = RUN + """
            const done = arguments[arguments.length - 1];
            run(arguments[0]).then(done);
            """;

    /** The frame gets the request in its own source, and hands its answer to its parent. */
    private static final String IN_FRAME = """
            const [request, run, kind, done] = arguments;
            const frame = document.createElement('iframe');
            const source = '<script>' + run + 'run(' + JSON.stringify(request) + ').then((answer) => '
                + 'parent.postMessage({answer, origin: self.origin}, "*"));</' + 'script>';
            addEventListener('message', (event) => {
              frame.remove();
              done({...event.data.answer, origin: event.data.origin});
            }, {once: true});
            if (kind === 'SANDBOX') {
              frame.sandbox = 'allow-scripts';
              frame.srcdoc = source;
            } else {
              frame.src = 'data:text/html,' + encodeURIComponent(source);
            }
            document.body.append(frame);
            """;

    /** Frames whose origin is opaque: they say {@code Origin: null}. */
    enum OpaqueFrame {
        /** {@code <iframe sandbox="allow-scripts" srcdoc>}. */
        SANDBOX,
        /** {@code <iframe src="data:…">}. */
        DATA_URL
    }

    private final JavascriptExecutor scripts;

    Page(JavascriptExecutor scripts) {
        this.scripts = scripts;
    }

    /** Fetches in this document. */
    FetchAnswer fetch(FetchRequest request) {
        return answer(async(IN_DOCUMENT, json(request)));
    }

    /** Fetches in a frame of this document. */
    FetchAnswer fetchIn(OpaqueFrame kind, FetchRequest request) {
        Map<?, ?> answer = async(IN_FRAME, json(request), RUN, kind.name());
        if (!"null".equals(answer.get("origin"))) {
            throw new IllegalStateException("The frame's origin is not opaque: " + answer);
        }
        return answer(answer);
    }

    /** Runs a script for its value, which must not be null. */
    Object eval(String script, Object... arguments) {
        Object value = scripts.executeScript(script, arguments);
        if (value == null) {
            throw new IllegalStateException("No value: " + script);
        }
        return value;
    }

    private Map<?, ?> async(String script, Object... arguments) {
        if (scripts.executeAsyncScript(script, arguments) instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException("The script gave no object");
    }

    private static Map<String, Object> json(FetchRequest request) {
        return Map.of(
                "method", request.method(),
                "url", request.url(),
                "headers", request.headers(),
                "body", request.body(),
                "pieces", request.pieces(),
                "credentials", request.credentials(),
                "mode", request.mode());
    }

    private static FetchAnswer answer(Map<?, ?> map) {
        if (map.containsKey("name")) {
            return new FetchAnswer.Rejected(text(map, "name"), text(map, "message"));
        }
        Map<String, String> headers = map.get("headers") instanceof Map<?, ?> all
                ? all.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())))
                : Map.of();
        return new FetchAnswer.Fulfilled(
                text(map, "type"), Integer.parseInt(text(map, "status")), headers, text(map, "body"));
    }

    private static String text(Map<?, ?> map, String name) {
        return String.valueOf(map.get(name));
    }
}
