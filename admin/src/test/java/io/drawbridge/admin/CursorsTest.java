package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorsTest {

    private static final String COLLECTION = "acme\norigins\nstatus=active";
    private static final String PLACE = "O#com.example.*|https|443";

    private final Cursors cursors =
            new Cursors(() -> "a key of 256 bits, as it may be..".getBytes(StandardCharsets.UTF_8));
    private final String cursor = cursors.seal(COLLECTION, PLACE);

    @Test
    void what_was_sealed_for_a_collection_is_opened_for_it() {
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(cursors.open(COLLECTION, cursor)).contains(PLACE);
        assertThat(cursors.open(COLLECTION, cursors.seal(COLLECTION, ""))).contains("");
        assertThat(cursors.open("", cursors.seal("", "ä€"))).contains("ä€");
    }

    @ParameterizedTest
    @ValueSource(strings = {"globex\norigins\nstatus=active", "acme\norigins\n", "acme\naudit\nstatus=active", ""})
    void it_is_none_of_another_tenant_resource_or_filter(String other) {
        assertThat(cursors.open(other, cursor)).isEmpty();
    }

    @Test
    void the_end_of_the_collection_cannot_become_the_beginning_of_the_place() {
        String moved = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(join(
                        "b".getBytes(StandardCharsets.UTF_8),
                        Base64.getUrlDecoder().decode(cursors.seal("ab", ""))));

        assertThat(cursors.open("a", moved)).isEmpty();
    }

    @Test
    void every_bit_of_it_counts() {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(cursors.open(
                            COLLECTION, Base64.getUrlEncoder().withoutPadding().encodeToString(altered)))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    @Test
    void it_is_nothing_when_cut_off_at_either_end() {
        for (int i = 1; i <= cursor.length(); i++) {
            assertThat(cursors.open(COLLECTION, cursor.substring(i))).isEmpty();
            assertThat(cursors.open(COLLECTION, cursor.substring(0, cursor.length() - i)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", " ", "\n", "A", "!"})
    void another_spelling_of_the_same_bytes_is_no_cursor(String end) {
        assertThat(cursors.open(COLLECTION, cursor + end)).isEmpty();
    }

    @Test
    void bits_that_nobody_would_read_are_read() {
        Set<String> opened = new HashSet<>();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            String spelled = cursor.substring(0, cursor.length() - 1) + alphabet.charAt(i);
            cursors.open(COLLECTION, spelled).ifPresent(place -> opened.add(spelled));
        }

        assertThat(opened).containsExactly(cursor);
    }

    @Test
    void another_key_opens_nothing() {
        Cursors other = new Cursors(() -> "another key".getBytes(StandardCharsets.UTF_8));

        assertThat(other.open(COLLECTION, cursor)).isEmpty();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
