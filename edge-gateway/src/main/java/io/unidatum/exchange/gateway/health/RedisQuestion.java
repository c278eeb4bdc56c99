package io.unidatum.exchange.gateway.health;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Pings Redis over a connection that comes back by itself. Asked from one thread at a time. */
final class RedisQuestion implements AutoCloseable {
    private static final int MIN_THREADS = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private volatile StatefulRedisConnection<String, String> connection;

    RedisQuestion(final String host, final int port, final String password) {
        resources = ClientResources.builder()
                .ioThreadPoolSize(MIN_THREADS)
                .computationThreadPoolSize(MIN_THREADS)
                .reconnectDelay(Delay.constant(Duration.ofMillis(500)))
                .build();
        final RedisURI.Builder builder =
                RedisURI.builder().withHost(host).withPort(port).withTimeout(TIMEOUT);
        if (!password.isEmpty()) {
            builder.withPassword(password.toCharArray());
        }
        uri = builder.build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    CompletionStage<ProbeResult> ask() {
        final StatefulRedisConnection<String, String> open = connection;
        if (open != null) {
            return ping(open);
        }
        return client.connectAsync(StringCodec.UTF8, uri).thenCompose(opened -> {
            connection = opened;
            return ping(opened);
        });
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, TIMEOUT);
        resources.shutdown();
    }

    private static CompletionStage<ProbeResult> ping(final StatefulRedisConnection<String, String> open) {
        return open.async().ping().thenApply(pong -> ProbeResult.UP);
    }
}
