package io.unidatum.exchange.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.client.view.LimitsView;
import io.unidatum.exchange.sbe.common.InstrumentStatus;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.KillSwitchDecoder;
import io.unidatum.exchange.sbe.order.MassCancelDecoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsDecoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class MarketRequestsTest {
    private static final Stamp STAMP = new Stamp(1, 2, 3);

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldEncodeAStatusWithItsDuration() {
        MarketRequests.instrumentStatus(4, InstrumentStatus.AUCTION, Durations.parse("2m"), "opening")
                .encode(buffer, STAMP);
        final SetInstrumentStatusDecoder command =
                new SetInstrumentStatusDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(command.instrumentId()).isEqualTo(4);
        assertThat(command.status()).isEqualTo(InstrumentStatus.AUCTION);
        assertThat(command.durationNs()).isEqualTo(120_000_000_000L);
        assertThat(command.reason()).isEqualTo("opening");
    }

    @Test
    void shouldEncodeRules() {
        MarketRequests.instrumentRules(4, new InstrumentRules(1, 2, 3, 4, 5), "calm")
                .encode(buffer, STAMP);
        final SetInstrumentRulesDecoder command = new SetInstrumentRulesDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(command.instrumentId()).isEqualTo(4);
        assertThat(command.maxOrderQuantity()).isEqualTo(1);
        assertThat(command.protectionBand()).isEqualTo(2);
        assertThat(command.collar()).isEqualTo(3);
        assertThat(command.haltDurationNs()).isEqualTo(4);
        assertThat(command.auctionDurationNs()).isEqualTo(5);
        assertThat(command.reason()).isEqualTo("calm");
    }

    @Test
    void shouldEncodeWhatBoundsAndStopsAccounts() {
        MarketRequests.accountLimits(1001, 4, new LimitsView(1, 2, 3), "new").encode(buffer, STAMP);
        final SetAccountLimitsDecoder limits = new SetAccountLimitsDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(limits.header().account()).isEqualTo(1001);
        assertThat(limits.instrumentId()).isEqualTo(4);
        assertThat(limits.maxOrderQuantity()).isEqualTo(1);
        assertThat(limits.maxOrderNotional()).isEqualTo(2);
        assertThat(limits.maxPosition()).isEqualTo(3);

        MarketRequests.massCancel(0, 4, Side.NULL_VAL).encode(buffer, STAMP);
        final MassCancelDecoder massCancel = new MassCancelDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(massCancel.header().account()).isZero();
        assertThat(massCancel.instrumentId()).isEqualTo(4);
        assertThat(massCancel.side()).isEqualTo(Side.NULL_VAL);

        MarketRequests.killSwitch(1001, "gone mad").encode(buffer, STAMP);
        final KillSwitchDecoder kill = new KillSwitchDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(kill.header().account()).isEqualTo(1001);
        assertThat(kill.reason()).isEqualTo("gone mad");

        MarketRequests.setEncodingVersion(2).encode(buffer, STAMP);
        assertThat(new SetEncodingVersionDecoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .encodingVersion())
                .isEqualTo(2);
    }

    @Test
    void shouldReadAndWriteTimes() {
        assertThat(Durations.parse("0")).isZero();
        for (final String text : new String[] {"500ms", "30s", "5m", "1h", "2d"}) {
            assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
        }
        assertThat(Durations.format(0)).isEqualTo("0");
        assertThat(Durations.format(1)).isEqualTo("1ns");
        for (final String text : new String[] {"", "5", "-1s", "1.5s", "1w", "10000000000s"}) {
            assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(UserError.class);
        }
    }

    @Test
    void shouldReadAndWriteStatuses() {
        for (final InstrumentStatus status : InstrumentStatus.values()) {
            if (status != InstrumentStatus.NULL_VAL && status != InstrumentStatus.SBE_UNKNOWN) {
                assertThat(StatusActions.parseStatus(StatusActions.describe(status)))
                        .isEqualTo(status);
            }
        }
        assertThatThrownBy(() -> StatusActions.parseStatus("closed")).isInstanceOf(UserError.class);
    }
}
