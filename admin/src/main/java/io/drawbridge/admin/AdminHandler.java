package io.drawbridge.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The Lambda function: reads the event, asks {@link AdminPage} what anybody may have and {@link AdminApi} the rest, writes the answer,
 * and turns every fault into one constant 500.
 */
public final class AdminHandler implements RequestStreamHandler {

    private final AdminApi api;
    private final AdminPage page;
    private final AdminLog log;

    /** Wired from the environment; a configuration with problems fails here, and API Gateway then answers 502. */
    public AdminHandler() {
        this(
                Wiring.api(AdminConfig.fromEnvironment(System.getenv())),
                new AdminPage(PageConfig.fromEnvironment(System.getenv()), PageFiles.load()),
                new AdminLog(System.out));
    }

    AdminHandler(AdminApi api, AdminPage page, AdminLog log) {
        this.api = api;
        this.page = page;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        ProxyEvent event = ProxyEvent.read(in);
        AdminAnswer answer;
        try {
            answer = page.answer(event.request(), event.path()).orElseGet(() -> api.answer(event.request()));
        } catch (RuntimeException | StackOverflowError e) {
            log.fault(e);
            answer = Refusal.INTERNAL.answer();
        }
        event.write(answer, out);
        log.answered(event.request(), answer);
    }
}
