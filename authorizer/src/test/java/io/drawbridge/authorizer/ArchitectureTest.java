package io.drawbridge.authorizer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawbridge.authorizer.cache.CachedRegistry;
import io.drawbridge.authorizer.cors.CorsDecider;
import io.drawbridge.authorizer.policy.IamPolicy;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.registry.Origin;
import org.junit.jupiter.api.Test;

/** Holds the arrows: handlers construct, the decision knows no AWS type, and nobody below reads the world by himself. */
final class ArchitectureTest {

    private static final String ROOT = Authorizer.class.getPackageName();
    private static final String CORS = CorsDecider.class.getPackageName();
    private static final String POLICY = IamPolicy.class.getPackageName();
    private static final String TOKEN = TokenVerifier.class.getPackageName();
    private static final String CACHE = CachedRegistry.class.getPackageName();
    private static final String REGISTRY = Origin.class.getPackageName();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void the_rules_look_at_something() {
        assertThat(CLASSES).hasSizeGreaterThan(30);
    }

    @Test
    void only_the_handler_and_its_wiring_know_aws() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(AuthorizerHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Wiring.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws..", "software.amazon..", REGISTRY + ".dynamodb..")
                .check(CLASSES);
    }

    @Test
    void only_the_handler_reads_the_environment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(AuthorizerHandler.class.getName())
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void cors_policy_token_and_cache_do_not_know_each_other() {
        for (String room : new String[] {CORS, POLICY, TOKEN, CACHE}) {
            for (String other : new String[] {CORS, POLICY, TOKEN, CACHE}) {
                if (!room.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(room)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(other)
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void the_rooms_do_not_know_the_use_case() {
        noClasses()
                .that()
                .resideInAnyPackage(CORS, POLICY, TOKEN, CACHE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void the_cors_and_policy_rooms_hold_no_json() {
        classes()
                .that()
                .resideInAnyPackage(CORS, POLICY)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORS, POLICY, REGISTRY, "java..", "org.jspecify..")
                .check(CLASSES);
    }
}
