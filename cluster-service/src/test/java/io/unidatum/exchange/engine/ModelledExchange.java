package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.BTC;
import static io.unidatum.exchange.engine.Exchange.BTC_USD;
import static io.unidatum.exchange.engine.Exchange.DEC;
import static io.unidatum.exchange.engine.Exchange.DEC_BTC;
import static io.unidatum.exchange.engine.Exchange.DEC_USD;
import static io.unidatum.exchange.engine.Exchange.USD;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A state machine and the plain model side by side: the same commands to both, everything compared. */
final class ModelledExchange {
    /** Accounts 1001 to 1005 exist; 1006 does not. */
    private static final int ACCOUNTS = 5;

    final Exchange exchange = Exchange.opened();
    final ModelExchange model = new ModelExchange();
    private final List<Action> history = new ArrayList<>();

    ModelledExchange() {
        instrument(DEC_USD, DEC, USD, d("0.01"), d("0.01"), d("1000000"), 100_000);
        instrument(BTC_USD, BTC, USD, d("0.5"), d("0.0001"), d("1000"), 50_000);
        instrument(DEC_BTC, DEC, BTC, d("0.00000001"), d("1"), Long.MAX_VALUE, 50_000);
        for (long account = 1001; account <= 1000 + ACCOUNTS; account++) {
            exchange.fund(account, "30", "2500");
            exchange.deposit(account, BTC, "0.05");
            final ModelAccount plain = model.account(account);
            plain.add(DEC, BigInteger.valueOf(d("30")));
            plain.add(USD, BigInteger.valueOf(d("2500")));
            plain.add(BTC, BigInteger.valueOf(d("0.05")));
            plain.sequence = 4;
        }
        exchange.journal.take();
    }

    /** Carries out one step in both and compares the answer, the events and the state. */
    void step(final Step step) {
        final Action action = step.toAction(model);
        history.add(action);
        // Some steps come a good part of a second later, so that windows of rates end.
        exchange.now += step.c() % 10 == 0 ? 400_000_000L : 0;
        final Answer answer = exchange.send(action.key(), action.account(), action::encode);
        final ModelResult expected = model.apply(action, exchange.now);

        final String context = "step " + history.size() + ": " + action;
        assertThat(answer.reason()).as(context).isEqualTo(expected.reason());
        assertThat(exchange.journal.take()).as(context).isEqualTo(model.events);
        model.events.clear();
        assertThat(ModelResult.of(answer)).as(context).isEqualTo(expected);
        Invariants.check(exchange.machine.state(), context);
        compareBalances(context);
    }

    private void compareBalances(final String context) {
        for (final ModelAccount plain : model.accounts.values()) {
            final Account account = exchange.machine.state().accounts.get(plain.id);
            for (final Asset asset : exchange.machine.state().assets.sorted()) {
                assertThat(account.available(asset) + account.held(asset))
                        .as("%s: account %s asset %s", context, plain.id, asset.id)
                        .isEqualTo(plain.total(asset.id).longValueExact());
            }
        }
        assertThat(exchange.machine.openOrderCount()).as(context).isEqualTo(model.resting.size());
    }

    private void instrument(
            final long id,
            final int base,
            final int quote,
            final long tick,
            final long lot,
            final long maxQuantity,
            final int band) {
        model.instruments.put(id, new ModelInstrument(id, base, quote, tick, lot, maxQuantity, band));
    }
}
