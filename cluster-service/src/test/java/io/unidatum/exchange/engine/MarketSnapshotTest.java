package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.Exchange.SECOND;
import static io.unidatum.exchange.engine.Exchange.accept;
import static io.unidatum.exchange.engine.Exchange.d;
import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.InstrumentStatus;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A snapshot in the middle of a halt or an auction goes on to the same frames, by timer and by command. */
class MarketSnapshotTest {
    private final Market market = new Market();

    @Test
    void shouldGoOnInTheMiddleOfATimedHalt() {
        market.lastPrice("100");
        market.rules(50_000, 10 * SECOND, 5 * SECOND);
        market.sell("1", "110");
        market.buy("1", "110");
        assertThat(market.instrument().status).isEqualTo(InstrumentStatus.HALTED);
        assertSameFromHere(each -> {
            each.timer(10.5);
            accept(each.buy("1", "111"));
            each.waitUntil(16);
            accept(each.sell("1", "100"));
        });
    }

    @Test
    void shouldGoOnInTheMiddleOfAnAuction() {
        market.lastPrice("100");
        market.rules(20_000, 0, 0);
        accept(market.status(InstrumentStatus.AUCTION, 7 * SECOND));
        market.sell("1", "99");
        market.sell("2", "98");
        market.buy("2", "101");
        assertSameFromHere(each -> {
            accept(each.buy("3", "102"));
            each.timer(8);
            accept(each.buy("1", "130"));
        });
    }

    @Test
    void shouldGoOnWithACrossedBookThatIsHalted() {
        market.set(InstrumentStatus.AUCTION);
        market.sell("1", "99");
        market.buy("2", "101");
        market.set(InstrumentStatus.CANCEL_ONLY);
        assertSameFromHere(each -> {
            accept(each.status(InstrumentStatus.AUCTION, 0));
            accept(each.status(InstrumentStatus.OPEN, 0));
        });
    }

    private void assertSameFromHere(final Consumer<Market> rest) {
        final RecordedJournal journal = new RecordedJournal(market.exchange.machine);
        final ExchangeStateMachine twin = new ExchangeStateMachine(journal);
        Exchange.restore(twin, market.exchange.snapshot());
        final Instrument before = market.instrument();
        final Instrument after = twin.state().instruments.get(before.id);
        assertThat(after.status).isEqualTo(before.status);
        assertThat(after.collar).isEqualTo(before.collar);
        assertThat(after.haltDurationNs).isEqualTo(before.haltDurationNs);
        assertThat(after.auctionDurationNs).isEqualTo(before.auctionDurationNs);
        assertThat(after.maxOrderQuantity).isEqualTo(d("1000000"));
        assertThat(twin.nextDeadline()).isEqualTo(market.exchange.machine.nextDeadline());
        assertThat(twin.stateHash()).isEqualTo(market.exchange.machine.stateHash());

        final int commands = market.exchange.log.size();
        final int frames = market.exchange.journal.frames.size();
        rest.accept(market);
        for (int i = commands; i < market.exchange.log.size(); i++) {
            if (market.timers.containsKey(i)) {
                twin.onTimer(market.timers.get(i));
            }
            final Exchange.Logged entry = market.exchange.log.get(i);
            twin.onCommand(entry.time(), entry.key(), new UnsafeBuffer(entry.message()), 0, entry.message().length);
        }
        final List<RecordedJournal.Frame> all = market.exchange.journal.frames;
        assertThat(all).hasSizeGreaterThan(frames);
        assertThat(journal.frames).isEqualTo(all.subList(frames, all.size()));
        assertThat(twin.stateHash()).isEqualTo(market.exchange.machine.stateHash());
    }
}
