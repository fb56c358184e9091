package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CryptoProviderTest {

    private static final String JDK = "JDK " + Runtime.version();
    private static final List<String> SIGNATURES = List.of(
            "SHA256withRSA",
            "RSASSA-PSS",
            "SHA256withECDSAinP1363Format",
            "SHA384withECDSAinP1363Format",
            "SHA512withECDSAinP1363Format",
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "Ed25519");

    @Test
    void the_layers_provider_is_found_tested_and_named() {
        assertThat(Corretto.provider().description()).isEqualTo("AmazonCorrettoCryptoProvider 2.5.0");
    }

    @Test
    void the_java_runtime_is_named_with_its_version() {
        assertThat(CryptoProvider.jdk().description()).isEqualTo(JDK);
    }

    @Test
    void without_the_layer_the_java_runtime_computes_and_says_why() {
        assertThat(CryptoProvider.corretto(ClassLoader.getPlatformClassLoader()).description())
                .isEqualTo(JDK + ", because AmazonCorrettoCryptoProvider is not on the class path");
    }

    @Test
    void a_layer_that_names_a_class_that_it_lacks_is_not_used(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("java.security.Provider"),
                "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
        try (URLClassLoader broken =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(CryptoProvider.corretto(broken).description())
                    .isEqualTo(
                            JDK + ", because AmazonCorrettoCryptoProvider cannot be loaded: ServiceConfigurationError");
        }
    }

    @Test
    void a_provider_without_its_native_library_has_no_services_and_is_not_used() {
        assertThat(CryptoProvider.tested(new Provider("Empty", "1", "") {}).description())
                .isEqualTo(JDK + ", because AmazonCorrettoCryptoProvider fails its self-test: IllegalStateException");
    }

    @Test
    void a_provider_that_answers_wrongly_is_not_used() {
        String fault = JDK + ", because AmazonCorrettoCryptoProvider fails its self-test";

        assertThat(CryptoProvider.tested(new Answering(() -> true)).description())
                .isEqualTo(fault);
        assertThat(CryptoProvider.tested(new Answering(() -> false)).description())
                .isEqualTo(fault);
        assertThat(CryptoProvider.tested(new Answering(() -> {
                            throw new UnsatisfiedLinkError("libcrypto");
                        }))
                        .description())
                .isEqualTo(fault + ": UnsatisfiedLinkError");
    }

    /** What a provider says of every signature. */
    private interface Answer {
        boolean of();
    }

    private static final class Answering extends Provider {
        Answering(Answer answer) {
            super("Answering", "1", "");
            for (String name : SIGNATURES) {
                putService(new Service(this, "Signature", name, "-", null, null) {
                    @Override
                    public Object newInstance(@Nullable Object parameter) {
                        return new AnsweringSignature(answer);
                    }

                    @Override
                    public boolean supportsParameter(Object parameter) {
                        return true;
                    }
                });
            }
        }
    }

    private static final class AnsweringSignature extends SignatureSpi {
        private final Answer answer;

        AnsweringSignature(Answer answer) {
            this.answer = answer;
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return answer.of();
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            throw new InvalidKeyException();
        }

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() throws SignatureException {
            throw new SignatureException();
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) {}

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {}

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
