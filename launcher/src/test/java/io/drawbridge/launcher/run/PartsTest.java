package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {

    @Test
    void partsStopInReverseOrderAndOnce() {
        List<String> stopped = new ArrayList<>();
        Parts parts = new Parts();
        parts.keep(() -> stopped.add("first"));
        parts.keep(() -> stopped.add("second"));
        parts.close();
        parts.close();
        assertThat(stopped).containsExactly("second", "first");
    }

    @Test
    void aPartThatComesUpAfterTheStopIsStoppedAtOnce() {
        List<String> stopped = new ArrayList<>();
        Parts parts = new Parts();
        parts.close();
        assertThatThrownBy(() -> parts.keep(() -> stopped.add("late")))
                .isInstanceOf(LaunchException.class)
                .hasMessage("Stopped while starting.");
        assertThat(stopped).containsExactly("late");
    }
}
