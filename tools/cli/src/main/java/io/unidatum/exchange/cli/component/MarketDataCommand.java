package io.unidatum.exchange.cli.component;

import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.MarketDataSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.RedisSettings;
import io.unidatum.exchange.marketdata.MarketDataContext;
import io.unidatum.exchange.marketdata.MarketDataPublisher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code exchange market-data}: the market data publisher. */
@Command(
        name = "market-data",
        description = "Runs the market data publisher: books, trades and tickers to Redis and to the SBE feed.")
public final class MarketDataCommand implements Callable<Integer> {
    @Mixin
    private DataSettings data;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private MarketDataSettings marketData;

    @Mixin
    private RedisSettings redis;

    /** Constructs the command, to be filled by picocli. */
    public MarketDataCommand() {}

    @Override
    public Integer call() {
        return Serving.until(
                "market-data",
                data,
                serving -> MarketDataPublisher.launch(new MarketDataContext()
                        .members(cluster.members())
                        .aeronDirectoryName(network.aeronDirectory(data, "market-data"))
                        .idleStrategy(network.idleStrategy())
                        .host(network.bindHost())
                        .ownHost(network.ownHost())
                        .feedPort(marketData.feedPort())
                        .statusPort(marketData.statusPort())
                        .redisHost(redis.host())
                        .redisPort(redis.port())
                        .redisPassword(redis.password(data))));
    }
}
