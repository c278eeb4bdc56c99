package io.unidatum.exchange.marketdata;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis 6.2 on a free port that can be taken down and brought back, and a client of its own to look into it. */
final class RedisRig implements AutoCloseable {
    private final int port = FreePorts.tcp();
    private final String password;
    private RedisServer server;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    RedisRig(final String password) {
        this.password = password;
        start();
    }

    int port() {
        return port;
    }

    /** Brings it up, empty. */
    void start() {
        try {
            final RedisServerBuilder builder = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no");
            if (!password.isEmpty()) {
                builder.setting("requirepass " + password);
            }
            server = builder.build();
            server.start();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        final RedisURI.Builder uri = RedisURI.builder().withHost("127.0.0.1").withPort(port);
        if (!password.isEmpty()) {
            uri.withPassword(password.toCharArray());
        }
        client = RedisClient.create(uri.build());
        connection = client.connect();
    }

    /** Takes it down; it forgets everything. */
    void stop() {
        connection.close();
        client.shutdown();
        try {
            server.stop();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    RedisCommands<String, String> commands() {
        return connection.sync();
    }

    RedisClient client() {
        return client;
    }

    @Override
    public void close() {
        stop();
    }
}
