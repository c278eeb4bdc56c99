package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.snapshot.AccountStateEncoder;
import io.unidatum.exchange.sbe.snapshot.InstrumentStateEncoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateDecoder;
import io.unidatum.exchange.sbe.snapshot.OrderStateEncoder;
import io.unidatum.exchange.sbe.snapshot.SnapshotHeaderDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Until an encoding version is switched on, a snapshot is what the one before wrote; and that is read for ever. */
class OlderSnapshotTest {
    private final Exchange exchange = Exchange.opened();

    @Test
    void shouldWriteEachVersionUntilTheNextIsSwitchedOn() {
        trade();
        final Map<Integer, Integer> lengths = new HashMap<>();
        for (final byte[] message : exchange.snapshot()) {
            final MessageHeaderDecoder header = header(message);
            assertThat(header.version()).isZero();
            lengths.put(header.templateId(), header.blockLength());
        }
        assertThat(lengths)
                .containsEntry(OrderStateDecoder.TEMPLATE_ID, OrderStateEncoder.placeEncodingOffset())
                .containsEntry(AccountStateEncoder.TEMPLATE_ID, AccountStateEncoder.maxOrderQuantityEncodingOffset())
                .containsEntry(InstrumentStateEncoder.TEMPLATE_ID, InstrumentStateEncoder.statusUntilEncodingOffset());
        assertThat(snapshotVersion(exchange.snapshot())).isEqualTo(1);

        accept(exchange.operate(c -> c.setEncodingVersion(2)));
        assertThat(snapshotVersion(exchange.snapshot())).isEqualTo(2);
        assertThat(exchange.snapshot())
                .allSatisfy(message -> assertThat(header(message).version()).isEqualTo(1));

        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        assertThat(snapshotVersion(exchange.snapshot())).isEqualTo(3);
        assertThat(exchange.snapshot())
                .allSatisfy(message -> assertThat(header(message).version()).isEqualTo(2));
    }

    @Test
    void shouldGoOnFromAVersionOneSnapshotWithEverythingSwitchedOn() {
        trade();
        final ExchangeStateMachine restored =
                new ExchangeStateMachine((b, o, l, sequence, count, hash, position) -> {});
        Exchange.restore(restored, exchange.snapshot());
        assertThat(restored.isSnapshotComplete()).isTrue();
        final int cut = exchange.log.size();

        accept(exchange.operate(c -> c.setEncodingVersion(3)));
        accept(exchange.trade(1001, OrderMessage.stop(Side.SELL, "1", "99")));
        accept(exchange.trade(1001, OcoMessage.of(Side.SELL, "1", "120", "90")));
        exchange.limit(1002, Side.BUY, "1", "98");
        exchange.limit(1001, Side.SELL, "1", "98");
        for (final Exchange.Logged entry : exchange.log.subList(cut, exchange.log.size())) {
            final int length = restored.onCommand(
                    entry.time(), entry.key(), new UnsafeBuffer(entry.message()), 0, entry.message().length);
            assertThat(Exchange.response(restored, length)).isEqualTo(entry.response());
        }
        assertThat(restored.chainHash()).isEqualTo(exchange.machine.chainHash());
        assertThat(restored.stateHash()).isEqualTo(exchange.machine.stateHash());
        Invariants.check(restored.state(), "restored");
    }

    private void trade() {
        exchange.fund(1001, "100", "10000");
        exchange.fund(1002, "100", "10000");
        exchange.limit(1001, Side.SELL, "3", "100");
        exchange.limit(1002, Side.BUY, "1", "100");
        exchange.limit(1002, Side.BUY, "1", "97");
    }

    private static int snapshotVersion(final List<byte[]> messages) {
        return new SnapshotHeaderDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(messages.get(0)), 0, new MessageHeaderDecoder())
                .snapshotVersion();
    }

    private static MessageHeaderDecoder header(final byte[] message) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0);
    }
}
