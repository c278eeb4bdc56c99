package io.unidatum.exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter with its threads, its pool and its status port. */
class LedgerAdapterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RandomExchange exchange = new RandomExchange(7);
    private final TestJournal journal = exchange.journal();
    private TestPostgres postgres;
    private String database;

    @BeforeEach
    void createDatabase() throws SQLException {
        postgres = TestPostgres.shared();
        database = postgres.createDatabase();
    }

    @Test
    void shouldLoseNothingWhenPostgresIsKilledUnderLoad() throws Exception {
        try (TestPostgres victim = TestPostgres.own()) {
            postgres = victim;
            database = postgres.createDatabase();
            try (LedgerAdapter adapter = launch(postgres.context(database).maxBatchRows(300))) {
                awaitWritten(adapter);
                exchange.run(1_000);
                victim.kill();
                exchange.run(1_000);
                await().atMost(DEADLINE).until(() -> "DOWN"
                        .equals(health(adapter).path("postgres").asText()));
                await().atMost(DEADLINE).until(() -> "PAUSED"
                        .equals(health(adapter).path("journal").asText()));
                assertThat(health(adapter).path("status").asText()).isEqualTo("DEGRADED");
                assertThat(health(adapter).path("lag").asLong()).isPositive();
                assertThat(health(adapter).path("postgresProblem").asText()).isNotBlank();
                assertThat(ask(adapter, "/metrics"))
                        .contains("exchange_ledger_postgres_up{component=\"ledger-adapter\"} 0.0");

                victim.restart();
                awaitWritten(adapter);
                assertThat(health(adapter).path("status").asText()).isEqualTo("UP");
                assertThat(health(adapter).path("reloads").asLong()).isZero();
                assertThat(ask(adapter, "/metrics"))
                        .contains("exchange_ledger_postgres_up{component=\"ledger-adapter\"} 1.0")
                        .contains("exchange_ledger_lag_events{component=\"ledger-adapter\"} 0.0")
                        .contains("exchange_ledger_rows_written_total");
                assertNoDifferences();
            }
        }
    }

    @Test
    void shouldWaitForPostgresAndSayWhatIsMissing() throws Exception {
        try (LedgerAdapter adapter = launch(postgres.context("not_there_yet"))) {
            await().atMost(DEADLINE)
                    .until(() ->
                            health(adapter).path("postgresProblem").asText().contains("not_there_yet"));
            assertThat(health(adapter).path("role").asText()).isEqualTo("WAITING");
            database = "not_there_yet";
            postgres.execute("postgres", "CREATE DATABASE not_there_yet");
            awaitWritten(adapter);
            assertNoDifferences();
        }
    }

    @Test
    void shouldHandOverToASecondAdapterUnderLoad() throws Exception {
        final LedgerAdapter first = launch(postgres.context(database).maxBatchRows(200));
        awaitWritten(first);
        try (LedgerAdapter second = launch(postgres.context(database).maxBatchRows(200))) {
            await().atMost(DEADLINE)
                    .until(() -> "STANDBY".equals(health(second).path("role").asText()));
            exchange.run(1_000);
            first.close();
            assertThat(second.committedSequence()).isZero();
            exchange.run(1_000);
            awaitWritten(second);
            assertThat(health(second).path("role").asText()).isEqualTo("ACTIVE");
            assertThat(health(second).path("reloads").asLong()).isZero();
        }
        assertNoDifferences();
    }

    @Test
    void shouldStartCompanionsOnceTheTablesAreThere() throws Exception {
        final Companion companion = new Companion();
        try (LedgerAdapter adapter = launch(postgres.context(database).companion(companion))) {
            awaitWritten(adapter);
            await().atMost(DEADLINE).until(() -> companion.starts.get() == 1);
            final JsonNode health = health(adapter);
            assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.path("decoin").path("message").asText()).isEqualTo("waiting");
            assertThat(companion.tables.get()).isEqualTo("orders");
        }
        assertThat(companion.closes.get()).isEqualTo(1);
    }

    @Test
    void shouldReportWhatStopsItAndChangeNothing() throws Exception {
        exchange.run(100);
        try (LedgerAdapter adapter = launch(postgres.context(database))) {
            awaitWritten(adapter);
        }
        final RandomExchange other = new RandomExchange(8);
        while (other.journal().end().sequence() <= journal.end().sequence()) {
            other.run(50);
        }
        final AtomicReference<LedgerFault> told = new AtomicReference<>();
        try (LedgerAdapter adapter = LedgerAdapter.launch(
                postgres.context(database).faultHandler(told::set), other.journal(), WriteStep.Listener.NONE)) {
            await().atMost(DEADLINE).until(() -> told.get() != null);
            final JsonNode health = health(adapter);
            assertThat(health.path("status").asText()).isEqualTo("DOWN");
            assertThat(health.path("message").asText()).contains("right database");
        }
        assertNoDifferences();
    }

    private LedgerAdapter launch(final LedgerContext context) {
        return LedgerAdapter.launch(context, journal, WriteStep.Listener.NONE);
    }

    private void awaitWritten(final LedgerAdapter adapter) {
        await().atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> adapter.committedSequence() == journal.end().sequence());
    }

    private void assertNoDifferences() throws SQLException {
        assertThat(ExpectedTables.differences(journal, journal.end().sequence(), postgres, database))
                .isEmpty();
    }

    private static JsonNode health(final LedgerAdapter adapter) throws IOException, InterruptedException {
        return MAPPER.readTree(ask(adapter, "/health"));
    }

    private static String ask(final LedgerAdapter adapter, final String path) throws IOException, InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + adapter.statusPort() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static final class Companion implements LedgerCompanion {
        private final AtomicInteger starts = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();
        private final AtomicReference<String> tables = new AtomicReference<>();

        @Override
        public String name() {
            return "decoin";
        }

        @Override
        public Map<String, Object> health() {
            return Map.of("status", "DEGRADED", "message", "waiting");
        }

        @Override
        public void start(final DataSource dataSource) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT to_regclass('orders')")) {
                row.next();
                tables.set(row.getString(1));
            } catch (final SQLException ex) {
                tables.set(ex.getMessage());
            }
            starts.incrementAndGet();
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
