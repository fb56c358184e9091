package io.drawbridge.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The Lambda function that counts what monitor mode let through: it gets the authorizer's lines about it from CloudWatch Logs.
 *
 * <p>A delivery that fails is delivered again, so whatever goes wrong is thrown; what was counted of it already counts once.
 */
public final class MonitorHandler implements RequestStreamHandler {

    private final MonitorTally tally;
    private final PrintStream log;

    /** Wired from the environment. */
    public MonitorHandler() {
        this(Wiring.tally(AdminConfig.fromEnvironment(System.getenv())), System.out);
    }

    MonitorHandler(MonitorTally tally, PrintStream log) {
        this.tally = tally;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        LogDelivery delivery = LogDelivery.read(in);
        int counted = tally.add(delivery);
        log.println("{\"lines\":" + delivery.lines().size() + ",\"counted\":" + counted + "}");
    }
}
