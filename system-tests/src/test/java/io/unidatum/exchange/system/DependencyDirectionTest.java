package io.unidatum.exchange.system;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies run one way: schemas, then client and cluster service, then gateway and adapters, then the launcher. */
@AnalyzeClasses(
        packages = "io.unidatum.exchange",
        importOptions = {ImportOption.DoNotIncludeTests.class, WithoutBenchmarks.class})
class DependencyDirectionTest {
    private static final String ROOT = "io.unidatum.exchange.";
    private static final String[] SERVICE = {ROOT + "book..", ROOT + "engine..", ROOT + "node.."};
    private static final String[] EDGES = {
        ROOT + "gateway..", ROOT + "marketdata..", ROOT + "ledger..", ROOT + "devnet.."
    };

    @ArchTest
    static final ArchRule SCHEMAS_AND_RUNTIME_KNOW_NOBODY = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "sbe..", ROOT + "protocol..", ROOT + "runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(concat(SERVICE, EDGES), ROOT + "client..", ROOT + "cli.."));

    @ArchTest
    static final ArchRule BENCHMARKS_ARE_NOBODYS_DEPENDENCY = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "benchmarks..");

    @ArchTest
    static final ArchRule DRILLS_ARE_NOBODYS_DEPENDENCY = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "drills..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "drills..");

    @ArchTest
    static final ArchRule DRILLS_SEE_THE_EXCHANGE_FROM_OUTSIDE = noClasses()
            .that()
            .resideInAPackage(ROOT + "drills..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(concat(SERVICE, EDGES), ROOT + "client..", ROOT + "cli.."));

    @ArchTest
    static final ArchRule CLUSTER_SERVICE_KNOWS_NO_CLIENT_AND_NO_EDGE = noClasses()
            .that()
            .resideInAnyPackage(SERVICE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(EDGES, ROOT + "client..", ROOT + "cli.."));

    @ArchTest
    static final ArchRule CLIENT_KNOWS_NO_SERVICE_AND_NO_EDGE = noClasses()
            .that()
            .resideInAPackage(ROOT + "client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(concat(SERVICE, EDGES), ROOT + "cli.."));

    @ArchTest
    static final ArchRule EDGES_KNOW_NO_SERVICE_AND_NO_LAUNCHER = noClasses()
            .that()
            .resideInAnyPackage(EDGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(concat(SERVICE, ROOT + "cli.."));

    @ArchTest
    static final ArchRule GATEWAY_IS_NOBODYS_DEPENDENCY_BUT_THE_LAUNCHERS = nobodyButLauncherUses("gateway");

    @ArchTest
    static final ArchRule MARKET_DATA_IS_NOBODYS_DEPENDENCY_BUT_THE_LAUNCHERS = nobodyButLauncherUses("marketdata");

    @ArchTest
    static final ArchRule LEDGER_IS_NOBODYS_DEPENDENCY_BUT_THE_LAUNCHERS = nobodyButLauncherUses("ledger");

    @ArchTest
    static final ArchRule DEVNET_IS_NOBODYS_DEPENDENCY_BUT_THE_LAUNCHERS = nobodyButLauncherUses("devnet");

    private static ArchRule nobodyButLauncherUses(final String name) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + name + "..", ROOT + "cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + name + "..");
    }

    private static String[] concat(final String[] first, final String... more) {
        final String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
