package io.unidatum.exchange.system;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Leaves out what lies in {@code tools/benchmarks}: some is in the package of what it measures, and it may use all
 * parts of the exchange.
 */
public final class WithoutBenchmarks implements ImportOption {
    /** Creates the option. */
    public WithoutBenchmarks() {}

    @Override
    public boolean includes(final Location location) {
        return !location.contains("/tools/benchmarks/") && !location.contains("/benchmarks-");
    }
}
