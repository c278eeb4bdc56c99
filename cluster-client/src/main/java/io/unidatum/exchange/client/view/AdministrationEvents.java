package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.event.AssetCreatedDecoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedDecoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentRulesChangedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedDecoder;
import org.agrona.DirectBuffer;

/** What operators change: assets, instruments, their status and rules, fee tiers, principals. */
final class AdministrationEvents {
    private final ViewChanges changes;
    private final ViewState state;
    private final GenesisAppliedDecoder genesis = new GenesisAppliedDecoder();
    private final AssetCreatedDecoder asset = new AssetCreatedDecoder();
    private final InstrumentCreatedDecoder instrument = new InstrumentCreatedDecoder();
    private final InstrumentStatusChangedDecoder instrumentStatus = new InstrumentStatusChangedDecoder();
    private final InstrumentRulesChangedDecoder instrumentRules = new InstrumentRulesChangedDecoder();
    private final FeeTierChangedDecoder feeTier = new FeeTierChangedDecoder();
    private final PrincipalChangedDecoder principal = new PrincipalChangedDecoder();
    private final EncodingVersionChangedDecoder encodingVersion = new EncodingVersionChangedDecoder();

    AdministrationEvents(final ViewChanges changes) {
        this.changes = changes;
        this.state = changes.state;
    }

    void onEvent(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case GenesisAppliedDecoder.TEMPLATE_ID -> {
                genesis.wrap(buffer, offset, blockLength, version);
                state.isInitialised = true;
                state.clusterName = genesis.clusterName();
                final String key = Hashes.hex(genesis.operatorKey());
                state.principals.put(key, new PrincipalView(key, Role.OPERATOR, true));
            }
            case AssetCreatedDecoder.TEMPLATE_ID -> {
                asset.wrap(buffer, offset, blockLength, version);
                state.put(new AssetView(asset.assetId(), asset.name()));
            }
            case InstrumentCreatedDecoder.TEMPLATE_ID -> {
                instrument.wrap(buffer, offset, blockLength, version);
                onInstrument();
            }
            case InstrumentStatusChangedDecoder.TEMPLATE_ID -> {
                instrumentStatus.wrap(buffer, offset, blockLength, version);
                onInstrumentStatus();
            }
            case InstrumentRulesChangedDecoder.TEMPLATE_ID -> {
                instrumentRules.wrap(buffer, offset, blockLength, version);
                onInstrumentRules();
            }
            case FeeTierChangedDecoder.TEMPLATE_ID -> {
                feeTier.wrap(buffer, offset, blockLength, version);
                final int tier = feeTier.feeTier();
                state.feeTiers.put(tier, new FeeTierView(tier, feeTier.makerRate(), feeTier.takerRate()));
            }
            case PrincipalChangedDecoder.TEMPLATE_ID -> {
                principal.wrap(buffer, offset, blockLength, version);
                final String key = Hashes.hex(principal.publicKey());
                state.principals.put(
                        key, new PrincipalView(key, principal.role(), principal.enabled() == BooleanType.TRUE));
            }
            case EncodingVersionChangedDecoder.TEMPLATE_ID -> {
                encodingVersion.wrap(buffer, offset, blockLength, version);
                state.encodingVersion = encodingVersion.encodingVersion();
            }
            default -> {
                // State hashes are of no interest here, and later events are not known.
            }
        }
    }

    private void onInstrument() {
        final InstrumentView view = new InstrumentView(
                (int) instrument.instrumentId(),
                instrument.symbol(),
                instrument.baseAsset(),
                instrument.quoteAsset(),
                instrument.tickSize(),
                instrument.lotSize(),
                instrument.maxOrderQuantity(),
                instrument.protectionBand());
        state.put(view);
        changes.listener.onInstrument(view);
    }

    private void onInstrumentStatus() {
        final InstrumentView view =
                changes.bookChanged(instrumentStatus.instrumentId(), instrumentStatus.instrumentSequence());
        if (view != null) {
            final long until = instrumentStatus.until();
            view.status(
                    instrumentStatus.status(), until == InstrumentStatusChangedDecoder.untilNullValue() ? 0 : until);
            changes.listener.onInstrument(view);
        }
    }

    private void onInstrumentRules() {
        final InstrumentView view =
                changes.bookChanged(instrumentRules.instrumentId(), instrumentRules.instrumentSequence());
        if (view != null) {
            view.rules(
                    instrumentRules.maxOrderQuantity(),
                    instrumentRules.protectionBand(),
                    instrumentRules.collar(),
                    instrumentRules.haltDurationNs(),
                    instrumentRules.auctionDurationNs());
            changes.listener.onInstrument(view);
        }
    }
}
