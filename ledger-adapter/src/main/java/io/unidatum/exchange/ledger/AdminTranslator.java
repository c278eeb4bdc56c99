package io.unidatum.exchange.ledger;

import io.unidatum.exchange.sbe.common.BalanceChangeKind;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedDecoder;
import io.unidatum.exchange.sbe.event.AssetCreatedDecoder;
import io.unidatum.exchange.sbe.event.BalanceChangedDecoder;
import io.unidatum.exchange.sbe.event.EncodingVersionChangedDecoder;
import io.unidatum.exchange.sbe.event.FeeTierChangedDecoder;
import io.unidatum.exchange.sbe.event.GenesisAppliedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentCreatedDecoder;
import io.unidatum.exchange.sbe.event.InstrumentStatusChangedDecoder;
import io.unidatum.exchange.sbe.event.PrincipalChangedDecoder;
import io.unidatum.exchange.sbe.event.StateHashRecordedDecoder;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Turns what is neither order nor trade into rows: reference data, balances without a trade, the audit. Not thread
 * safe.
 */
final class AdminTranslator {
    private static final String ASSET = "INSERT INTO assets (asset_id, name, sequence, created_at) VALUES (?, ?, ?, ?)";
    private static final String INSTRUMENT = """
            INSERT INTO instruments (instrument_id, symbol, base_asset, quote_asset, tick_size, lot_size,
              max_order_quantity, protection_band, status, sequence, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INSTRUMENT_STATUS =
            "UPDATE instruments SET status = ?, status_until = ?, sequence = ?, updated_at = ? WHERE instrument_id = ?";
    private static final String ACCOUNT = """
            INSERT INTO accounts (account_id, status, fee_tier, max_open_orders, max_orders_per_second, sequence,
              created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id) DO UPDATE SET
              status = excluded.status, fee_tier = excluded.fee_tier, max_open_orders = excluded.max_open_orders,
              max_orders_per_second = excluded.max_orders_per_second, sequence = excluded.sequence,
              updated_at = excluded.updated_at
            """;
    private static final String FEE_TIER = """
            INSERT INTO fee_tiers (fee_tier, maker_rate, taker_rate, sequence, updated_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (fee_tier) DO UPDATE SET
              maker_rate = excluded.maker_rate, taker_rate = excluded.taker_rate, sequence = excluded.sequence,
              updated_at = excluded.updated_at
            """;
    private static final String API_KEY = """
            INSERT INTO api_keys (api_key_id, account_id, generation, permissions, enabled, sequence, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (api_key_id) DO UPDATE SET
              account_id = excluded.account_id, generation = excluded.generation, permissions = excluded.permissions,
              enabled = excluded.enabled, sequence = excluded.sequence, updated_at = excluded.updated_at
            """;
    private static final String PRINCIPAL = """
            INSERT INTO principals (public_key, role, enabled, sequence, updated_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (public_key) DO UPDATE SET
              role = excluded.role, enabled = excluded.enabled, sequence = excluded.sequence,
              updated_at = excluded.updated_at
            """;

    private final GenesisAppliedDecoder genesis = new GenesisAppliedDecoder();
    private final AssetCreatedDecoder asset = new AssetCreatedDecoder();
    private final InstrumentCreatedDecoder instrument = new InstrumentCreatedDecoder();
    private final InstrumentStatusChangedDecoder instrumentStatus = new InstrumentStatusChangedDecoder();
    private final AccountChangedDecoder account = new AccountChangedDecoder();
    private final FeeTierChangedDecoder feeTier = new FeeTierChangedDecoder();
    private final ApiKeyChangedDecoder apiKey = new ApiKeyChangedDecoder();
    private final PrincipalChangedDecoder principal = new PrincipalChangedDecoder();
    private final EncodingVersionChangedDecoder encodingVersion = new EncodingVersionChangedDecoder();
    private final StateHashRecordedDecoder stateHash = new StateHashRecordedDecoder();
    private final BalanceChangedDecoder balance = new BalanceChangedDecoder();
    private final Map<Long, StartPoint.Assets> assetsByInstrument;

    /**
     * Makes a translator.
     *
     * @param assetsByInstrument is added to when an instrument is created.
     */
    AdminTranslator(final Map<Long, StartPoint.Assets> assetsByInstrument) {
        this.assetsByInstrument = assetsByInstrument;
    }

    /** Adds an event's rows to a batch. {@return false if the event is unknown here} */
    boolean onEvent(
            final JournalBatch batch,
            final long sequence,
            final long time,
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case GenesisAppliedDecoder.TEMPLATE_ID ->
                onGenesis(batch, sequence, time, genesis.wrap(buffer, offset, blockLength, version));
            case AssetCreatedDecoder.TEMPLATE_ID ->
                onAsset(batch, sequence, time, asset.wrap(buffer, offset, blockLength, version));
            case InstrumentCreatedDecoder.TEMPLATE_ID ->
                onInstrument(batch, sequence, time, instrument.wrap(buffer, offset, blockLength, version));
            case InstrumentStatusChangedDecoder.TEMPLATE_ID ->
                onInstrumentStatus(batch, sequence, time, instrumentStatus.wrap(buffer, offset, blockLength, version));
            case AccountChangedDecoder.TEMPLATE_ID ->
                onAccount(batch, sequence, time, account.wrap(buffer, offset, blockLength, version));
            case FeeTierChangedDecoder.TEMPLATE_ID ->
                onFeeTier(batch, sequence, time, feeTier.wrap(buffer, offset, blockLength, version));
            case ApiKeyChangedDecoder.TEMPLATE_ID ->
                onApiKey(batch, sequence, time, apiKey.wrap(buffer, offset, blockLength, version));
            case PrincipalChangedDecoder.TEMPLATE_ID ->
                onPrincipal(batch, sequence, time, principal.wrap(buffer, offset, blockLength, version));
            case EncodingVersionChangedDecoder.TEMPLATE_ID ->
                onEncodingVersion(batch, sequence, time, encodingVersion.wrap(buffer, offset, blockLength, version));
            case StateHashRecordedDecoder.TEMPLATE_ID ->
                onStateHash(batch, sequence, time, stateHash.wrap(buffer, offset, blockLength, version));
            case BalanceChangedDecoder.TEMPLATE_ID ->
                onBalance(batch, sequence, time, balance.wrap(buffer, offset, blockLength, version));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void onGenesis(
            final JournalBatch batch, final long sequence, final long time, final GenesisAppliedDecoder event) {
        final byte[] key = AuditDetails.bytes(event.operatorKey());
        batch.reference.add(PRINCIPAL, key, Role.OPERATOR.value(), true, sequence, ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("GenesisApplied")
                .text("operatorKey", hex(key))
                .text("clusterName", event.clusterName());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onAsset(
            final JournalBatch batch, final long sequence, final long time, final AssetCreatedDecoder event) {
        batch.reference.add(ASSET, event.assetId(), event.name(), sequence, ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("AssetCreated")
                .number("assetId", event.assetId())
                .text("name", event.name());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private void onInstrument(
            final JournalBatch batch, final long sequence, final long time, final InstrumentCreatedDecoder event) {
        final long id = event.instrumentId();
        final OffsetDateTime at = ReferenceRows.time(time);
        assetsByInstrument.put(id, new StartPoint.Assets(event.baseAsset(), event.quoteAsset()));
        batch.reference.add(
                INSTRUMENT,
                id,
                event.symbol(),
                event.baseAsset(),
                event.quoteAsset(),
                event.tickSize(),
                event.lotSize(),
                event.maxOrderQuantity(),
                event.protectionBand(),
                InstrumentStatus.OPEN.value(),
                sequence,
                at,
                at);
        final AuditDetails details = new AuditDetails("InstrumentCreated")
                .number("instrumentId", id)
                .text("symbol", event.symbol())
                .number("baseAsset", event.baseAsset())
                .number("quoteAsset", event.quoteAsset())
                .amount("tickSize", event.tickSize())
                .amount("lotSize", event.lotSize())
                .amount("maxOrderQuantity", event.maxOrderQuantity())
                .number("protectionBand", event.protectionBand());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onInstrumentStatus(
            final JournalBatch batch,
            final long sequence,
            final long time,
            final InstrumentStatusChangedDecoder event) {
        final long until = event.until();
        final boolean isTimed = until != InstrumentStatusChangedDecoder.untilNullValue();
        batch.reference.add(
                INSTRUMENT_STATUS,
                event.statusRaw(),
                isTimed ? ReferenceRows.time(until) : null,
                sequence,
                ReferenceRows.time(time),
                event.instrumentId());
        final AuditDetails details = new AuditDetails("InstrumentStatusChanged")
                .number("instrumentId", event.instrumentId())
                .text("status", event.status().name())
                .text("reason", event.reason());
        if (isTimed) {
            details.amount("until", until);
        }
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onAccount(
            final JournalBatch batch, final long sequence, final long time, final AccountChangedDecoder event) {
        final OffsetDateTime at = ReferenceRows.time(time);
        batch.reference.add(
                ACCOUNT,
                event.account(),
                event.statusRaw(),
                event.feeTier(),
                event.maxOpenOrders(),
                event.maxOrdersPerSecond(),
                sequence,
                at,
                at);
        final AuditDetails details = new AuditDetails("AccountChanged")
                .text("status", event.status().name())
                .number("feeTier", event.feeTier())
                .number("maxOpenOrders", event.maxOpenOrders())
                .number("maxOrdersPerSecond", event.maxOrdersPerSecond())
                .text("reason", event.reason());
        batch.audit(sequence, time, event.account(), event.origin(), details);
    }

    private static void onFeeTier(
            final JournalBatch batch, final long sequence, final long time, final FeeTierChangedDecoder event) {
        batch.reference.add(
                FEE_TIER, event.feeTier(), event.makerRate(), event.takerRate(), sequence, ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("FeeTierChanged")
                .number("feeTier", event.feeTier())
                .number("makerRate", event.makerRate())
                .number("takerRate", event.takerRate());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onApiKey(
            final JournalBatch batch, final long sequence, final long time, final ApiKeyChangedDecoder event) {
        final boolean enabled = event.enabled() == BooleanType.TRUE;
        batch.reference.add(
                API_KEY,
                event.apiKeyId(),
                event.account(),
                event.generation(),
                event.permissions().getRaw(),
                enabled,
                sequence,
                ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("ApiKeyChanged")
                .amount("apiKeyId", event.apiKeyId())
                .number("generation", event.generation())
                .number("permissions", event.permissions().getRaw())
                .flag("enabled", enabled);
        batch.audit(sequence, time, event.account(), event.origin(), details);
    }

    private static void onPrincipal(
            final JournalBatch batch, final long sequence, final long time, final PrincipalChangedDecoder event) {
        final byte[] key = AuditDetails.bytes(event.publicKey());
        final boolean enabled = event.enabled() == BooleanType.TRUE;
        batch.reference.add(PRINCIPAL, key, event.roleRaw(), enabled, sequence, ReferenceRows.time(time));
        final AuditDetails details = new AuditDetails("PrincipalChanged")
                .text("publicKey", hex(key))
                .text("role", event.role().name())
                .flag("enabled", enabled);
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onEncodingVersion(
            final JournalBatch batch, final long sequence, final long time, final EncodingVersionChangedDecoder event) {
        final AuditDetails details =
                new AuditDetails("EncodingVersionChanged").number("encodingVersion", event.encodingVersion());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onStateHash(
            final JournalBatch batch, final long sequence, final long time, final StateHashRecordedDecoder event) {
        batch.stateHashes
                .row()
                .putLong(sequence)
                .putLong(event.stateHash())
                .putInt(event.algorithm())
                .putTime(time);
        final AuditDetails details = new AuditDetails("StateHashRecorded")
                .amount("stateHash", event.stateHash())
                .number("algorithm", event.algorithm());
        batch.audit(sequence, time, null, event.origin(), details);
    }

    private static void onBalance(
            final JournalBatch batch, final long sequence, final long time, final BalanceChangedDecoder event) {
        final long accountId = event.account();
        final int assetId = event.assetId();
        final long amount = event.amount();
        batch.balances.set(accountId, assetId, event.available(), event.held(), sequence);
        switch (event.kind()) {
            case DEPOSIT -> {
                book(batch, sequence, time, LedgerKind.DEPOSIT, CounterAccounts.DEPOSITS, event);
                batch.deposits
                        .row()
                        .putBytes(AuditDetails.bytes(event.depositId()))
                        .putLong(accountId)
                        .putInt(assetId)
                        .putLong(amount)
                        .putLong(sequence)
                        .putLong(event.origin().actor())
                        .putTime(time)
                        .putUuid(event.origin().requestIdHigh(), event.origin().requestIdLow());
            }
            case ADJUSTMENT -> {
                book(batch, sequence, time, LedgerKind.ADJUSTMENT, CounterAccounts.ADJUSTMENTS, event);
                final AuditDetails details = new AuditDetails("BalanceChanged")
                        .text("kind", BalanceChangeKind.ADJUSTMENT.name())
                        .number("assetId", assetId)
                        .amount("amount", amount)
                        .text("reason", event.reason());
                batch.audit(sequence, time, accountId, event.origin(), details);
            }
            case WITHDRAWAL -> book(batch, sequence, time, LedgerKind.WITHDRAWAL, CounterAccounts.WITHDRAWALS, event);
            default ->
                throw new LedgerFault("Event " + sequence + " changes a balance for a reason ("
                        + event.kindRaw()
                        + ") that this ledger adapter does not know. Nothing was written of it: start a"
                        + " newer version of the adapter, which goes on from there.");
        }
    }

    private static void book(
            final JournalBatch batch,
            final long sequence,
            final long time,
            final LedgerKind kind,
            final long counterAccount,
            final BalanceChangedDecoder event) {
        batch.ledger.move(sequence, time, kind, event.assetId(), counterAccount, event.account(), event.amount());
    }

    private static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
