package io.unidatum.exchange.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.CreateInstrumentDecoder;
import io.unidatum.exchange.sbe.order.DepositDecoder;
import io.unidatum.exchange.sbe.order.SetApiKeyDecoder;
import io.unidatum.exchange.sbe.order.SetPrincipalDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final Stamp STAMP = new Stamp(1, 2, 3);

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldEncodeADepositWithItsStampAndId() {
        final byte[] id = new byte[32];
        id[0] = 7;
        id[31] = 9;

        final int length = Requests.deposit(1001, 2, 500, id).encode(buffer, STAMP);

        final DepositDecoder command = new DepositDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(length).isEqualTo(MessageHeaderDecoder.ENCODED_LENGTH + DepositDecoder.BLOCK_LENGTH);
        assertThat(command.header().requestIdHigh()).isEqualTo(1);
        assertThat(command.header().requestIdLow()).isEqualTo(2);
        assertThat(command.header().validUntil()).isEqualTo(3);
        assertThat(command.header().account()).isEqualTo(1001);
        assertThat(command.assetId()).isEqualTo(2);
        assertThat(command.amount()).isEqualTo(500);
        assertThat(command.depositId().w0()).isEqualTo(7);
        assertThat(command.depositId().w3()).isEqualTo(9L << 56);
    }

    @Test
    void shouldEncodeAnInstrument() {
        Requests.createInstrument(InstrumentTerms.of(1, "DEC/USD", 1, 2, "0.0001", "0.0001", "10", 100_000))
                .encode(buffer, STAMP);

        final CreateInstrumentDecoder command = new CreateInstrumentDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(command.symbol()).isEqualTo("DEC/USD");
        assertThat(command.tickSize()).isEqualTo(10_000);
        assertThat(command.lotSize()).isEqualTo(10_000);
        assertThat(command.maxOrderQuantity()).isEqualTo(1_000_000_000L);
        assertThat(command.protectionBand()).isEqualTo(100_000);
    }

    @Test
    void shouldEncodeKeysAndRoles() {
        Requests.setApiKey(1001, 42, 3, false, true, true).encode(buffer, STAMP);
        final SetApiKeyDecoder apiKey = new SetApiKeyDecoder().wrapAndApplyHeader(buffer, 0, header);
        assertThat(apiKey.apiKeyId()).isEqualTo(42);
        assertThat(apiKey.generation()).isEqualTo(3);
        assertThat(apiKey.permissions().read()).isTrue();
        assertThat(apiKey.permissions().trade()).isFalse();

        Requests.setPrincipal(new byte[32], Role.ADAPTER, true).encode(buffer, STAMP);
        assertThat(new SetPrincipalDecoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .role())
                .isEqualTo(Role.ADAPTER);
    }
}
