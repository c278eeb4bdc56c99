package io.unidatum.exchange.drills.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The exchange as {@code exchange run} starts it: the real launcher of the distribution, on ports and a data folder of
 * its own. What a test does to it, an operator could do.
 */
public final class RunningExchange implements AutoCloseable {
    /** Names of the three cluster members, as {@code status} shows them. */
    public static final List<String> NODES = List.of("node-0", "node-1", "node-2");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PORTS = 60;
    private static final long START_TIMEOUT_S = 180;
    private static final long STOP_TIMEOUT_S = 60;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path launcherFile;
    private final Path dataFolder;
    private final int firstPort;
    private final Map<String, String> environment = new HashMap<>();
    private Process launcher;

    /**
     * Creates it; nothing runs yet.
     *
     * @param launcherFile the distribution's {@code bin/exchange}.
     * @param dataFolder to keep its state in.
     * @param settings beside ports and folder.
     */
    public RunningExchange(final Path launcherFile, final Path dataFolder, final Map<String, String> settings) {
        this.launcherFile = launcherFile.toAbsolutePath().normalize();
        this.dataFolder = dataFolder;
        firstPort = FreePorts.contiguous(PORTS);
        environment.put("DATA_DIR", dataFolder.toString());
        environment.put("CLUSTER_BASE_PORT", Integer.toString(firstPort));
        environment.put("REST_PORT", Integer.toString(restPort()));
        environment.put("WS_PORT", Integer.toString(webSocketPort()));
        environment.put("POSTGRES_PORT", Integer.toString(postgresPort()));
        environment.put("REDIS_PORT", Integer.toString(redisPort()));
        environment.put("DECOIN_DEVNET_PORT", Integer.toString(decoinPort()));
        environment.put("MARKET_DATA_PORT", Integer.toString(firstPort + 45));
        environment.put("MARKET_DATA_FEED", "127.0.0.1:" + (firstPort + 45));
        environment.put("MARKET_DATA_STATUS_PORT", Integer.toString(firstPort + 46));
        environment.put("MARKET_DATA_STATUS", "127.0.0.1:" + (firstPort + 46));
        environment.put("LEDGER_STATUS_PORT", Integer.toString(firstPort + 47));
        environment.put("LEDGER_STATUS", "127.0.0.1:" + (firstPort + 47));
        environment.putAll(settings);
    }

    /** Port of REST. {@return TCP port} */
    public int restPort() {
        return firstPort + 40;
    }

    /** Port of WebSocket. {@return TCP port} */
    public int webSocketPort() {
        return firstPort + 41;
    }

    /** Port of PostgreSQL. {@return TCP port} */
    public int postgresPort() {
        return firstPort + 42;
    }

    /** Port of Redis. {@return TCP port} */
    public int redisPort() {
        return firstPort + 43;
    }

    /** Port of the development DeCoin node. {@return TCP port} */
    public int decoinPort() {
        return firstPort + 44;
    }

    /** Where its state is. {@return the folder} */
    public Path dataFolder() {
        return dataFolder;
    }

    /** A client to share. {@return the client} */
    public HttpClient http() {
        return http;
    }

    /** A test account. {@return its view of REST} */
    public Trader trader(final long account) {
        return new Trader(http, restPort(), account);
    }

    /** Starts it and returns once the launcher says that all is ready. */
    public void start() {
        final Path console = console();
        try {
            Files.createDirectories(dataFolder);
            launcher = command("run").redirectOutput(console.toFile()).start();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_S);
        Await.until("the exchange is ready", Duration.ofSeconds(START_TIMEOUT_S), () -> {
            if (!launcher.isAlive()) {
                throw new IllegalStateException("the launcher ended: " + consoleText());
            }
            return consoleText().contains("The exchange is ready");
        });
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("not ready in time: " + consoleText());
        }
    }

    /** Sends SIGTERM to the launcher and waits until it and every process it started have ended. */
    public void stop() {
        final List<ProcessHandle> children = launcher.descendants().toList();
        launcher.destroy();
        waitForEnd(launcher.toHandle());
        children.forEach(RunningExchange::waitForEnd);
    }

    /** kill -9 of the launcher alone: what it started lives on. */
    public void killLauncher() {
        launcher.destroyForcibly();
        waitForEnd(launcher.toHandle());
    }

    /** Pid of a running part. {@return its pid} */
    public long pid(final String name) {
        final Long pid = ProcessList.read(dataFolder).get(name);
        if (pid == null) {
            throw new IllegalStateException(name + " is not among the processes of " + dataFolder);
        }
        return pid;
    }

    /** Whether a part runs again under another pid than the one that was killed. {@return true if so} */
    public boolean isRestarted(final String name, final long oldPid) {
        final Long pid = ProcessList.read(dataFolder).get(name);
        return pid != null && pid != oldPid;
    }

    /** kill -9 of one part. */
    public void kill(final String name) {
        final long pid = pid(name);
        ProcessHandle.of(pid).ifPresent(handle -> {
            handle.destroyForcibly();
            waitForEnd(handle);
        });
    }

    /**
     * Stops a process where it is, as if its machine had frozen, or lets it go on: SIGSTOP, SIGCONT.
     *
     * @param pid of the process.
     * @param frozen whether it is to stand still.
     */
    public void freeze(final long pid, final boolean frozen) {
        try {
            final Process signal = new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", Long.toString(pid)).start();
            if (signal.waitFor() != 0) {
                throw new IllegalStateException("process " + pid + " could not be signalled");
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** Health of the ledger-adapter itself. {@return missing node if it does not answer} */
    public JsonNode ledgerHealth() {
        return getJson("http://127.0.0.1:" + (firstPort + 47) + "/health");
    }

    /** Runs a command of the distribution with this exchange's settings. {@return what it printed} */
    public String run(final int expectedExit, final String... arguments) {
        try {
            final Path output = Files.createTempFile("exchange-command", ".txt");
            final Process process =
                    command(arguments).redirectOutput(output.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(START_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", arguments) + " did not end: " + Files.readString(output));
            }
            final String text = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != expectedExit) {
                throw new IllegalStateException(
                        String.join(" ", arguments) + " ended with " + process.exitValue() + ": " + text);
            }
            return text;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** The gateway's public health. {@return missing node if it does not answer} */
    public JsonNode health() {
        return getJson("http://127.0.0.1:" + restPort() + "/health");
    }

    /** One member's own status. {@return missing node if it does not answer} */
    public JsonNode nodeHealth(final int member) {
        return getJson("http://127.0.0.1:" + (firstPort + 10 * member + 6) + "/health");
    }

    /** Reads JSON. {@return missing node if nobody answers} */
    public JsonNode getJson(final String url) {
        try {
            final HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return MAPPER.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (final IOException ex) {
            return MAPPER.missingNode();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /** Connects to the ledger. {@return a new connection} */
    public Connection database() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/exchange", "exchange", secret("postgres.password"));
    }

    /** A secret that the launcher made. {@return its text} */
    public String secret(final String name) {
        try {
            return Files.readString(dataFolder.resolve("secrets").resolve(name)).strip();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What the launcher has printed. {@return the text} */
    public String consoleText() {
        try {
            return Files.exists(console()) ? Files.readString(console()) : "";
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        if (launcher != null && launcher.isAlive()) {
            stop();
        }
    }

    private Path console() {
        return dataFolder.resolveSibling(dataFolder.getFileName() + "-console.txt");
    }

    private ProcessBuilder command(final String... arguments) {
        final List<String> words = new ArrayList<>();
        words.add(launcherFile.toString());
        words.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("ENABLE_TEST_ACCOUNTS", environment.getOrDefault("ENABLE_TEST_ACCOUNTS", "true"));
        return builder;
    }

    private static void waitForEnd(final ProcessHandle handle) {
        try {
            handle.onExit().get(STOP_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        } catch (final java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException ex) {
            throw new IllegalStateException("process " + handle.pid() + " is still there", ex);
        }
    }
}
