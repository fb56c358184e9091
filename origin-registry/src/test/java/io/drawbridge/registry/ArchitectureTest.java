package io.drawbridge.registry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.json.AuditedChange;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Arrows point inward. Package names come from class literals, so that no rule can pass because a name is misspelt. */
class ArchitectureTest {

    private static final String DOMAIN = Origin.class.getPackageName();
    private static final String FILE = RegistryFile.class.getPackageName();
    private static final String TABLE = DynamoDbTenantStore.class.getPackageName();
    private static final String MEMORY = InMemoryTenantStore.class.getPackageName();
    private static final String AWS = DynamoDbClient.class.getPackageName().replace(".services.dynamodb", "") + "..";
    private static final String JACKSON = ObjectMapper.class.getPackageName().replace(".databind", "") + "..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(DOMAIN);

    @Test
    void theDomainKnowsNeitherAwsNorJsonNorWhoStoresIt() {
        noClasses()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS, JACKSON, FILE, TABLE, MEMORY)
                .check(CLASSES);
    }

    @Test
    void theFileKnowsNoStoreAndTheStoresOfTheFileOnlyWhatTheAuditSays() {
        noClasses()
                .that()
                .resideInAPackage(FILE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS, TABLE, MEMORY)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(TABLE, MEMORY)
                .should()
                .dependOnClassesThat(resideInAnyPackage(JACKSON, FILE).and(not(type(AuditedChange.class))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(MEMORY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(AWS, TABLE)
                .check(CLASSES);
    }

    @Test
    void theTableShowsOnlyTheStoreTheCountsAndHowToMakeItsTable() {
        classes()
                .that()
                .resideInAPackage(TABLE)
                .and()
                .arePublic()
                .should()
                .haveSimpleName("DynamoDbTenantStore")
                .orShould()
                .haveSimpleName("RegistryTable")
                .orShould()
                .haveSimpleName("DynamoDbMonitorCounts")
                .check(CLASSES);
    }
}
