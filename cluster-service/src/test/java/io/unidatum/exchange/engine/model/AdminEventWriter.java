package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.ConnectionState;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.event.AccountChangedEncoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedEncoder;
import io.unidatum.exchange.sbe.event.AssetCreatedEncoder;
import io.unidatum.exchange.sbe.event.BalanceChangedEncoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedEncoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetEncoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedEncoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedEncoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedEncoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedEncoder;

/** Writes what administration, accounts' own commands and the clock do, orders apart. */
final class AdminEventWriter {
    private final ModelState state;
    private final EventWriter writer;

    AdminEventWriter(final ModelState state, final EventWriter writer) {
        this.state = state;
        this.writer = writer;
    }

    void genesis(final PrincipalKey operator) {
        final GenesisAppliedEncoder e = writer.next(new GenesisAppliedEncoder());
        writer.origin(e.origin());
        key(e.operatorKey(), operator);
        e.clusterName(state.clusterName);
        writer.add(e, GenesisAppliedEncoder.BLOCK_LENGTH);
    }

    void principal(final PrincipalKey key, final Role role, final boolean enabled) {
        final PrincipalChangedEncoder e = writer.next(new PrincipalChangedEncoder());
        writer.origin(e.origin());
        key(e.publicKey(), key);
        e.role(role).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
        writer.add(e, PrincipalChangedEncoder.BLOCK_LENGTH);
    }

    void version() {
        final EncodingVersionChangedEncoder e = writer.next(new EncodingVersionChangedEncoder());
        writer.origin(e.origin());
        e.encodingVersion(state.encodingVersion);
        writer.add(e, EncodingVersionChangedEncoder.BLOCK_LENGTH);
    }

    void asset(final int id) {
        final AssetCreatedEncoder e = writer.next(new AssetCreatedEncoder());
        writer.origin(e.origin());
        e.assetId(id).name(state.assets.get(id));
        writer.add(e, AssetCreatedEncoder.BLOCK_LENGTH);
    }

    void instrument(final ModelInstrument i) {
        final InstrumentCreatedEncoder e = writer.next(new InstrumentCreatedEncoder());
        writer.origin(e.origin());
        e.instrumentId(i.id)
                .baseAsset(i.base)
                .quoteAsset(i.quote)
                .tickSize(i.tick)
                .lotSize(i.lot)
                .maxOrderQuantity(i.maxQuantity)
                .protectionBand(i.band)
                .symbol(i.symbol);
        writer.add(e, InstrumentCreatedEncoder.BLOCK_LENGTH);
    }

    void status(final ModelInstrument i, final String reason) {
        final InstrumentStatusChangedEncoder e = writer.next(new InstrumentStatusChangedEncoder());
        writer.origin(e.origin());
        e.instrumentSequence(++i.sequence)
                .instrumentId(i.id)
                .status(i.status)
                .reason(reason)
                .until(i.until);
        if (i.until != 0) {
            writer.addVersion1(e);
        } else {
            writer.add(e, InstrumentStatusChangedEncoder.untilEncodingOffset());
        }
    }

    void rules(final ModelInstrument i, final String reason) {
        final InstrumentRulesChangedEncoder e = writer.next(new InstrumentRulesChangedEncoder());
        writer.origin(e.origin());
        e.instrumentId(i.id)
                .instrumentSequence(++i.sequence)
                .maxOrderQuantity(i.maxQuantity)
                .haltDurationNs(i.haltDuration)
                .auctionDurationNs(i.auctionDuration)
                .protectionBand(i.band)
                .collar(i.collar)
                .reason(reason);
        writer.addVersion1(e);
    }

    void feeTier(final int tier) {
        final FeeTierChangedEncoder e = writer.next(new FeeTierChangedEncoder());
        writer.origin(e.origin());
        e.feeTier((short) tier)
                .makerRate(state.feeTiers.get(tier)[0])
                .takerRate(state.feeTiers.get(tier)[1]);
        writer.add(e, FeeTierChangedEncoder.BLOCK_LENGTH);
    }

    void account(final ModelAccount a, final String reason) {
        final AccountChangedEncoder e = writer.next(new AccountChangedEncoder());
        writer.origin(e.origin());
        e.account(a.id)
                .accountSequence(++a.sequence)
                .status(a.blocked ? AccountStatus.BLOCKED : AccountStatus.ACTIVE)
                .feeTier((short) a.feeTier)
                .maxOpenOrders(a.maxOpenOrders)
                .maxOrdersPerSecond(a.maxOrdersPerSecond)
                .reason(reason);
        writer.add(e, AccountChangedEncoder.BLOCK_LENGTH);
    }

    void limits(final ModelAccount a, final long instrument, final ModelLimits limits, final String reason) {
        final AccountLimitsChangedEncoder e = writer.next(new AccountLimitsChangedEncoder());
        writer.origin(e.origin());
        e.account(a.id)
                .accountSequence(++a.sequence)
                .instrumentId(instrument)
                .maxOrderQuantity(limits.quantity())
                .maxOrderNotional(limits.notional())
                .maxPosition(limits.position())
                .reason(reason);
        writer.addVersion1(e);
    }

    void connection(final ModelAccount a, final ModelConnection c, final ConnectionState connectionState) {
        final ConnectionChangedEncoder e = writer.next(new ConnectionChangedEncoder());
        writer.origin(e.origin());
        e.account(a.id)
                .accountSequence(++a.sequence)
                .connectionId(c.id)
                .sessionId(c.sessionId)
                .gracePeriodNs(c.gracePeriod)
                .deadline(connectionState == ConnectionState.LOST ? c.deadline : 0)
                .state(connectionState);
        writer.addVersion1(e);
    }

    void deadMan(final ModelAccount a) {
        final DeadManTimerSetEncoder e = writer.next(new DeadManTimerSetEncoder());
        writer.origin(e.origin());
        e.account(a.id)
                .accountSequence(++a.sequence)
                .timeoutNs(a.deadManTimeout)
                .deadline(a.deadManDeadline);
        writer.addVersion1(e);
    }

    void balance(
            final ModelAccount a,
            final int asset,
            final BalanceChangeKind kind,
            final long amount,
            final PrincipalKey depositId,
            final String reason) {
        final BalanceChangedEncoder e = writer.next(new BalanceChangedEncoder());
        writer.origin(e.origin());
        e.account(a.id)
                .accountSequence(++a.sequence)
                .assetId(asset)
                .kind(kind)
                .amount(amount)
                .available(state.available(a, asset).longValueExact())
                .held(state.held(a, asset).longValueExact())
                .reason(reason);
        key(e.depositId(), depositId);
        writer.add(e, BalanceChangedEncoder.BLOCK_LENGTH);
    }

    private static void key(final Hash256Encoder encoder, final PrincipalKey key) {
        encoder.w0(key.w0()).w1(key.w1()).w2(key.w2()).w3(key.w3());
    }
}
