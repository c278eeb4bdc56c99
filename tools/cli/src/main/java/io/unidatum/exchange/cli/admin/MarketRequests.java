package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.client.view.LimitsView;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.KillSwitchEncoder;
import io.unidatum.exchange.sbe.order.MassCancelEncoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsEncoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesEncoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusEncoder;

/**
 * Makes the commands that govern markets and risk. Stateless; amounts are in units of 10<sup>-8</sup>, rates in parts
 * per million, times in ns.
 */
final class MarketRequests {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private MarketRequests() {}

    static Request instrumentStatus(
            final long instrumentId, final InstrumentStatus status, final long durationNs, final String reason) {
        return (buffer, stamp) -> {
            final SetInstrumentStatusEncoder command =
                    new SetInstrumentStatusEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.instrumentId(instrumentId).status(status).reason(reason).durationNs(durationNs);
            return HEADER + command.encodedLength();
        };
    }

    static Request instrumentRules(final long instrumentId, final InstrumentRules rules, final String reason) {
        return (buffer, stamp) -> {
            final SetInstrumentRulesEncoder command =
                    new SetInstrumentRulesEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.instrumentId(instrumentId)
                    .maxOrderQuantity(rules.maxOrderQuantity())
                    .haltDurationNs(rules.haltDurationNs())
                    .auctionDurationNs(rules.auctionDurationNs())
                    .protectionBand(rules.protectionBand())
                    .collar(rules.collar())
                    .reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    /** Limits of an account in an instrument, or for instrument 0 wherever it has none of its own. */
    static Request accountLimits(
            final long account, final long instrumentId, final LimitsView limits, final String reason) {
        return (buffer, stamp) -> {
            final SetAccountLimitsEncoder command =
                    new SetAccountLimitsEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.instrumentId(instrumentId)
                    .maxOrderQuantity(limits.maxOrderQuantity())
                    .maxOrderNotional(limits.maxOrderNotional())
                    .maxPosition(limits.maxPosition())
                    .reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    /** Account 0: of all accounts; instrument 0: in all; side NULL_VAL: both. */
    static Request massCancel(final long account, final long instrumentId, final Side side) {
        return (buffer, stamp) -> {
            final MassCancelEncoder command =
                    new MassCancelEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.instrumentId(instrumentId).side(side);
            return HEADER + command.encodedLength();
        };
    }

    static Request killSwitch(final long account, final String reason) {
        return (buffer, stamp) -> {
            final KillSwitchEncoder command =
                    new KillSwitchEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), account);
            command.reason(reason);
            return HEADER + command.encodedLength();
        };
    }

    static Request setEncodingVersion(final int version) {
        return (buffer, stamp) -> {
            final SetEncodingVersionEncoder command =
                    new SetEncodingVersionEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
            stamp.apply(command.header(), 0);
            command.encodingVersion(version);
            return HEADER + command.encodedLength();
        };
    }
}
