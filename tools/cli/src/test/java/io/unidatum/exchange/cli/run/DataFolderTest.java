package io.unidatum.exchange.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.cli.ExchangeCommand;
import io.unidatum.exchange.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void shouldSayWhichSettingToChangeWhenTheFolderCannotBeWritten() throws Exception {
        final Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new DataFolder(file.resolve("data")).create())
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "DATA_DIR=" + file.resolve("data") + " cannot be written: set DATA_DIR to a folder that can");
    }

    @Test
    void shouldNotMoveIntoAFolderWithOtherThingsInIt() throws Exception {
        Files.createFile(temporary.resolve("thesis.txt"));

        assertThatThrownBy(() -> new DataFolder(temporary).create())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds files that are not an exchange's");
    }

    @Test
    void shouldBeLockedByOneAtATime() throws Exception {
        final DataFolder folder = new DataFolder(temporary.resolve("data"));
        folder.create();
        final var lock = folder.lock();

        assertThat(lock).isPresent();
        assertThat(folder.lock()).isEmpty();
        lock.get().channel().close();
        final var again = folder.lock();
        assertThat(again).isPresent();
        again.get().channel().close();
    }

    @Test
    void shouldEraseOnlyWhatIsMarkedAsAnExchanges() throws Exception {
        final Path kept = Files.createFile(temporary.resolve("kept"));
        final DataFolder folder = new DataFolder(temporary.resolve("data"));
        folder.create();
        Files.writeString(folder.logs().resolve("node-0.log"), "x");
        Files.createSymbolicLink(folder.logs().resolve("link"), kept);
        folder.create();

        assertThatThrownBy(() -> new DataFolder(temporary).erase()).isInstanceOf(UserError.class);
        folder.erase();

        assertThat(folder.root()).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void shouldRefuseToEraseWhileTheExchangeRuns() {
        final DataFolder folder = new DataFolder(temporary.resolve("data"));
        folder.create();
        PidFile.begin(folder.pidFile()).put("node-0", ProcessIdentity.current());

        final int exit =
                ExchangeCommand.execute(Map.of("DATA_DIR", folder.root().toString()), "clean");

        assertThat(exit).isEqualTo(1);
        assertThat(folder.root()).exists();
    }
}
