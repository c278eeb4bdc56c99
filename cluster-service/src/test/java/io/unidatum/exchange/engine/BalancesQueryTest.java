package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.BalancesDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Balances, page by page. */
class BalancesQueryTest {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private record Entry(long account, int asset, long available, long held) {}

    private record Page(List<Entry> entries, long next, long lastSequence) {}

    private final Exchange exchange = Exchange.openedWithEverything();

    @Test
    void shouldGiveEveryBalanceOnceByPages() {
        final List<Entry> expected = new ArrayList<>();
        for (long account = 1100; account > 1000; account--) {
            exchange.fund(account, "3", "0");
            if (account % 3 == 0) {
                exchange.deposit(account, Exchange.BTC, "2");
            }
        }
        exchange.limit(1050, Side.SELL, "1", "100");
        for (long account = 1001; account <= 1100; account++) {
            final long held = account == 1050 ? Exchange.d("1") : 0;
            expected.add(new Entry(account, Exchange.DEC, Exchange.d("3") - held, held));
            if (account % 3 == 0) {
                expected.add(new Entry(account, Exchange.BTC, Exchange.d("2"), 0));
            }
        }
        final List<Entry> all = new ArrayList<>();
        final Business before = Business.of(exchange.machine);
        final int remembered = exchange.machine.rememberedRequestCount();
        long cursor = 0;
        do {
            final Page page = ask(Exchange.GATEWAY, cursor);
            assertThat(page.entries.size()).isLessThanOrEqualTo(40);
            assertThat(page.lastSequence).isEqualTo(exchange.machine.lastSequence());
            all.addAll(page.entries);
            cursor = page.next;
        } while (cursor != 0);
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected).hasSameSizeAs(expected);
        assertThat(all.stream().map(Entry::account)).isSorted();
        assertThat(Business.of(exchange.machine)).isEqualTo(before);
        assertThat(exchange.machine.rememberedRequestCount()).isEqualTo(remembered);
    }

    @Test
    void shouldLookAtSoManyAccountsOnly() {
        for (long account = 1001; account < 1001 + 5000; account++) {
            final long id = account;
            Exchange.accept(exchange.operate(id, c -> c.createAccount(0)));
        }
        exchange.deposit(6000, Exchange.DEC, "1");
        final Page first = ask(Exchange.OPERATOR, 0);
        assertThat(first.entries).isEmpty();
        assertThat(first.next).isNotZero();
        final Page second = ask(Exchange.OPERATOR, first.next);
        assertThat(second.entries).containsExactly(new Entry(6000, Exchange.DEC, Exchange.d("1"), 0));
        assertThat(second.next).isZero();
    }

    @Test
    void shouldAnswerAnyRoleAndNobodyElse() {
        assertThat(ask(Exchange.ADAPTER, 0).next).isZero();
        assertThat(exchange.send(new PrincipalKey(0, 0, 0, 1), 0, c -> c.balancesQuery(0))
                        .reason())
                .isEqualTo(RejectReason.NOT_AUTHORISED);
        assertThat(ask(Exchange.ADAPTER, -1).entries).isEmpty();
        assertThat(ask(Exchange.ADAPTER, Long.MAX_VALUE).next).isZero();
    }

    @Test
    void shouldNotLookAtTheTimeItIsValidUntil() {
        exchange.commands.requestId++;
        exchange.commands.validUntil = 0;
        final byte[] message = exchange.commands.balancesQuery(0);
        final int length = exchange.machine.onCommand(
                exchange.now, Exchange.GATEWAY, new UnsafeBuffer(message), 0, message.length);
        assertThat(length).isPositive();
        assertThat(new MessageHeaderDecoder()
                        .wrap(exchange.machine.response(), 0)
                        .templateId())
                .isEqualTo(BalancesDecoder.TEMPLATE_ID);
    }

    private Page ask(final PrincipalKey key, final long cursor) {
        exchange.commands.requestId++;
        final byte[] message = exchange.commands.balancesQuery(cursor);
        final int length = exchange.machine.onCommand(exchange.now, key, new UnsafeBuffer(message), 0, message.length);
        final UnsafeBuffer answer = new UnsafeBuffer(Exchange.response(exchange.machine, length));
        final BalancesDecoder d = new BalancesDecoder().wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder());
        assertThat(d.requestIdLow()).isEqualTo(exchange.commands.requestId);
        final long next = d.nextCursor();
        final long lastSequence = d.lastSequence();
        final List<Entry> entries = new ArrayList<>();
        for (final BalancesDecoder.EntriesDecoder e : d.entries()) {
            entries.add(new Entry(e.account(), e.assetId(), e.available(), e.held()));
        }
        assertThat(HEADER + d.encodedLength()).isEqualTo(length);
        return new Page(entries, next, lastSequence);
    }
}
