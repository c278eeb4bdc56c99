package io.unidatum.exchange.gateway;

import io.unidatum.exchange.marketdata.MarketDataContext;
import io.unidatum.exchange.marketdata.MarketDataPublisher;
import io.unidatum.exchange.node.ExchangeTestCluster;
import io.unidatum.exchange.node.FreePorts;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.node.TestSession;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.CommandHeaderEncoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsEncoder;
import io.unidatum.exchange.sbe.order.SetApiKeyEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

/** A cluster of one real member, a real md-publisher and real gateways over them, for tests. Not thread safe. */
final class Exchange implements AutoCloseable {
    static final byte[] MASTER_SECRET = "a master secret for tests only".getBytes(StandardCharsets.US_ASCII);
    static final int ACCOUNTS = 12;

    private static Exchange shared;

    private final ExchangeTestCluster cluster;
    private final int feedPort;
    private MarketDataPublisher publisher;

    private Exchange(final int members, final int redisPort) {
        cluster = ExchangeTestCluster.launch(members);
        cluster.bootstrap(ACCOUNTS);
        feedPort = FreePorts.basePort(1);
        startPublisher(redisPort);
    }

    /** One exchange for all tests of this JVM that do not break it. */
    static synchronized Exchange shared() {
        if (shared == null) {
            shared = new Exchange(1, FreePorts.basePort(1));
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static Exchange launch(final int members, final int redisPort) {
        return new Exchange(members, redisPort);
    }

    ExchangeTestCluster cluster() {
        return cluster;
    }

    MarketDataPublisher publisher() {
        return publisher;
    }

    void startPublisher(final int redisPort) {
        try {
            publisher = MarketDataPublisher.launch(new MarketDataContext()
                    .members(cluster.members())
                    .feedPort(feedPort)
                    .statusPort(feedPort + 1)
                    .redisPort(redisPort));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    void stopPublisher() {
        publisher.close();
    }

    /** A gateway in development mode unless the consumer says otherwise. */
    EdgeGateway gateway(final Consumer<GatewayContext> settings) {
        final GatewayContext ctx = new GatewayContext()
                .restPort(0)
                .webSocketPort(0)
                .members(cluster.members())
                .key(cluster.gatewayKey())
                .testAccounts(true)
                .apiMasterSecret(MASTER_SECRET);
        ctx.neighbours().feedPort(feedPort);
        settings.accept(ctx);
        return EdgeGateway.launch(ctx);
    }

    /** Gives an account an API key; permissions are read and, if asked for, trade. */
    long createApiKey(final long account, final boolean mayTrade, final boolean enabled) {
        final long apiKeyId = new Random().nextLong(1, Long.MAX_VALUE);
        setApiKey(account, apiKeyId, 1, mayTrade, enabled);
        return apiKeyId;
    }

    void setApiKey(
            final long account,
            final long apiKeyId,
            final int generation,
            final boolean mayTrade,
            final boolean enabled) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final SetApiKeyEncoder encoder =
                new SetApiKeyEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final Random random = new Random();
        final long high = random.nextLong();
        final long low = random.nextLong();
        final CommandHeaderEncoder header = encoder.header();
        header.requestIdHigh(high).requestIdLow(low).account(account).actor(0).connectionId(0);
        header.validUntil(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + TimeUnit.SECONDS.toNanos(25));
        encoder.apiKeyId(apiKeyId).generation(generation);
        encoder.permissions().clear().read(true).trade(mayTrade);
        encoder.enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        operate(new TestCommands.Command(new UnsafeBuffer(buffer, 0, length), high, low));
    }

    /** Limits of an account in an instrument, 0 for none. */
    void setAccountLimits(
            final long account,
            final long instrumentId,
            final long maxOrderQuantity,
            final long maxOrderNotional,
            final long maxPosition) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final SetAccountLimitsEncoder encoder =
                new SetAccountLimitsEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final Random random = new Random();
        final long high = random.nextLong();
        final long low = random.nextLong();
        final CommandHeaderEncoder header = encoder.header();
        header.requestIdHigh(high).requestIdLow(low).account(account).actor(0).connectionId(0);
        header.validUntil(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + TimeUnit.SECONDS.toNanos(25));
        encoder.instrumentId(instrumentId)
                .maxOrderQuantity(maxOrderQuantity)
                .maxOrderNotional(maxOrderNotional)
                .maxPosition(maxPosition)
                .reason("test");
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        operate(new TestCommands.Command(new UnsafeBuffer(buffer, 0, length), high, low));
    }

    void operate(final TestCommands.Command command) {
        try (TestSession operator = cluster.connect(cluster.operatorKey())) {
            ExchangeTestCluster.accept(operator, command);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(publisher);
        cluster.close();
    }
}
