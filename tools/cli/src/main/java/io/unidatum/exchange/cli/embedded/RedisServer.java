package io.unidatum.exchange.cli.embedded;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.SecretFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Redis server of our own. */
public final class RedisServer {
    private static final String INSTEAD = "set REDIS_HOST to a server of yours";
    private static final int TIMEOUT_MS = 1_000;

    private final Path binary;
    private final Path folder;
    private final String host;
    private final int port;
    private final String password;

    /**
     * Describes a server; nothing is done yet.
     *
     * @param binaries folder to unpack the server into.
     * @param folder of its data.
     * @param host to listen on.
     * @param port to listen on.
     * @param password that clients must give; empty for none.
     */
    public RedisServer(
            final Path binaries, final Path folder, final String host, final int port, final String password) {
        this.binary = binaries.resolve("redis-6.2").resolve("redis-server");
        this.folder = folder;
        this.host = host;
        this.port = port;
        this.password = password;
    }

    /**
     * Unpacks the server and writes its configuration.
     *
     * @throws UserError if it cannot.
     */
    public void prepare() {
        final String resource =
                Binaries.isArm() ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
        Binaries.executable(resource, binary, INSTEAD);
        try {
            Files.createDirectories(folder);
        } catch (final IOException ex) {
            throw new UserError(folder + " cannot be written");
        }
        SecretFile.write(
                configuration(),
                "REDIS_PASSWORD",
                String.join(
                        "\n",
                        "bind " + host,
                        "port " + port,
                        "daemonize no",
                        "dir " + quoted(folder.toString()),
                        "save 300 1",
                        "maxmemory 128mb",
                        "maxmemory-policy noeviction",
                        password.isEmpty() ? "" : "requirepass " + quoted(password),
                        ""));
    }

    /** How to start it. {@return the command; the process is the server itself} */
    public List<String> command() {
        return List.of(binary.toString(), configuration().toString());
    }

    /**
     * Whether the server answers.
     *
     * @return false if it does not yet.
     */
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            final StringBuilder request = new StringBuilder();
            if (!password.isEmpty()) {
                final int length = password.getBytes(StandardCharsets.UTF_8).length;
                request.append("*2\r\n$4\r\nAUTH\r\n$").append(length).append("\r\n");
                request.append(password).append("\r\n");
            }
            request.append("*1\r\n$4\r\nPING\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            final BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return (password.isEmpty() || "+OK".equals(answers.readLine())) && "+PONG".equals(answers.readLine());
        } catch (final IOException ex) {
            return false;
        }
    }

    private Path configuration() {
        return folder.resolve("redis.conf");
    }

    private static String quoted(final String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
