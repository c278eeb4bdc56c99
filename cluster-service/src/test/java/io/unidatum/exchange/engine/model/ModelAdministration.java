package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Hash256Decoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.CreateAccountDecoder;
import io.unidatum.exchange.sbe.order.CreateAssetDecoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentDecoder;
import io.unidatum.exchange.sbe.order.GenesisDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.SetEncodingVersionDecoder;
import io.unidatum.exchange.sbe.order.SetFeeTierDecoder;
import io.unidatum.exchange.sbe.order.SetPrincipalDecoder;

/** What sets an exchange up. Histories use it only as it should be used: rejects of it have tests of their own. */
final class ModelAdministration {
    private static final int MAX_RATE = 100_000;
    private static final int NEWEST_ENCODING = 3;

    private final ModelExchange exchange;
    private final ModelState state;

    ModelAdministration(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
    }

    void onGenesis(final ModelCommand command) {
        final GenesisDecoder d = command.read(new GenesisDecoder());
        Rejected.when(state.initialised, RejectReason.ALREADY_INITIALISED);
        state.initialised = true;
        state.clusterName = d.clusterName();
        state.roles.put(key(d.operatorKey()), Role.OPERATOR);
        exchange.adminEvents.genesis(key(d.operatorKey()));
        state.feeTiers.put(0, new int[] {d.makerRate(), d.takerRate()});
        exchange.adminEvents.feeTier(0);
        for (long id = 1; id <= 3; id++) {
            create(id, 0);
        }
    }

    void onSetPrincipal(final ModelCommand command) {
        final SetPrincipalDecoder d = command.read(new SetPrincipalDecoder());
        Rejected.when(d.role() == Role.NODE && state.encodingVersion < 3, RejectReason.UNKNOWN_ENUM_VALUE);
        state.roles.put(key(d.publicKey()), d.enabled() == BooleanType.TRUE ? d.role() : null);
        exchange.adminEvents.principal(key(d.publicKey()), d.role(), d.enabled() == BooleanType.TRUE);
    }

    void onCreateAsset(final ModelCommand command) {
        final CreateAssetDecoder d = command.read(new CreateAssetDecoder());
        state.assets.put(d.assetId(), d.name());
        exchange.adminEvents.asset(d.assetId());
    }

    void onCreateInstrument(final ModelCommand command) {
        final CreateInstrumentDecoder d = command.read(new CreateInstrumentDecoder());
        final ModelInstrument instrument = new ModelInstrument(
                d.instrumentId(), d.symbol(), d.baseAsset(), d.quoteAsset(), d.tickSize(), d.lotSize());
        instrument.maxQuantity = d.maxOrderQuantity();
        instrument.band = d.protectionBand();
        state.instruments.put(instrument.id, instrument);
        exchange.adminEvents.instrument(instrument);
    }

    void onCreateAccount(final ModelCommand command) {
        final CreateAccountDecoder d = command.read(new CreateAccountDecoder());
        Rejected.when(command.account < 1000, RejectReason.RESERVED_ACCOUNT);
        Rejected.when(!state.feeTiers.containsKey((int) d.feeTier()), RejectReason.UNKNOWN_FEE_TIER);
        Rejected.when(state.accounts.containsKey(command.account), RejectReason.ALREADY_EXISTS);
        create(command.account, d.feeTier());
    }

    private void create(final long id, final int feeTier) {
        final ModelAccount account = new ModelAccount(id);
        account.feeTier = feeTier;
        state.accounts.put(id, account);
        exchange.adminEvents.account(account, "");
    }

    void onSetFeeTier(final ModelCommand command) {
        final SetFeeTierDecoder d = command.read(new SetFeeTierDecoder());
        Rejected.when(d.feeTier() == SetFeeTierDecoder.feeTierNullValue(), RejectReason.MALFORMED);
        Rejected.when(isNoRate(d.makerRate()) || isNoRate(d.takerRate()), RejectReason.INVALID_RATE);
        state.feeTiers.put((int) d.feeTier(), new int[] {d.makerRate(), d.takerRate()});
        exchange.adminEvents.feeTier(d.feeTier());
    }

    private static boolean isNoRate(final int rate) {
        return rate < 0 || rate > MAX_RATE;
    }

    void onSetEncodingVersion(final ModelCommand command) {
        final int version = command.read(new SetEncodingVersionDecoder()).encodingVersion();
        Rejected.when(version < state.encodingVersion || version > NEWEST_ENCODING, RejectReason.UNSUPPORTED_VERSION);
        state.encodingVersion = version;
        exchange.adminEvents.version();
    }

    private static PrincipalKey key(final Hash256Decoder decoder) {
        return new PrincipalKey(decoder.w0(), decoder.w1(), decoder.w2(), decoder.w3());
    }
}
