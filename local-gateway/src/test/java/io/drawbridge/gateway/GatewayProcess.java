package io.drawbridge.gateway;

import java.io.IOException;
import java.nio.file.Path;

/** A gateway in a process of its own, for tests that kill it. Prints its port, then each function's output. */
final class GatewayProcess {

    private GatewayProcess() {}

    /** The one argument is a folder to work in. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LocalGateway gateway = LocalGateway.start(
                TestApi.api(TestApi.jar(Path.of(arguments[0]))),
                GatewaySettings.defaults(0)
                        .withPrewarm(true)
                        .withFunctionLog((function, id, text) -> System.out.println(text)));
        System.out.println(gateway.port());
        Thread.currentThread().join();
    }
}
