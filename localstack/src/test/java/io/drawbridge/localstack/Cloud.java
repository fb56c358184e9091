package io.drawbridge.localstack;

import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * LocalStack in a container, started once for all tests. A test that cannot run is skipped by name with the reason; where
 * {@code DRAWBRIDGE_TOOLS} is {@code required} it fails.
 */
final class Cloud implements BeforeAllCallback {

    /** The last release that runs without an account at LocalStack. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private Optional<LocalStackContainer> container = Optional.empty();

    private record Running(LocalStackContainer container) implements AutoCloseable {
        @Override
        public void close() {
            container.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            refuse("No Docker engine answers: install Docker and start it, or run .ci/docker on Debian.");
        }
        container = Optional.of(context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Cloud.class, k -> start(), Running.class)
                .container());
    }

    private static Running start() {
        LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(IMAGE));
        try {
            container.start();
        } catch (org.testcontainers.containers.ContainerFetchException e) {
            refuse("The image " + IMAGE + " is not here and cannot be pulled: run docker pull " + IMAGE
                    + ", or .ci/docker on Debian.");
        }
        return new Running(container);
    }

    private static void refuse(String sentence) {
        if ("required".equals(System.getenv("DRAWBRIDGE_TOOLS"))) {
            fail(sentence);
        }
        Assumptions.abort(sentence);
    }

    /** Where it answers, for every service. */
    URI endpoint() {
        return container.orElseThrow().getEndpoint();
    }

    /** A client of one of its services. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
