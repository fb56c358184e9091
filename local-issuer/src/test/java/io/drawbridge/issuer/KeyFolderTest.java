package io.drawbridge.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @Test
    void keysAreKeptAndReadAgain() {
        IssuerKeys made = new KeyFolder(folder()).keysOf(IssuerName.tenant("acme"));
        IssuerKeys read = new KeyFolder(folder()).keysOf(IssuerName.tenant("acme"));
        assertThat(read.toPublicJson()).isEqualTo(made.toPublicJson());
        assertThat(read.toPrivateJson()).isEqualTo(made.toPrivateJson());
    }

    @Test
    void eachIssuerHasItsOwnKeys() {
        KeyFolder keys = new KeyFolder(folder());
        assertThat(keys.keysOf(IssuerName.PLATFORM).toPublicJson())
                .isNotEqualTo(keys.keysOf(IssuerName.tenant("acme")).toPublicJson());
    }

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
        new KeyFolder(folder()).keysOf(IssuerName.PLATFORM);
        assertThat(mode(folder())).isEqualTo("rwx------");
        assertThat(mode(folder().resolve("platform.jwks.json"))).isEqualTo("rw-------");
    }

    @Test
    void severalThatComeFirstAtOnceAgree() throws IOException {
        List<CompletableFuture<String>> racers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        new KeyFolder(folder()).keysOf(IssuerName.PLATFORM).toPublicJson()))
                .toList();
        assertThat(racers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactly("platform.jwks.json");
        }
    }

    @Test
    void aFileThatHoldsNoKeysIsNamed() throws IOException {
        KeyFolder keys = new KeyFolder(folder());
        keys.keysOf(IssuerName.PLATFORM);
        Path file = folder().resolve("platform.jwks.json");
        for (String content :
                List.of("", "{}", "{\"keys\":[]}", IssuerKeys.generate().toPublicJson())) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> new KeyFolder(folder()).keysOf(IssuerName.PLATFORM))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("The key file " + file
                            + " is not a JWK set with one private key for each algorithm of the local issuer."
                            + " Delete it: it is made anew.");
        }
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
        new KeyFolder(folder()).keysOf(IssuerName.PLATFORM);
        Path file = folder().resolve("platform.jwks.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new KeyFolder(folder()).keysOf(IssuerName.PLATFORM))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The key file " + file
                        + " can be read or written by other users. Only its owner may: run chmod 600 on it, or delete"
                        + " it and it is made anew.");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path plainFile = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> new KeyFolder(plainFile).keysOf(IssuerName.PLATFORM))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(
                        "The key file " + plainFile.resolve("platform.jwks.json") + " cannot be read or made: ")
                .hasMessageEndingWith(
                        ". The local issuer keeps its keys there. Make the folder writable for this user.");
    }

    private Path folder() {
        return temporary.resolve("parent").resolve("keys");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
