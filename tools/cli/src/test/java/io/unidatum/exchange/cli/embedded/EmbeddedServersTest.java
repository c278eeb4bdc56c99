package io.unidatum.exchange.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.unidatum.exchange.cli.UserError;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    @Test
    void shouldKeepWhatPostgresHoldsOverARestartAndKnowItsPassword() throws Exception {
        final int port = freePort();
        final String password = "it's a $ecret";
        final PostgresServer server = postgres("pg", port, "exchange", password);
        server.prepare();
        final Process first = start(server.command());
        try {
            await().atMost(PATIENCE).until(server::isReady);
            try (Connection connection = connect(port, "exchange", password);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (n int)");
                statement.execute("INSERT INTO kept VALUES (42)");
                assertThat(setting(statement, "fsync")).isEqualTo("on");
                assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
            }
            assertThatThrownBy(() -> postgres("pg", port, "exchange", "wrong").isReady())
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("POSTGRES_PASSWORD");
        } finally {
            stop(first);
        }
        assertThat(server.isReady()).isFalse();

        server.prepare();
        final Process second = start(server.command());
        try {
            await().atMost(PATIENCE).until(server::isReady);
            try (Connection connection = connect(port, "exchange", password);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT n FROM kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        } finally {
            stop(second);
        }
    }

    @Test
    void shouldCopyATemplateForTheDefaultUserAndDatabase() throws Exception {
        new PostgresTemplate(folder).prepare();
        final int port = freePort();
        final PostgresServer server = postgres("from-template", port, "exchange", "other");
        server.prepare();
        final Process process = start(server.command());
        try {
            await().atMost(PATIENCE).until(server::isReady);
        } finally {
            stop(process);
        }
    }

    @Test
    void shouldRunRedisWithAPassword() throws Exception {
        final int port = freePort();
        final RedisServer server = new RedisServer(folder, folder.resolve("redis data"), HOST, port, "pass \"word");
        server.prepare();
        final Process process = start(server.command());
        try {
            await().atMost(PATIENCE).until(server::isReady);
            assertThat(new RedisServer(folder, folder, HOST, port, "wrong").isReady())
                    .isFalse();
            assertThat(new RedisServer(folder, folder, HOST, port, "").isReady())
                    .isFalse();
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.isReady()).isFalse();
    }

    private static PostgresServer postgres(
            final String name, final int port, final String database, final String password) {
        return new PostgresServer(folder, folder.resolve(name), HOST, port, database, "exchange", password);
    }

    private static String setting(final Statement statement, final String name) throws Exception {
        try (ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(final int port, final String database, final String password) throws Exception {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + HOST + ":" + port + "/" + database, "exchange", password);
    }

    private static Process start(final List<String> command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
    }

    private static void stop(final Process process) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
