package io.unidatum.exchange.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.rest.BookLevel;
import io.unidatum.exchange.protocol.Decimal8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {
    private static final String GOOD = "34200.004241176,1,16113575,18,5853300,1\n";

    @TempDir
    private Path folder;

    @Test
    void readsMessages() throws IOException {
        final List<LobsterMessage> messages =
                messages(GOOD + "34200.1,5,0,3,5853300,-1,extra\n34200.2,7,0,0,-1,-1\n34200.3,4,16113575,2,5853300,1");
        assertThat(messages)
                .containsExactly(
                        new LobsterMessage(1, 1, 16113575, 18, 58_533_000_000L, true),
                        new LobsterMessage(2, 5, 0, 3, 0, false),
                        new LobsterMessage(3, 7, 0, 0, 0, false),
                        new LobsterMessage(4, 4, 16113575, 2, 58_533_000_000L, true));
    }

    @Test
    void readsNothingFromAnEmptyFile() throws IOException {
        assertThat(messages("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3|has 3 columns",
                "''|has 1 columns",
                "x,1,1,1,100,1|time is not a number: 'x'",
                "1.0,one,1,1,100,1|type is not a whole number: 'one'",
                "1.0,8,1,1,100,1|type is not 1 to 7: 8",
                "1.0,1,A7,1,100,1|order id is not a whole number: 'A7'",
                "1.0,1,1,1.5,100,1|size is not a whole number: '1.5'",
                "1.0,1,1,0,100,1|size is not positive: 0",
                "1.0,1,1,1,0,1|price is out of range: 0",
                "1.0,1,1,1,99999999999,1|price is out of range: 99999999999",
                "1.0,1,1,1,100,2|direction is not 1 or -1: 2",
            })
    void namesTheLineOfABadMessage(final String line, final String problem) {
        assertThatThrownBy(() -> messages(GOOD + line + "\n" + GOOD))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("messages.csv line 2: ")
                .hasMessageContaining(problem);
    }

    @Test
    void namesTheLineOfABrokenQuotation() {
        assertThatThrownBy(() -> messages(GOOD + "\"1.0,1,1,1,100,1\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("messages.csv");
    }

    @Test
    void readsBooksWithoutTheirEmptyLevels() throws IOException {
        final List<BookRow> rows = books("5859400,200,5853300,18,5859800,100,-9999999999,0\n"
                + "9999999999,0,5853300,18,9999999999,0,-9999999999,0\n");
        assertThat(rows)
                .containsExactly(
                        new BookRow(
                                1,
                                List.of(level(58594, 2), level(58598, 1)),
                                List.of(new BookLevel(58_533_000_000L, 18 * Decimal8.ONE / 100))),
                        new BookRow(2, List.of(), List.of(new BookLevel(58_533_000_000L, 18 * Decimal8.ONE / 100))));
        assertThat(rows.get(1).top().ask()).isEqualTo(BookLevel.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3|has 3 columns",
                "1,2,3,4,5|no multiple of 4",
                "x,2,3,4|ask price is not a whole number",
                "1,2,3,-4|no bid level",
                "0,2,3,4|no ask level",
            })
    void namesTheLineOfABadBook(final String line, final String problem) {
        assertThatThrownBy(() -> books("5859400,200,5853300,18\n" + line + "\n"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("book.csv line 2: ")
                .hasMessageContaining(problem);
    }

    private static BookLevel level(final long cents, final long quantity) {
        return new BookLevel(cents * Decimal8.ONE / 100, quantity * Decimal8.ONE);
    }

    private List<LobsterMessage> messages(final String text) throws IOException {
        final Path file = Files.writeString(folder.resolve("messages.csv"), text);
        final List<LobsterMessage> messages = new ArrayList<>();
        try (LobsterMessages reader = new LobsterMessages(file)) {
            for (LobsterMessage message = reader.next(); message != null; message = reader.next()) {
                messages.add(message);
            }
        }
        return messages;
    }

    private List<BookRow> books(final String text) throws IOException {
        final Path file = Files.writeString(folder.resolve("book.csv"), text);
        final List<BookRow> rows = new ArrayList<>();
        try (LobsterBook reader = new LobsterBook(file, Decimal8.ONE / 100)) {
            for (BookRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
