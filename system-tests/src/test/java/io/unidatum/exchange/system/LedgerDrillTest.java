package io.unidatum.exchange.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.drills.LedgerDrill;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code exchange drill ledger}. */
class LedgerDrillTest {
    private static final int SECONDS = 30;
    private static final int ORDERS_PER_SECOND = 100;

    @TempDir
    private Path folder;

    @Test
    void shouldLoseAndDoubleNothingWhenAdapterDatabaseAndNodeAreKilled() throws Exception {
        assertThat(LedgerDrill.run(Launcher.FILE, folder, SECONDS, ORDERS_PER_SECOND, 1)
                        .violations())
                .isEmpty();
    }
}
