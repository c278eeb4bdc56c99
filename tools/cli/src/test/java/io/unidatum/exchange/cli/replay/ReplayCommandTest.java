package io.unidatum.exchange.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.unidatum.exchange.cli.ExchangeRig;
import io.unidatum.exchange.cli.rest.RestClient;
import io.unidatum.exchange.cli.rest.RestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final int MESSAGES = 2_000;

    @TempDir
    private static Path folder;

    private static ExchangeRig exchange;

    private final Path messages = folder.resolve("messages.csv");
    private final Path book = folder.resolve("book.csv");

    @BeforeAll
    static void start() throws IOException {
        exchange = new ExchangeRig(folder);
        try (RestClient rest = new RestClient("127.0.0.1", exchange.restPort(), 1)) {
            final long deadlineNs = System.nanoTime() + 30_000_000_000L;
            while (!rest.call(RestRequest.get("/api/v1/market/DEC-USD/orderbook", 0))
                            .isOk()
                    && System.nanoTime() - deadlineNs < 0) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    @AfterAll
    static void stop() {
        exchange.close();
    }

    @Test
    void everyRowIsAsTheModelSaysWithASeededBook() throws IOException {
        new LobsterModel(1, true).run(MESSAGES).write(messages, book);
        final ExchangeRig.Run run =
                exchange.run("replay", messages.toString(), "--book", book.toString(), "--size-unit", "0.1");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.figure("replay.rows_differing")).isZero();
        assertThat(run.figure("replay.messages_per_second")).isPositive();
        assertThat(run.out()).contains("2,000 rows of").contains("(0 about orders from before the file");
    }

    @Test
    void everyRowIsAsTheModelSaysWhenTheBookBeginsEmpty() throws IOException {
        new LobsterModel(2, false).run(MESSAGES).write(messages, book);
        final ExchangeRig.Run run =
                exchange.run("replay", messages.toString(), "--book", book.toString(), "--size-unit", "0.1");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.figure("replay.rows_differing")).isZero();
    }

    @Test
    void printsTheRowsThatDiffer() throws IOException {
        final LobsterModel model = new LobsterModel(3, true).run(300);
        model.write(messages, book);
        final List<String> wrong = new ArrayList<>(model.books());
        for (int row = 100; row < 200; row += 50) {
            final String[] columns = wrong.get(row).split(",");
            columns[1] = Long.toString(Long.parseLong(columns[1]) + 1);
            wrong.set(row, String.join(",", columns));
        }
        Files.write(book, wrong);
        final ExchangeRig.Run run =
                exchange.run("replay", messages.toString(), "--book", book.toString(), "--size-unit", "0.1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.figure("replay.rows_differing")).isEqualTo(2);
        assertThat(run.out()).contains("row 101 differs: the file has ").contains("row 151 differs: the file has ");
    }

    @Test
    void cancelsWhatTestAccountsHaveInTheBookAndSaysSo() throws IOException {
        try (RestClient rest = new RestClient("127.0.0.1", exchange.restPort(), 1)) {
            final ObjectNode order = JsonNodeFactory.instance
                    .objectNode()
                    .put("symbol", "DEC/USD")
                    .put("side", "sell")
                    .put("type", "limit")
                    .put("quantity", 6)
                    .put("price", 100);
            assertThat(rest.call(new RestRequest("POST", "/api/v1/orders", 1001, order, null))
                            .status())
                    .isEqualTo(201);
        }
        new LobsterModel(7, true).run(200).write(messages, book);
        final ExchangeRig.Run run =
                exchange.run("replay", messages.toString(), "--book", book.toString(), "--size-unit", "0.1");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("1 open orders of test accounts in DEC/USD were cancelled");
    }

    @Test
    void replaysWithoutABook() throws IOException {
        new LobsterModel(4, true).run(300).write(messages, book);
        final ExchangeRig.Run run = exchange.run("replay", messages.toString(), "--size-unit", "0.1");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).doesNotContain("rows_differing");
        assertThat(run.figure("replay.messages_per_second")).isPositive();
    }

    @Test
    void saysWhichLineIsWrong() throws IOException {
        Files.writeString(messages, "34200.1,1,1,5,1000000,1\n34200.2,1,2,five,1000000,1\n");
        final ExchangeRig.Run run = exchange.run("replay", messages.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("messages.csv line 2: size is not a whole number: 'five'");
    }

    @Test
    void saysThatTheFilesDoNotBelongTogether() throws IOException {
        final LobsterModel model = new LobsterModel(5, true).run(50);
        model.write(messages, book);
        Files.write(book, model.books().subList(0, 49));
        final ExchangeRig.Run run =
                exchange.run("replay", messages.toString(), "--book", book.toString(), "--size-unit", "0.1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("they do not belong together");
    }

    @Test
    void saysThatTheExchangeDoesNotRun() throws IOException {
        new LobsterModel(6, false).run(5).write(messages, book);
        final ExchangeRig.Run run = exchange.run("replay", messages.toString(), "--rest-port", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("start it with 'exchange run'");
    }
}
