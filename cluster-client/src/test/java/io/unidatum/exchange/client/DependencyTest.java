package io.unidatum.exchange.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.unidatum.exchange.client", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyTest {
    @ArchTest
    static final ArchRule THE_CLIENT_KNOWS_THE_PROTOCOL_AND_AERON_ALONE = classes()
            .that()
            .resideInAPackage("io.unidatum.exchange.client..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.agrona..",
                    "org.slf4j..",
                    "io.aeron..",
                    "io.unidatum.exchange.sbe..",
                    "io.unidatum.exchange.protocol..",
                    "io.unidatum.exchange.runtime..",
                    "io.unidatum.exchange.client..");

    @ArchTest
    static final ArchRule THE_VIEW_KNOWS_NOTHING_OF_AERON = noClasses()
            .that()
            .resideInAPackage("io.unidatum.exchange.client.view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.aeron..");

    @ArchTest
    static final ArchRule THE_JOURNAL_KNOWS_NOTHING_OF_INGRESS_OR_VIEWS = noClasses()
            .that()
            .resideInAPackage("io.unidatum.exchange.client.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.unidatum.exchange.client", "io.unidatum.exchange.client.view..");

    @ArchTest
    static final ArchRule WHAT_CHECKS_FRAMES_IS_FREE_OF_AERON = noClasses()
            .that()
            .haveSimpleName("FrameReader")
            .or()
            .haveSimpleName("FrameChain")
            .or()
            .haveSimpleName("JournalMerge")
            .or()
            .haveSimpleName("SnapshotReader")
            .or()
            .haveSimpleName("TermSearch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.aeron..");
}
