package io.unidatum.exchange.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Benchmarks measure book, state machine and ledger; they know no launcher, drill, gateway or publisher. */
@AnalyzeClasses(packages = "io.unidatum.exchange.benchmarks", importOptions = ImportOption.DoNotIncludeTests.class)
class BenchmarkDependencyTest {
    private static final String ROOT = "io.unidatum.exchange.";

    @ArchTest
    static final ArchRule BENCHMARKS_KNOW_NO_LAUNCHER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "cli..", ROOT + "drills..", ROOT + "gateway..", ROOT + "marketdata..");
}
