package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.event.AssetCreatedEncoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedEncoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedEncoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedEncoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedEncoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedEncoder;
import io.unidatum.exchange.sbe.event.StateHashRecordedEncoder;

/** Writes what administration does to the exchange itself. */
final class AdminEvents {
    private final JournalFramer framer;
    private final OriginWriter origin;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final GenesisAppliedEncoder genesisApplied = new GenesisAppliedEncoder();
    private final AssetCreatedEncoder assetCreated = new AssetCreatedEncoder();
    private final InstrumentCreatedEncoder instrumentCreated = new InstrumentCreatedEncoder();
    private final FeeTierChangedEncoder feeTierChanged = new FeeTierChangedEncoder();
    private final PrincipalChangedEncoder principalChanged = new PrincipalChangedEncoder();
    private final EncodingVersionChangedEncoder versionChanged = new EncodingVersionChangedEncoder();
    private final StateHashRecordedEncoder stateHashRecorded = new StateHashRecordedEncoder();

    AdminEvents(final JournalFramer framer, final OriginWriter origin) {
        this.framer = framer;
        this.origin = origin;
    }

    void genesisApplied(final PrincipalKey operatorKey, final FixedText clusterName) {
        genesisApplied.wrapAndApplyHeader(framer.buffer(), framer.next(GenesisAppliedEncoder.BLOCK_LENGTH), header);
        origin.write(genesisApplied.origin());
        writeKey(genesisApplied.operatorKey(), operatorKey);
        clusterName.write(
                genesisApplied.buffer(), genesisApplied.offset() + GenesisAppliedEncoder.clusterNameEncodingOffset());
    }

    void assetCreated(final Asset asset) {
        assetCreated
                .wrapAndApplyHeader(framer.buffer(), framer.next(AssetCreatedEncoder.BLOCK_LENGTH), header)
                .assetId(asset.id);
        origin.write(assetCreated.origin());
        assetCreated
                .buffer()
                .putLong(
                        assetCreated.offset() + AssetCreatedEncoder.nameEncodingOffset(),
                        asset.name,
                        AssetCreatedEncoder.BYTE_ORDER);
    }

    void instrumentCreated(final Instrument instrument) {
        instrumentCreated
                .wrapAndApplyHeader(framer.buffer(), framer.next(InstrumentCreatedEncoder.BLOCK_LENGTH), header)
                .instrumentId(instrument.id)
                .baseAsset(instrument.base.id)
                .quoteAsset(instrument.quote.id)
                .tickSize(instrument.tickSize)
                .lotSize(instrument.lotSize)
                .maxOrderQuantity(instrument.maxOrderQuantity)
                .protectionBand(instrument.protectionBand);
        origin.write(instrumentCreated.origin());
        instrumentCreated
                .buffer()
                .putBytes(
                        instrumentCreated.offset() + InstrumentCreatedEncoder.symbolEncodingOffset(),
                        instrument.symbol,
                        0,
                        instrument.symbol.capacity());
    }

    void feeTierChanged(final int tier, final int makerRate, final int takerRate) {
        feeTierChanged
                .wrapAndApplyHeader(framer.buffer(), framer.next(FeeTierChangedEncoder.BLOCK_LENGTH), header)
                .feeTier((short) tier)
                .makerRate(makerRate)
                .takerRate(takerRate);
        origin.write(feeTierChanged.origin());
    }

    void principalChanged(final Principals.Grant grant) {
        principalChanged
                .wrapAndApplyHeader(framer.buffer(), framer.next(PrincipalChangedEncoder.BLOCK_LENGTH), header)
                .role(grant.role())
                .enabled(grant.enabled() ? BooleanType.TRUE : BooleanType.FALSE);
        origin.write(principalChanged.origin());
        writeKey(principalChanged.publicKey(), grant.key());
    }

    void encodingVersionChanged(final int version) {
        versionChanged
                .wrapAndApplyHeader(framer.buffer(), framer.next(EncodingVersionChangedEncoder.BLOCK_LENGTH), header)
                .encodingVersion(version);
        origin.write(versionChanged.origin());
    }

    void stateHashRecorded(final long stateHash, final int algorithm) {
        stateHashRecorded
                .wrapAndApplyHeader(framer.buffer(), framer.next(StateHashRecordedEncoder.BLOCK_LENGTH), header)
                .stateHash(stateHash)
                .algorithm(algorithm);
        origin.write(stateHashRecorded.origin());
    }

    private static void writeKey(final Hash256Encoder encoder, final PrincipalKey key) {
        encoder.w0(key.w0()).w1(key.w1()).w2(key.w2()).w3(key.w3());
    }
}
