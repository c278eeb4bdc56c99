package io.unidatum.exchange.ledger.decoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterSeedTest {
    @TempDir
    Path folder;

    @Test
    void shouldMakeASeedOnceThatOnlyItsOwnerCanRead() throws IOException {
        final Path file = folder.resolve("secrets/custody.seed");
        final MasterSeed made = MasterSeed.loadOrCreate(file);
        assertThat(MasterSeed.loadOrCreate(file).bytes()).isEqualTo(made.bytes());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.toString()).doesNotContain(HexFormat.of().formatHex(made.bytes()));
    }

    @Test
    void shouldRefuseASeedThatOthersCanReadOrThatIsNone() throws IOException {
        final Path file = folder.resolve("seed");
        Files.writeString(file, "00".repeat(32));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterSeed.load(file)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(MasterSeed.load(file).bytes()).hasSize(32);
        Files.writeString(file, "deadbeef-not-hex");
        assertThatThrownBy(() -> MasterSeed.load(file))
                .hasMessageContaining("32 to 128 hex digits")
                .hasMessageNotContaining("deadbeef");
    }
}
