package io.drawbridge.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in a folder that several processes share: one file per issuer, readable by its owner only.
 *
 * <p>Whoever comes first makes the file: it is written under another name and then linked to its own, which fails if the
 * name is taken. So two processes that start together agree on the keys, and a reader never sees half a file.
 */
public final class KeyFolder implements KeyStore {

    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final Map<IssuerName, IssuerKeys> loaded = new ConcurrentHashMap<>();

    /** Keys in this folder, which is made when the first key is. */
    public KeyFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public IssuerKeys keysOf(IssuerName name) {
        return loaded.computeIfAbsent(name, this::readOrCreate);
    }

    private IssuerKeys readOrCreate(IssuerName name) {
        Path file = folder.resolve(name.path().replace('/', '-') + ".jwks.json");
        try {
            Optional<IssuerKeys> existing = read(file);
            return existing.isPresent() ? existing.get() : create(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key file " + file + " cannot be read or made: " + e
                            + ". The local issuer keeps its keys there. Make the folder writable for this user.",
                    e);
        }
    }

    private static Optional<IssuerKeys> read(Path file) throws IOException {
        String json;
        try {
            json = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        requirePrivate(file);
        Optional<IssuerKeys> keys = IssuerKeys.parse(json);
        if (keys.isEmpty()) {
            throw refused("The key file " + file
                    + " is not a JWK set with one private key for each algorithm of the local issuer."
                    + " Delete it: it is made anew.");
        }
        return keys;
    }

    /** What others could read, others could sign with: refuse, as ssh does. */
    private static void requirePrivate(Path file) throws IOException {
        if (isPosix(file) && !OWNER_FILE.containsAll(Files.getPosixFilePermissions(file))) {
            throw refused("The key file " + file
                    + " can be read or written by other users. Only its owner may: run chmod 600 on it, or delete it and"
                    + " it is made anew.");
        }
    }

    private static UncheckedIOException refused(String message) {
        return new UncheckedIOException(message, new IOException(message));
    }

    private IssuerKeys create(Path file) throws IOException {
        makeFolder();
        IssuerKeys keys = IssuerKeys.generate();
        Path draft = Files.createTempFile(folder, ".draft", null, ownerOnly(folder, OWNER_FILE));
        try {
            Files.writeString(draft, keys.toPrivateJson());
            Files.createLink(file, draft);
            return keys;
        } catch (FileAlreadyExistsException e) {
            return read(file).orElseThrow(() -> e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void makeFolder() throws IOException {
        Path parent = folder.getParent();
        if (parent == null || Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(parent);
        try {
            Files.createDirectory(folder, ownerOnly(parent, OWNER_FOLDER));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; if it is not a folder the next step says so.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path place, Set<PosixFilePermission> permissions) throws IOException {
        // Elsewhere (Windows) a user's own folders are closed to others by inheritance.
        return isPosix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) throws IOException {
        return Files.getFileStore(place).supportsFileAttributeView("posix");
    }
}
