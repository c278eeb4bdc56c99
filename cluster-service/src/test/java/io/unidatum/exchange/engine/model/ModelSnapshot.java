package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.OrderPlace;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.common.SpaceState;
import io.unidatum.exchange.sbe.snapshot.AccountStateEncoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateEncoder;
import io.unidatum.exchange.sbe.snapshot.BalanceStateEncoder;
import io.unidatum.exchange.sbe.snapshot.ConsumerStateEncoder;
import io.unidatum.exchange.sbe.snapshot.FeeTierStateEncoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateEncoder;
import io.unidatum.exchange.sbe.snapshot.JournalCheckpointStateEncoder;
import io.unidatum.exchange.sbe.snapshot.JournalSpaceStateEncoder;
import io.unidatum.exchange.sbe.snapshot.OpenConnectionStateEncoder;
import io.unidatum.exchange.sbe.snapshot.OpenWithdrawalStateEncoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateEncoder;
import io.unidatum.exchange.sbe.snapshot.PositionStateEncoder;
import io.unidatum.exchange.sbe.snapshot.RetentionStateEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalCounterStateEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalDayStateEncoder;
import io.unidatum.exchange.sbe.snapshot.WithdrawalRulesStateEncoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/**
 * The state as the messages of the snapshot's schema, without keys, deposits and requests; what the journal's hash and
 * position are is not the model's to say.
 */
final class ModelSnapshot {
    private final ModelState state;
    /** What has been asked for in withdrawals, by account and asset. */
    private final Map<Long, Map<Integer, BigInteger>> sumsOfToday;

    private final ModelRetention retention;
    private final List<ModelMessage> messages = new ArrayList<>();

    ModelSnapshot(
            final ModelState state,
            final Map<Long, Map<Integer, BigInteger>> sumsOfToday,
            final ModelRetention retention) {
        this.state = state;
        this.sumsOfToday = sumsOfToday;
        this.retention = retention;
    }

    List<ModelMessage> write() {
        header();
        state.feeTiers.forEach((tier, rates) -> add(
                next(new FeeTierStateEncoder())
                        .feeTier(tier.shortValue())
                        .makerRate(rates[0])
                        .takerRate(rates[1]),
                FeeTierStateEncoder.BLOCK_LENGTH));
        state.assets.forEach((id, name) ->
                add(next(new AssetStateEncoder()).assetId(id).name(name), AssetStateEncoder.BLOCK_LENGTH));
        state.instruments.values().forEach(this::instrument);
        state.accounts.values().forEach(this::account);
        state.accounts.values().forEach(this::balances);
        state.instruments.values().forEach(this::orders);
        if (state.encodingVersion > 1) {
            state.accounts.values().forEach(this::positions);
            state.accounts.values().forEach(this::connections);
        }
        if (state.encodingVersion > 2) {
            withdrawals();
            retention();
        }
        return messages;
    }

    private void retention() {
        add(
                next(new RetentionStateEncoder())
                        .floorSequence(retention.floor.sequence())
                        .floorPosition(retention.floor.position())
                        .marginNs(retention.margin)
                        .scarceMembers((short) retention.scarceMembers),
                RetentionStateEncoder.BLOCK_LENGTH);
        retention.consumers.forEach((name, point) -> add(
                next(new ConsumerStateEncoder())
                        .consumer(name)
                        .sequence(point.sequence())
                        .position(point.position()),
                ConsumerStateEncoder.BLOCK_LENGTH));
        retention.checkpoints.forEach(c -> add(
                next(new JournalCheckpointStateEncoder())
                        .time(c.time())
                        .sequence(c.sequence())
                        .position(c.position()),
                JournalCheckpointStateEncoder.BLOCK_LENGTH));
        retention.scarce.forEach(member -> add(
                next(new JournalSpaceStateEncoder())
                        .memberId(member.shortValue())
                        .state(SpaceState.SCARCE),
                JournalSpaceStateEncoder.BLOCK_LENGTH));
    }

    private void header() {
        add(
                next(new SnapshotHeaderEncoder())
                        .snapshotVersion(state.encodingVersion)
                        .encodingVersion(state.encodingVersion)
                        .initialised(state.initialised ? BooleanType.TRUE : BooleanType.FALSE)
                        .lastSequence(state.lastSequence)
                        .time(state.time)
                        .nextOrderId(state.nextOrderId)
                        .nextTradeId(state.nextTradeId)
                        .clusterName(state.clusterName),
                SnapshotHeaderEncoder.BLOCK_LENGTH);
    }

    private void instrument(final ModelInstrument i) {
        add(
                next(new InstrumentStateEncoder())
                        .instrumentId(i.id)
                        .symbol(i.symbol)
                        .baseAsset(i.base)
                        .quoteAsset(i.quote)
                        .tickSize(i.tick)
                        .lotSize(i.lot)
                        .maxOrderQuantity(i.maxQuantity)
                        .protectionBand(i.band)
                        .status(i.status)
                        .instrumentSequence(i.sequence)
                        .lastPrice(i.lastPrice)
                        .statusUntil(i.until)
                        .haltDurationNs(i.haltDuration)
                        .auctionDurationNs(i.auctionDuration)
                        .collar(i.collar),
                InstrumentStateEncoder.statusUntilEncodingOffset());
    }

    private void account(final ModelAccount a) {
        add(
                next(new AccountStateEncoder())
                        .account(a.id)
                        .accountSequence(a.sequence)
                        .status(a.blocked ? AccountStatus.BLOCKED : AccountStatus.ACTIVE)
                        .feeTier((short) a.feeTier)
                        .maxOpenOrders(a.maxOpenOrders)
                        .maxOrdersPerSecond(a.maxOrdersPerSecond)
                        .rateWindowStart(a.windowStart)
                        .rateWindowCount(a.windowCount)
                        .maxOrderQuantity(a.limits.quantity())
                        .maxOrderNotional(a.limits.notional())
                        .maxPosition(a.limits.position())
                        .deadManTimeout(a.deadManTimeout)
                        .deadManDeadline(a.deadManDeadline),
                AccountStateEncoder.maxOrderQuantityEncodingOffset());
    }

    private void balances(final ModelAccount account) {
        for (final int asset : state.assets.keySet()) {
            final BigInteger held = state.held(account, asset);
            final BigInteger available = account.total(asset).subtract(held);
            if (available.signum() != 0 || held.signum() != 0) {
                add(
                        next(new BalanceStateEncoder())
                                .account(account.id)
                                .assetId(asset)
                                .available(available.longValueExact())
                                .held(held.longValueExact()),
                        BalanceStateEncoder.BLOCK_LENGTH);
            }
        }
    }

    private void orders(final ModelInstrument instrument) {
        state.book(instrument, Side.BUY).forEach(this::order);
        state.book(instrument, Side.SELL).forEach(this::order);
        state.orders(o -> o.instrument == instrument && o.place == OrderPlace.WAITING)
                .forEach(this::order);
        state.triggered(instrument).forEach(this::order);
    }

    private void order(final ModelOrder o) {
        final OrderStateEncoder e = next(new OrderStateEncoder());
        e.orderId(o.id)
                .account(o.account.id)
                .instrumentId(o.instrument.id)
                .side(o.side)
                .orderType(o.type)
                .timeInForce(o.timeInForce)
                .selfTradePrevention(o.prevention)
                .price(o.price)
                .quantity(o.quantity)
                .leaves(o.leaves)
                .makerRate(o.makerRate)
                .takerRate(o.takerRate)
                .makerNotional(o.makerNotional.longValueExact())
                .takerNotional(o.takerNotional.longValueExact())
                .fee(o.fee.longValueExact())
                .hold(o.hold().longValueExact())
                .acceptedTime(o.acceptedTime)
                .clientOrderId(o.clientOrderId)
                .place(o.place)
                .visible(o.rests() ? o.visible : o.leaves)
                .displayQuantity(o.display)
                .stopPrice(o.stop)
                .trailingOffset(o.trailingOffset)
                .trailingPeak(o.peak)
                .expireTime(o.expireTime)
                .linkedOrderId(o.partner == null ? 0 : o.partner.id)
                .connectionId(o.connectionId)
                .trailingRate(o.trailingRate)
                .flags()
                .clear()
                .postOnly(o.postOnly)
                .reduceOnly(o.reduceOnly)
                .massQuote(o.massQuote);
        add(e, OrderStateEncoder.placeEncodingOffset());
    }

    private void positions(final ModelAccount account) {
        final Set<Long> instruments = new TreeSet<>(account.ownLimits.keySet());
        account.positions.forEach((id, position) -> {
            if (position.quantity.signum() != 0 || position.realised.signum() != 0) {
                instruments.add(id);
            }
        });
        for (final long id : instruments) {
            final ModelPosition position = account.positions.getOrDefault(id, new ModelPosition());
            final ModelLimits limits = account.ownLimits.getOrDefault(id, ModelLimits.NONE);
            add(
                    next(new PositionStateEncoder())
                            .account(account.id)
                            .instrumentId(id)
                            .quantity(position.quantity.longValueExact())
                            .cost(position.cost.longValueExact())
                            .realised(position.realised.longValueExact())
                            .hasLimits(account.ownLimits.containsKey(id) ? BooleanType.TRUE : BooleanType.FALSE)
                            .maxOrderQuantity(limits.quantity())
                            .maxOrderNotional(limits.notional())
                            .maxPosition(limits.position()),
                    PositionStateEncoder.BLOCK_LENGTH);
        }
    }

    private void connections(final ModelAccount account) {
        account.connections
                .values()
                .forEach(c -> add(
                        next(new OpenConnectionStateEncoder())
                                .account(account.id)
                                .connectionId(c.id)
                                .sessionId(c.sessionId)
                                .gracePeriodNs(c.gracePeriod)
                                .deadline(c.deadline)
                                .clusterSessionId(c.clusterSessionId),
                        OpenConnectionStateEncoder.BLOCK_LENGTH));
    }

    private void withdrawals() {
        state.withdrawalRules.forEach((asset, rules) -> add(
                next(new WithdrawalRulesStateEncoder())
                        .assetId(asset)
                        .fee(rules.fee())
                        .minimum(rules.minimum())
                        .dailyLimit(rules.dailyLimit())
                        .enabled(rules.enabled() ? BooleanType.TRUE : BooleanType.FALSE),
                WithdrawalRulesStateEncoder.BLOCK_LENGTH));
        add(
                next(new WithdrawalCounterStateEncoder()).nextWithdrawalId(state.nextWithdrawalId),
                WithdrawalCounterStateEncoder.BLOCK_LENGTH);
        state.withdrawals.stream()
                .filter(w -> w.isOpen)
                .forEach(w -> add(
                        next(new OpenWithdrawalStateEncoder())
                                .withdrawalId(w.id)
                                .account(w.account.id)
                                .assetId(w.asset)
                                .amount(w.amount)
                                .fee(w.fee)
                                .time(w.time)
                                .address(w.address),
                        OpenWithdrawalStateEncoder.BLOCK_LENGTH));
        sumsOfToday.forEach((account, sums) -> sums.forEach((asset, sum) -> add(
                next(new WithdrawalDayStateEncoder())
                        .account(account)
                        .assetId(asset)
                        .day(state.time / ModelState.DAY)
                        .amount(sum.longValueExact()),
                WithdrawalDayStateEncoder.BLOCK_LENGTH)));
    }

    private static <T extends MessageEncoderFlyweight> T next(final T encoder) {
        encoder.wrap(new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.sbeBlockLength()]), 8);
        return encoder;
    }

    /** Under encoding version 1 the blocks are those of schema version 0. */
    private void add(final MessageEncoderFlyweight encoder, final int length0) {
        final boolean old = state.encodingVersion == 1;
        final int length = old ? length0 : encoder.sbeBlockLength();
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + length];
        encoder.buffer().getBytes(0, bytes);
        new MessageHeaderEncoder()
                .wrap(new UnsafeBuffer(bytes), 0)
                .blockLength(length)
                .templateId(encoder.sbeTemplateId())
                .schemaId(encoder.sbeSchemaId())
                .version(state.encodingVersion - 1);
        messages.add(new ModelMessage(bytes));
    }
}
