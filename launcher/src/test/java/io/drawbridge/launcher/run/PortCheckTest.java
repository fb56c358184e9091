package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortCheckTest {

    @Test
    void everyTakenPortIsNamedWithWhatItIsForAndWhatToDo() throws IOException {
        try (ServerSocket one = listen();
                ServerSocket two = listen()) {
            LocalPorts ports = new LocalPorts(0, one.getLocalPort(), 0, 0, two.getLocalPort());
            assertThatThrownBy(() -> PortCheck.requireFree(ports.uses(true)))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage(String.join(
                            System.lineSeparator(),
                            "Nothing was started:",
                            "  Port " + one.getLocalPort()
                                    + " is already in use (the local issuer). It is part of a URL in the registry, so it"
                                    + " has to be this one: stop the program that listens there.",
                            "  Port " + two.getLocalPort()
                                    + " is already in use (the front end of nobody). It is part of a URL in the"
                                    + " registry, so it has to be this one: stop the program that listens there."));
        }
    }

    @Test
    void withoutTheDemoOnlyTheApisPortMatters() throws IOException {
        try (ServerSocket one = listen()) {
            LocalPorts ports = new LocalPorts(0, one.getLocalPort(), 0, 0, 0);
            assertThatCode(() -> PortCheck.requireFree(ports.uses(false))).doesNotThrowAnyException();
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
