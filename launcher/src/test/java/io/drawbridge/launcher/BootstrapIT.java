package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.LocalIssuer;
import io.drawbridge.launcher.run.LocalDynamoDb;
import io.drawbridge.registry.dynamodb.RegistryTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The first administrator: the packaged admin API's own code, a table in DynamoDB Local, an issuer with discovery. */
final class BootstrapIT {

    private static final String TABLE = "registry";

    @Test
    void anEmptyTableGetsItsFirstIssuerOnceAndOneThatIsNotThereIsNamed() throws IOException {
        LocalIssuer.Settings settings = new LocalIssuer.Settings(0, Optional.empty(), Set.of(IssuerName.PLATFORM));
        try (LocalIssuer issuer = LocalIssuer.start(settings, KeyStore.inMemory());
                LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.empty());
                DynamoDbClient client = dynamoDb.client()) {
            RegistryTable.createIfAbsent(client, TABLE);
            String iss = IssuerName.PLATFORM.url(issuer.baseUrl());

            CommandRun first = bootstrap(dynamoDb, TABLE, iss, "--tenant-claim=tenant");
            CommandRun second = bootstrap(dynamoDb, TABLE, iss, "--tenant-claim=tenant");
            CommandRun elsewhere = bootstrap(dynamoDb, "other", iss, "--tenant-claim=tenant");

            assertThat(first.err()).isEmpty();
            assertThat(first.exitCode()).isZero();
            assertThat(first.out().lines())
                    .contains(iss + " is the platform's issuer platform: its tokens with the scope registry:admin"
                            + " administer everything.");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .startsWith("Refused (409): This cannot stand beside what is there. The table has settings");
            assertThat(elsewhere.exitCode()).isEqualTo(3);
            assertThat(elsewhere.err()).isEqualTo("Nothing was written." + System.lineSeparator());
        }
    }

    private static CommandRun bootstrap(LocalDynamoDb dynamoDb, String table, String iss, String claim) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local"));
        List<String> arguments =
                List.of("bootstrap", "--table=" + table, "--issuer=" + iss, "--audience=orders-api", claim);
        return CommandRun.with(CommandRun.repository(), environment, arguments.toArray(String[]::new));
    }
}
