package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.snapshot.ApiKeyStateDecoder;
import io.unidatum.exchange.sbe.snapshot.AssetStateDecoder;
import io.unidatum.exchange.sbe.snapshot.FeeTierStateDecoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateDecoder;
import io.unidatum.exchange.sbe.snapshot.PrincipalStateDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Restores what administration has set up. */
final class RegistrySnapshotReader {
    private final FeeTierStateDecoder feeTier = new FeeTierStateDecoder();
    private final AssetStateDecoder asset = new AssetStateDecoder();
    private final InstrumentStateDecoder instrument = new InstrumentStateDecoder();
    private final PrincipalStateDecoder principal = new PrincipalStateDecoder();
    private final ApiKeyStateDecoder apiKey = new ApiKeyStateDecoder();
    private final ExchangeState state;
    private final TradeSettlement settlement;

    RegistrySnapshotReader(final ExchangeState state, final TradeSettlement settlement) {
        this.state = state;
        this.settlement = settlement;
    }

    /** Least length of a message's block: that of schema version 0. {@return 0 if it is not one of these} */
    int blockLength(final int templateId) {
        return switch (templateId) {
            case FeeTierStateDecoder.TEMPLATE_ID -> FeeTierStateDecoder.BLOCK_LENGTH;
            case AssetStateDecoder.TEMPLATE_ID -> AssetStateDecoder.BLOCK_LENGTH;
            case InstrumentStateDecoder.TEMPLATE_ID -> InstrumentStateDecoder.statusUntilEncodingOffset();
            case PrincipalStateDecoder.TEMPLATE_ID -> PrincipalStateDecoder.BLOCK_LENGTH;
            case ApiKeyStateDecoder.TEMPLATE_ID -> ApiKeyStateDecoder.BLOCK_LENGTH;
            default -> 0;
        };
    }

    void read(
            final int templateId,
            final DirectBuffer buffer,
            final int block,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case FeeTierStateDecoder.TEMPLATE_ID -> {
                feeTier.wrap(buffer, block, blockLength, version);
                SnapshotReader.check(feeTier.feeTier() < FeeTiers.COUNT, "a fee tier is out of range");
                state.feeTiers.set(feeTier.feeTier(), feeTier.makerRate(), feeTier.takerRate());
            }
            case AssetStateDecoder.TEMPLATE_ID -> {
                asset.wrap(buffer, block, blockLength, version);
                state.assets.create(
                        asset.assetId(), Ascii.word(buffer, block + AssetStateDecoder.nameEncodingOffset()));
            }
            case InstrumentStateDecoder.TEMPLATE_ID -> {
                instrument.wrap(buffer, block, blockLength, version);
                readInstrument(buffer, block, blockLength, version);
            }
            case PrincipalStateDecoder.TEMPLATE_ID -> {
                principal.wrap(buffer, block, blockLength, version);
                state.principals.set(
                        Keys.read(principal.publicKey()), principal.role(), principal.enabled() == BooleanType.TRUE);
            }
            default -> {
                apiKey.wrap(buffer, block, blockLength, version);
                readApiKey();
            }
        }
    }

    private void readInstrument(final DirectBuffer buffer, final int block, final int blockLength, final int version) {
        final Asset base = state.assets.get(instrument.baseAsset());
        final Asset quote = state.assets.get(instrument.quoteAsset());
        SnapshotReader.check(base != null && quote != null, "an instrument is in unknown assets");
        final UnsafeBuffer symbol = new UnsafeBuffer(new byte[InstrumentStateDecoder.symbolLength()]);
        symbol.putBytes(0, buffer, block + InstrumentStateDecoder.symbolEncodingOffset(), symbol.capacity());
        final Instrument restored = state.instruments.create(
                new InstrumentTerms(
                        instrument.instrumentId(),
                        symbol,
                        base,
                        quote,
                        instrument.tickSize(),
                        instrument.lotSize(),
                        instrument.maxOrderQuantity(),
                        instrument.protectionBand()),
                settlement);
        final InstrumentStatus status = instrument.status();
        SnapshotReader.check(
                status != InstrumentStatus.SBE_UNKNOWN && status != InstrumentStatus.NULL_VAL,
                "an instrument's status is unknown");
        restored.status(status);
        if (version > 0) {
            SnapshotReader.check(
                    blockLength >= InstrumentStateDecoder.BLOCK_LENGTH, "an instrument's message is cut short");
            readRules(restored);
        }
        restored.sequence = instrument.instrumentSequence();
        restored.lastPrice = instrument.lastPrice();
    }

    private void readRules(final Instrument restored) {
        restored.rules(
                restored.maxOrderQuantity,
                restored.protectionBand,
                instrument.collar(),
                instrument.haltDurationNs(),
                instrument.auctionDurationNs());
        if (instrument.statusUntil() != 0) {
            state.deadlines.instruments.set(restored, instrument.statusUntil());
        }
    }

    private void readApiKey() {
        SnapshotReader.check(state.accounts.get(apiKey.account()) != null, "an API key is of an unknown account");
        state.apiKeys.set(new ApiKeys.ApiKey(
                apiKey.apiKeyId(),
                apiKey.account(),
                apiKey.generation(),
                apiKey.permissions().getRaw(),
                apiKey.enabled() == BooleanType.TRUE));
    }
}
