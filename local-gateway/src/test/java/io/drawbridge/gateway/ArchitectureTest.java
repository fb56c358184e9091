package io.drawbridge.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.child.Lifeline;
import io.drawbridge.gateway.function.Functions;
import io.drawbridge.gateway.http.HttpServer;
import org.junit.jupiter.api.Test;

/** The rules of the request path's packages; names come from class literals, so that none can pass for want of classes. */
final class ArchitectureTest {

    private static final String ROOT = LocalGateway.class.getPackageName();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(LocalGateway.class);

    @Test
    void no_two_packages_need_each_other() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_API_is_plain_values() {
        classes()
                .that()
                .resideInAPackage(RestApi.class.getPackageName())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", RestApi.class.getPackageName())
                .check(CLASSES);
    }

    @Test
    void only_the_front_end_the_runtime_API_and_the_start_know_Netty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HttpServer.class.getPackageName(), Functions.class.getPackageName(), ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void what_runs_in_a_functions_process_needs_nothing_of_ours() {
        classes()
                .that()
                .resideInAPackage(Lifeline.class.getPackageName())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "com.amazonaws..", "org.jspecify..", Lifeline.class.getPackageName())
                .check(CLASSES);
    }
}
