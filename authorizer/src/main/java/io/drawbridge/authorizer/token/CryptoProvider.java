package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Who computes signatures: the Java runtime, or Amazon Corretto Crypto Provider where its layer is there and passes a test.
 *
 * <p>It computes signatures of tokens and nothing else: keys are read and checked by our own rules before, TLS and digests stay
 * with the Java runtime, and no other code of the function meets another provider than before.
 */
public final class CryptoProvider {

    /** What the layer's jar names under {@code META-INF/services}, so that nothing here is compiled against it. */
    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final Optional<Provider> provider;
    private final String description;

    private CryptoProvider(Optional<Provider> provider, String description) {
        this.provider = provider;
        this.description = description;
    }

    /** The Java runtime's own cryptography. */
    public static CryptoProvider jdk() {
        return new CryptoProvider(Optional.empty(), "JDK " + Runtime.version());
    }

    /** Amazon Corretto Crypto Provider from a class path, or the Java runtime's own where that is not there or fails. */
    public static CryptoProvider corretto(ClassLoader classPath) {
        try {
            return ServiceLoader.load(Provider.class, classPath).stream()
                    .filter(p -> p.type().getName().equals(CORRETTO))
                    .findFirst()
                    .map(p -> tested(p.get()))
                    .orElseGet(() -> insteadOf("is not on the class path"));
        } catch (ServiceConfigurationError | LinkageError e) {
            return insteadOf("cannot be loaded: " + e.getClass().getSimpleName());
        }
    }

    /** A provider that makes right answers to known questions, or the Java runtime. */
    static CryptoProvider tested(Provider provider) {
        CryptoProvider candidate =
                new CryptoProvider(Optional.of(provider), provider.getName() + " " + provider.getVersionStr());
        try {
            return candidate.passesSelfTest() ? candidate : insteadOf("fails its self-test");
        } catch (RuntimeException | LinkageError e) {
            // Whatever a broken layer throws: the function starts without it.
            return insteadOf("fails its self-test: " + e.getClass().getSimpleName());
        }
    }

    private static CryptoProvider insteadOf(String fault) {
        return new CryptoProvider(
                Optional.empty(), jdk().description + ", because AmazonCorrettoCryptoProvider " + fault);
    }

    /** For the log: name and version, and why it is not the one that was asked for. */
    public String description() {
        return description;
    }

    /** The same keys, verified by this provider from now on. */
    KeySet use(KeySet keys) {
        provider.ifPresent(
                p -> keys.keys().forEach(key -> key.verifier().getJCAContext().setProvider(p)));
        return keys;
    }

    /** A token of each algorithm is right, and no longer so when a bit of its signature is changed. */
    private boolean passesSelfTest() {
        JsonNode known = knownTokens();
        KeySet keys = use(KeySetReader.read(known.path("jwks").toString()).orElseThrow());
        for (JsonNode text : known.path("tokens")) {
            String right = text.textValue();
            if (!verifies(keys, right) || verifies(keys, withOneBitChanged(right))) {
                return false;
            }
        }
        return true;
    }

    private static boolean verifies(KeySet keys, String text) {
        UnverifiedToken token = ((ParsedToken.WellFormed) UnverifiedToken.parse(text)).token();
        return keys.key(token.keyId().orElseThrow()).orElseThrow().verifies(token);
    }

    /** In the middle of the signature, where every bit of a character counts. */
    private static String withOneBitChanged(String token) {
        int signature = token.lastIndexOf('.') + 1;
        int middle = signature + (token.length() - signature) / 2;
        return token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
    }

    private static JsonNode knownTokens() {
        try (InputStream file = Objects.requireNonNull(CryptoProvider.class.getResourceAsStream("self-test.json"))) {
            return new ObjectMapper().readTree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("self-test.json is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
