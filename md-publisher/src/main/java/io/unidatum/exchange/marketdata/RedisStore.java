package io.unidatum.exchange.marketdata;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.unidatum.exchange.client.journal.JournalPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to Redis. Each image is written in one transaction, so that a reader never sees half of it. After any
 * exception the connection is of no use: close it and make another. Not thread safe.
 */
final class RedisStore implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int THREADS = 2;

    private final Map<String, Long> writtenMinute = new HashMap<>();
    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisAsyncCommands<String, String> commands;

    private RedisStore(
            final ClientResources resources,
            final RedisClient client,
            final StatefulRedisConnection<String, String> connection) {
        this.resources = resources;
        this.client = client;
        this.connection = connection;
        this.commands = connection.async();
    }

    /**
     * Connects.
     *
     * @param context that says where to.
     * @return the connection.
     * @throws RedisException if it cannot be had in two seconds.
     */
    static RedisStore connect(final MarketDataContext context) {
        final RedisURI.Builder uri = RedisURI.builder()
                .withHost(context.redisHost())
                .withPort(context.redisPort())
                .withTimeout(TIMEOUT);
        if (!context.redisPassword().isEmpty()) {
            uri.withPassword(context.redisPassword().toCharArray());
        }
        final ClientResources resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        final RedisClient client = RedisClient.create(resources, uri.build());
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
        try {
            return new RedisStore(resources, client, client.connect());
        } catch (final RuntimeException ex) {
            shutDown(client, resources);
            throw ex;
        }
    }

    /**
     * Reads back what a publisher kept here.
     *
     * @return it, or nothing if there is nothing of use.
     * @throws RedisException if Redis does not answer.
     */
    Optional<KeptState> load() {
        final Map<String, String> status = await(commands.hgetall(RedisKeys.STATUS));
        if (!status.containsKey("symbols")) {
            return Optional.empty();
        }
        final String[] symbols = status.get("symbols").split(",");
        commands.multi();
        commands.hgetall(RedisKeys.STATUS);
        for (final String symbol : symbols) {
            commands.hgetall(RedisKeys.minutes(symbol));
            commands.lrange(RedisKeys.trades(symbol), 0, -1);
        }
        final TransactionResult result = await(commands.exec());
        try {
            final JournalPoint point = RedisKeys.parsePoint(result.get(0));
            final Map<String, KeptState.KeptMarket> markets = new HashMap<>();
            for (int i = 0; i < symbols.length; i++) {
                final Map<String, String> minutes = result.get(1 + 2 * i);
                final List<String> trades = result.get(2 + 2 * i);
                markets.put(
                        symbols[i],
                        new KeptState.KeptMarket(
                                trades.stream().map(RedisDocuments::parseTrade).toList(),
                                minutes.entrySet().stream()
                                        .map(entry -> RedisDocuments.parseMinute(entry.getKey(), entry.getValue()))
                                        .toList()));
            }
            return Optional.of(new KeptState(point, markets));
        } catch (final ClassCastException | IllegalArgumentException ex) {
            return Optional.empty();
        }
    }

    /**
     * Writes an image and tells subscribers.
     *
     * @param image to write.
     * @param nowNs time of day, ns since 1970.
     * @throws RedisException if it may not have been written.
     */
    void write(final RedisImage image, final long nowNs) {
        final List<RedisFuture<?>> futures = new ArrayList<>();
        connection.setAutoFlushCommands(false);
        futures.add(commands.multi());
        for (final MarketImage market : image.markets()) {
            write(market, image.complete(), futures);
        }
        final Map<String, String> status = RedisKeys.status(image, nowNs);
        futures.add(commands.hset(RedisKeys.STATUS, status));
        futures.add(commands.publish(RedisKeys.STATUS_CHANNEL, RedisKeys.json(status)));
        final RedisFuture<TransactionResult> done = commands.exec();
        connection.setAutoFlushCommands(true);
        connection.flushCommands();
        if (await(done).wasDiscarded()) {
            throw new RedisException("Redis discarded a transaction");
        }
        futures.forEach(RedisStore::await);
        image.markets().forEach(market -> writtenMinute.put(market.symbol(), market.newestMinute()));
    }

    /**
     * Makes sure that Redis answers.
     *
     * @throws RedisException if it does not.
     */
    void ping() {
        await(commands.ping());
    }

    @Override
    public void close() {
        connection.closeAsync();
        shutDown(client, resources);
    }

    private void write(final MarketImage market, final boolean complete, final List<RedisFuture<?>> futures) {
        final String symbol = market.symbol();
        final String book = RedisDocuments.book(market);
        futures.add(commands.set(RedisKeys.book(symbol), book));
        futures.add(commands.publish(RedisKeys.bookChannel(symbol), book));
        final String ticker = RedisDocuments.ticker(market);
        futures.add(commands.set(RedisKeys.ticker(symbol), ticker));
        futures.add(commands.publish(RedisKeys.tickerChannel(symbol), ticker));

        if (complete) {
            futures.add(commands.del(RedisKeys.trades(symbol), RedisKeys.minutes(symbol)));
        }
        if (!market.newTrades().isEmpty()) {
            final String[] trades = market.newTrades().stream()
                    .map(trade -> RedisDocuments.trade(symbol, trade).toString())
                    .toArray(String[]::new);
            futures.add(commands.lpush(RedisKeys.trades(symbol), trades));
            futures.add(commands.ltrim(RedisKeys.trades(symbol), 0, RedisImager.LISTED_TRADES - 1));
            if (!complete) {
                futures.add(commands.publish(
                        RedisKeys.tradesChannel(symbol), RedisDocuments.trades(symbol, market.newTrades())));
            }
        }
        if (!market.minutes().isEmpty()) {
            final Map<String, String> minutes = new HashMap<>();
            market.minutes()
                    .forEach(minute -> minutes.put(Long.toString(minute.minute()), RedisDocuments.minute(minute)));
            futures.add(commands.hset(RedisKeys.minutes(symbol), minutes));
        }
        if (!complete) {
            final String[] expired = expiredMinutes(market);
            if (expired.length > 0) {
                futures.add(commands.hdel(RedisKeys.minutes(symbol), expired));
            }
        }
    }

    private String[] expiredMinutes(final MarketImage market) {
        final long before = writtenMinute.getOrDefault(market.symbol(), market.newestMinute());
        final long count = Math.max(0, Math.min(TradeWindow.MINUTES, market.newestMinute() - before));
        final String[] fields = new String[(int) count];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Long.toString(before - TradeWindow.MINUTES + 1 + i);
        }
        return fields;
    }

    private static <T> T await(final RedisFuture<T> future) {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted", ex);
        } catch (final ExecutionException ex) {
            throw new RedisException(ex.getCause());
        } catch (final TimeoutException ex) {
            throw new RedisException("Redis does not answer", ex);
        }
    }

    private static void shutDown(final RedisClient client, final ClientResources resources) {
        client.shutdownAsync(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        resources.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
