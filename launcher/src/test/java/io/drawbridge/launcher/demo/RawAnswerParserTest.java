package io.drawbridge.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawAnswerParserTest {

    @Test
    void headersKeepTheirSpellingAndTheBodyEndsWithTheConnection() throws IOException {
        RawExchange.Answer answer =
                parse("HTTP/1.1 401 Unauthorized\r\nVary: Origin\r\nvary:  Accept \r\n\r\n{\"é\":1}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .containsExactly(new RawExchange.Line("Vary", "Origin"), new RawExchange.Line("vary", "Accept"));
        assertThat(answer.body()).isEqualTo("{\"é\":1}");
    }

    @Test
    void chunksAreJoined() throws IOException {
        RawExchange.Answer answer =
                parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
        assertThat(answer.body()).isEqualTo("abcde");
    }

    @Test
    void aChunkThatIsCutOffEndsThere() throws IOException {
        assertThat(parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")
                        .body())
                .isEqualTo("abc");
    }

    @Test
    void aChunkSizeThatIsNoneIsNamed() {
        assertThatThrownBy(() -> parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"))
                .hasMessage("The gateway's answer has the chunk size \"xyz\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "HTTP/1.1 abc\r\n\r\n"})
    void whatIsNoAnswerIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> parse(text)).hasMessage("The gateway closed the connection without an HTTP answer.");
    }

    private static RawExchange.Answer parse(String text) throws IOException {
        return RawAnswerParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
