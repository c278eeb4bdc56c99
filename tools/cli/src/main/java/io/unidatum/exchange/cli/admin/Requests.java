package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.sbe.common.AccountStatus;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.Hash256Encoder;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.AdjustBalanceEncoder;
import io.unidatum.exchange.sbe.order.CreateAccountEncoder;
import io.unidatum.exchange.sbe.order.CreateAssetEncoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentEncoder;
import io.unidatum.exchange.sbe.order.DepositEncoder;
import io.unidatum.exchange.sbe.order.GenesisEncoder;
import io.unidatum.exchange.sbe.order.RecordStateHashEncoder;
import io.unidatum.exchange.sbe.order.SetAccountEncoder;
import io.unidatum.exchange.sbe.order.SetApiKeyEncoder;
import io.unidatum.exchange.sbe.order.SetFeeTierEncoder;
import io.unidatum.exchange.sbe.order.SetPrincipalEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes the commands of administration. Stateless; amounts are in units of 10<sup>-8</sup>, rates in parts per
 * million.
 */
final class Requests {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private Requests() {}

    static Request genesis(final byte[] operatorKey, final String name, final int makerRate, final int takerRate) {
        return (buffer, stamp) -> {
            final GenesisEncoder command =
                    new GenesisEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            hash(command.operatorKey(), operatorKey);
            command.clusterName(name).makerRate(makerRate).takerRate(takerRate);
            return HEADER + command.encodedLength();
        };
    }

    static Request createAsset(final int assetId, final String name) {
        return (buffer, stamp) -> {
            final CreateAssetEncoder command =
                    new CreateAssetEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.assetId(assetId).name(name);
            return HEADER + command.encodedLength();
        };
    }

    static Request createInstrument(final InstrumentTerms terms) {
        return (buffer, stamp) -> {
            final CreateInstrumentEncoder command =
                    new CreateInstrumentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.instrumentId(terms.instrumentId())
                    .symbol(terms.symbol())
                    .baseAsset(terms.baseAsset())
                    .quoteAsset(terms.quoteAsset())
                    .tickSize(terms.tickSize())
                    .lotSize(terms.lotSize())
                    .maxOrderQuantity(terms.maxOrderQuantity())
                    .protectionBand(terms.protectionBand());
            return HEADER + command.encodedLength();
        };
    }

    static Request createAccount(final long account, final int feeTier) {
        return (buffer, stamp) -> {
            final CreateAccountEncoder command =
                    new CreateAccountEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.feeTier((short) feeTier);
            return HEADER + command.encodedLength();
        };
    }

    static Request setAccount(
            final long account,
            final AccountStatus status,
            final int feeTier,
            final int maxOpenOrders,
            final int maxOrdersPerSecond,
            final String reason) {
        return (buffer, stamp) -> {
            final SetAccountEncoder command =
                    new SetAccountEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.status(status)
                    .feeTier((short) feeTier)
                    .maxOpenOrders(maxOpenOrders)
                    .maxOrdersPerSecond(maxOrdersPerSecond)
                    .reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    static Request setFeeTier(final int feeTier, final int makerRate, final int takerRate) {
        return (buffer, stamp) -> {
            final SetFeeTierEncoder command =
                    new SetFeeTierEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.feeTier((short) feeTier).makerRate(makerRate).takerRate(takerRate);
            return HEADER + command.encodedLength();
        };
    }

    static Request setApiKey(
            final long account,
            final long apiKeyId,
            final long generation,
            final boolean trade,
            final boolean withdraw,
            final boolean enabled) {
        return (buffer, stamp) -> {
            final SetApiKeyEncoder command =
                    new SetApiKeyEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.apiKeyId(apiKeyId).generation(generation).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
            command.permissions().clear().read(true).trade(trade).withdraw(withdraw);
            return HEADER + command.encodedLength();
        };
    }

    static Request setPrincipal(final byte[] publicKey, final Role role, final boolean enabled) {
        return (buffer, stamp) -> {
            final SetPrincipalEncoder command =
                    new SetPrincipalEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            hash(command.publicKey(), publicKey);
            command.role(role).enabled(enabled ? BooleanType.TRUE : BooleanType.FALSE);
            return HEADER + command.encodedLength();
        };
    }

    static Request deposit(final long account, final int assetId, final long amount, final byte[] depositId) {
        return (buffer, stamp) -> {
            final DepositEncoder command =
                    new DepositEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.assetId(assetId).amount(amount);
            hash(command.depositId(), depositId);
            return HEADER + command.encodedLength();
        };
    }

    static Request adjust(final long account, final int assetId, final long amount, final String reason) {
        return (buffer, stamp) -> {
            final AdjustBalanceEncoder command =
                    new AdjustBalanceEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.assetId(assetId).amount(amount).reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    static Request recordStateHash() {
        return (buffer, stamp) -> {
            final RecordStateHashEncoder command =
                    new RecordStateHashEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            return HEADER + command.encodedLength();
        };
    }

    static void hash(final Hash256Encoder field, final byte[] bytes) {
        final ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        field.w0(words.getLong()).w1(words.getLong()).w2(words.getLong()).w3(words.getLong());
    }
}
