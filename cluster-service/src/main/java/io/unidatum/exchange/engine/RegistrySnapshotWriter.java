package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.snapshot.ApiKeyStateEncoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateEncoder;
import io.unidatum.exchange.sbe.snapshot.FeeTierStateEncoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateEncoder;
import io.unidatum.exchange.sbe.snapshot.PrincipalStateEncoder;

/** Writes what administration has set up. */
final class RegistrySnapshotWriter {
    private final FeeTierStateEncoder feeTier = new FeeTierStateEncoder();
    private final AssetStateEncoder asset = new AssetStateEncoder();
    private final InstrumentStateEncoder instrument = new InstrumentStateEncoder();
    private final PrincipalStateEncoder principal = new PrincipalStateEncoder();
    private final ApiKeyStateEncoder apiKey = new ApiKeyStateEncoder();
    private final SnapshotOutput output;

    RegistrySnapshotWriter(final SnapshotOutput output) {
        this.output = output;
    }

    void feeTiers(final FeeTiers tiers) {
        for (int tier = 0; tier < FeeTiers.COUNT; tier++) {
            if (tiers.exists(tier)) {
                feeTier.wrapAndApplyHeader(output.buffer(), 0, output.header())
                        .feeTier((short) tier)
                        .makerRate(tiers.makerRate(tier))
                        .takerRate(tiers.takerRate(tier));
                output.emit(FeeTierStateEncoder.BLOCK_LENGTH);
            }
        }
    }

    void asset(final Asset value) {
        asset.wrapAndApplyHeader(output.buffer(), 0, output.header()).assetId(value.id);
        output.buffer()
                .putLong(
                        asset.offset() + AssetStateEncoder.nameEncodingOffset(),
                        value.name,
                        AssetStateEncoder.BYTE_ORDER);
        output.emit(AssetStateEncoder.BLOCK_LENGTH);
    }

    /** The time is that until which its status lasts by itself. */
    void instrument(final Instrument value, final long until) {
        instrument
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .instrumentId(value.id)
                .baseAsset(value.base.id)
                .quoteAsset(value.quote.id)
                .tickSize(value.tickSize)
                .lotSize(value.lotSize)
                .maxOrderQuantity(value.maxOrderQuantity)
                .protectionBand(value.protectionBand)
                .status(value.status)
                .instrumentSequence(value.sequence)
                .lastPrice(value.lastPrice)
                .statusUntil(until == Deadlines.NEVER ? 0 : until)
                .haltDurationNs(value.haltDurationNs)
                .auctionDurationNs(value.auctionDurationNs)
                .collar(value.collar);
        output.buffer()
                .putBytes(
                        instrument.offset() + InstrumentStateEncoder.symbolEncodingOffset(),
                        value.symbol,
                        0,
                        value.symbol.capacity());
        output.emit(InstrumentStateEncoder.statusUntilEncodingOffset(), InstrumentStateEncoder.BLOCK_LENGTH);
    }

    void principal(final Principals.Grant value) {
        principal
                .wrapAndApplyHeader(output.buffer(), 0, output.header())
                .role(value.role())
                .enabled(value.enabled() ? BooleanType.TRUE : BooleanType.FALSE)
                .publicKey()
                .w0(value.key().w0())
                .w1(value.key().w1())
                .w2(value.key().w2())
                .w3(value.key().w3());
        output.emit(PrincipalStateEncoder.BLOCK_LENGTH);
    }

    void apiKey(final ApiKeys.ApiKey value) {
        apiKey.wrapAndApplyHeader(output.buffer(), 0, output.header())
                .apiKeyId(value.id())
                .account(value.account())
                .generation(value.generation())
                .enabled(value.enabled() ? BooleanType.TRUE : BooleanType.FALSE);
        apiKey.permissions()
                .clear()
                .read((value.permissions() & Permissions.READ) != 0)
                .trade((value.permissions() & Permissions.TRADE) != 0)
                .withdraw((value.permissions() & Permissions.WITHDRAW) != 0);
        output.emit(ApiKeyStateEncoder.BLOCK_LENGTH);
    }
}
