package io.drawbridge.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawbridge.admin.dryrun.DryRun;
import io.drawbridge.authorizer.Authorizer;
import io.drawbridge.registry.Origin;
import org.junit.jupiter.api.Test;

/** Holds the arrows: only the handler and its wiring know AWS and the environment, and the authorizer knows nothing of this. */
final class ArchitectureTest {

    private static final String ROOT = AdminApi.class.getPackageName();
    private static final String AUTHORIZER = Authorizer.class.getPackageName();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT, AUTHORIZER);

    @Test
    void the_rules_look_at_something() {
        assertThat(CLASSES.contain(AdminApi.class)).isTrue();
        assertThat(CLASSES.contain(Authorizer.class)).isTrue();
    }

    @Test
    void only_the_handler_and_its_wiring_know_aws() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .doNotHaveFullyQualifiedName(AdminHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(MonitorHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Wiring.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.amazonaws..", "software.amazon..", Origin.class.getPackageName() + ".dynamodb..")
                .check(CLASSES);
    }

    @Test
    void only_the_handler_and_the_bootstrap_read_the_environment_and_nobody_the_clock() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .doNotHaveFullyQualifiedName(AdminHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(MonitorHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Bootstrap.class.getName())
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void dry_runs_know_nothing_of_how_they_are_asked_for() {
        noClasses()
                .that()
                .resideInAPackage(DryRun.class.getPackageName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void the_authorizer_never_imports_the_admin_api() {
        noClasses()
                .that()
                .resideInAPackage(AUTHORIZER + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "..")
                .check(CLASSES);
    }
}
