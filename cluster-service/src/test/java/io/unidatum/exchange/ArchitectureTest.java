package io.unidatum.exchange;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;

/** Which package may depend on which: the book on nothing of ours, the engine on no Aeron, clock or log. */
@AnalyzeClasses(packages = "io.unidatum.exchange", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule BOOK_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("io.unidatum.exchange.book..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.util..", "org.agrona..", "io.unidatum.exchange.book..");

    @ArchTest
    static final ArchRule ENGINE_IS_PURE = classes()
            .that()
            .resideInAPackage("io.unidatum.exchange.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.nio",
                    "org.agrona..",
                    "io.unidatum.exchange.book..",
                    "io.unidatum.exchange.engine..",
                    "io.unidatum.exchange.protocol..",
                    "io.unidatum.exchange.sbe..");

    @ArchTest
    static final ArchRule NOTHING_DETERMINISTIC_READS_A_CLOCK_OR_CHANCE = noClasses()
            .that()
            .resideInAnyPackage("io.unidatum.exchange.book..", "io.unidatum.exchange.engine..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(System.class, "identityHashCode", Object.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_THE_NODE = classes()
            .that()
            .resideInAPackage("io.unidatum.exchange.node..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.unidatum.exchange.node..")
            .allowEmptyShould(true);
}
