package io.unidatum.exchange.engine;

import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.GenesisDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** Genesis: the first operator, fee tier 0 and the reserved accounts. */
final class GenesisHandler implements CommandHandler {
    private final GenesisDecoder decoder = new GenesisDecoder();
    private final ExchangeState state;
    private final AdminEvents events;
    private final AccountEvents accountEvents;

    GenesisHandler(final ExchangeState state, final AdminEvents events, final AccountEvents accountEvents) {
        this.state = state;
        this.events = events;
        this.accountEvents = accountEvents;
    }

    /** The key that the command names as the first operator's. */
    PrincipalKey operatorKey(final Command command) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        return Keys.read(decoder.operatorKey());
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        if (state.initialised) {
            return RejectReason.ALREADY_INITIALISED;
        }
        final PrincipalKey operatorKey = operatorKey(command);
        final FixedText clusterName =
                new FixedText().read(decoder.buffer(), decoder.offset() + GenesisDecoder.clusterNameEncodingOffset());
        if (!clusterName.isPrintable()) {
            return RejectReason.INVALID_NAME;
        }
        if (!FeeTiers.isValidRate(decoder.makerRate()) || !FeeTiers.isValidRate(decoder.takerRate())) {
            return RejectReason.INVALID_RATE;
        }

        state.initialised = true;
        state.clusterName.read(decoder.buffer(), decoder.offset() + GenesisDecoder.clusterNameEncodingOffset());
        state.principals.set(operatorKey, Role.OPERATOR, true);
        events.genesisApplied(operatorKey, clusterName);
        state.feeTiers.set(0, decoder.makerRate(), decoder.takerRate());
        events.feeTierChanged(0, decoder.makerRate(), decoder.takerRate());
        createReserved(ReservedAccounts.FEES);
        createReserved(ReservedAccounts.HOUSE);
        createReserved(ReservedAccounts.CLEARING);
        return RejectReason.NONE;
    }

    private void createReserved(final long id) {
        accountEvents.accountChanged(state.accounts.create(id), FixedText.EMPTY);
    }
}
