package io.unidatum.exchange.cli.run;

import io.unidatum.exchange.cli.settings.ApiKeySettings;
import io.unidatum.exchange.cli.settings.ClusterSettings;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.DecoinSettings;
import io.unidatum.exchange.cli.settings.DevnetSettings;
import io.unidatum.exchange.cli.settings.GatewaySettings;
import io.unidatum.exchange.cli.settings.LedgerSettings;
import io.unidatum.exchange.cli.settings.MarketDataSettings;
import io.unidatum.exchange.cli.settings.NetworkSettings;
import io.unidatum.exchange.cli.settings.NodeKeySettings;
import io.unidatum.exchange.cli.settings.OperatorSettings;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import io.unidatum.exchange.cli.settings.RedisSettings;
import io.unidatum.exchange.cli.settings.RunSettings;
import picocli.CommandLine.Mixin;

/** All settings that {@code run} hands on to the processes it starts. Read by picocli. */
final class RunOptions {
    @Mixin
    private DataSettings data;

    @Mixin
    private RunSettings run;

    @Mixin
    private NetworkSettings network;

    @Mixin
    private ClusterSettings cluster;

    @Mixin
    private GatewaySettings gateway;

    @Mixin
    private MarketDataSettings marketData;

    @Mixin
    private LedgerSettings ledger;

    @Mixin
    private PostgresSettings postgres;

    @Mixin
    private RedisSettings redis;

    @Mixin
    private DecoinSettings decoin;

    @Mixin
    private DevnetSettings devnet;

    @Mixin
    private OperatorSettings operator;

    @Mixin
    private ApiKeySettings apiKeys;

    @Mixin
    private NodeKeySettings nodeKey;

    NodeKeySettings nodeKey() {
        return nodeKey;
    }

    DataSettings data() {
        return data;
    }

    RunSettings run() {
        return run;
    }

    NetworkSettings network() {
        return network;
    }

    ClusterSettings cluster() {
        return cluster;
    }

    GatewaySettings gateway() {
        return gateway;
    }

    MarketDataSettings marketData() {
        return marketData;
    }

    LedgerSettings ledger() {
        return ledger;
    }

    PostgresSettings postgres() {
        return postgres;
    }

    RedisSettings redis() {
        return redis;
    }

    DecoinSettings decoin() {
        return decoin;
    }

    DevnetSettings devnet() {
        return devnet;
    }

    OperatorSettings operator() {
        return operator;
    }

    ApiKeySettings apiKeys() {
        return apiKeys;
    }
}
