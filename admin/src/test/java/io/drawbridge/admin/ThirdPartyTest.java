package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is in this repository and not ours is byte for byte what THIRD-PARTY.md says it is. */
final class ThirdPartyTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/drawbridge/admin/page");

    @Test
    void the_sign_in_library_is_the_one_that_was_published() throws IOException, GeneralSecurityException {
        String notes = Files.readString(Path.of("../THIRD-PARTY.md"));
        for (String name : new String[] {"oauth4webapi.js", "oauth4webapi-LICENSE.txt"}) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FOLDER.resolve(name)));
            assertThat(notes).contains("| `" + name + "` | `" + HexFormat.of().formatHex(hash) + "` |");
        }
    }
}
