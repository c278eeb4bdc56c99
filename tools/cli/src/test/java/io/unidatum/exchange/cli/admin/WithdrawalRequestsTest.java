package io.unidatum.exchange.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.client.view.WithdrawalRulesView;
import io.unidatum.exchange.client.view.WithdrawalView;
import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.WithdrawalState;
import io.unidatum.exchange.sbe.order.EndWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class WithdrawalRequestsTest {
    private static final Stamp STAMP = new Stamp(1, 2, 3);
    private static final WithdrawalView WITHDRAWAL =
            new WithdrawalView(17, 1001, 1, 100, 10, "DECx", WithdrawalState.HELD, "", "", 1, 0, 5);

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldEncodeRules() {
        WithdrawalRequests.rules(new WithdrawalRulesView(1, 2, 3, 4, true), "go")
                .encode(buffer, STAMP);
        final SetWithdrawalRulesDecoder command = new SetWithdrawalRulesDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(command.assetId()).isEqualTo(1);
        assertThat(command.fee()).isEqualTo(2);
        assertThat(command.minimum()).isEqualTo(3);
        assertThat(command.dailyLimit()).isEqualTo(4);
        assertThat(command.enabled()).isEqualTo(BooleanType.TRUE);
        assertThat(command.reason()).isEqualTo("go");
    }

    @Test
    void shouldEncodeEitherEnd() {
        final byte[] transaction = new byte[32];
        transaction[0] = 7;
        WithdrawalRequests.complete(WITHDRAWAL, transaction, 4, "").encode(buffer, STAMP);
        final EndWithdrawalDecoder command = new EndWithdrawalDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(command.header().account()).isEqualTo(1001);
        assertThat(command.withdrawalId()).isEqualTo(17);
        assertThat(command.state()).isEqualTo(WithdrawalState.COMPLETED);
        assertThat(command.networkFee()).isEqualTo(4);
        assertThat(command.transactionId().w0()).isEqualTo(7);

        WithdrawalRequests.fail(WITHDRAWAL, "closed").encode(buffer, STAMP);
        command.wrapAndApplyHeader(buffer, 0, header);
        assertThat(command.state()).isEqualTo(WithdrawalState.FAILED);
        assertThat(command.networkFee()).isZero();
        assertThat(command.transactionId().w0()).isZero();
        assertThat(command.reason()).isEqualTo("closed");
    }
}
