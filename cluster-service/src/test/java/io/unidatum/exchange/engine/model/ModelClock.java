package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.CancelReason;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What is done because a time has come. */
final class ModelClock {
    private record Due(ModelAccount account, ModelConnection connection) {}

    private final ModelExchange exchange;
    private final ModelState state;

    ModelClock(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
    }

    /** Does everything that is due by now, in frames of its own. */
    void run() {
        if (nextDeadline() <= state.time) {
            exchange.beginByItself();
            while (nextDeadline() <= state.time) {
                expire();
                runDeadMen();
                closeConnections();
                changeStates();
            }
            exchange.triggers.workOff();
        }
    }

    private void expire() {
        Optional<ModelOrder> due = nextExpired();
        while (due.isPresent()) {
            exchange.matching.cancel(due.get(), CancelReason.EXPIRED);
            due = nextExpired();
        }
    }

    private Optional<ModelOrder> nextExpired() {
        return state.orders(o -> isDue(o.expireTime)).min(Comparator.comparingLong(o -> o.expireTime));
    }

    private void runDeadMen() {
        state.accounts.values().stream()
                .filter(a -> isDue(a.deadManDeadline))
                .sorted(Comparator.comparingLong(a -> a.deadManDeadline))
                .forEach(exchange.accounts::deadManIsDue);
    }

    private void closeConnections() {
        state.accounts.values().stream()
                .flatMap(a -> a.connections.values().stream().map(c -> new Due(a, c)))
                .filter(due -> isDue(due.connection.deadline))
                .sorted(Comparator.comparingLong(due -> due.connection.deadline))
                .toList()
                .forEach(due -> exchange.accounts.close(due.account, due.connection));
    }

    private void changeStates() {
        state.instruments.values().stream()
                .filter(i -> isDue(i.until))
                .sorted(Comparator.comparingLong(i -> i.until))
                .toList()
                .forEach(exchange.markets::timeIsUp);
    }

    private boolean isDue(final long time) {
        return time != 0 && time <= state.time;
    }

    /** When something is due next. {@return Long.MAX_VALUE if never} */
    long nextDeadline() {
        final Stream<LongStream> times = Stream.of(
                state.orders.stream().mapToLong(o -> o.expireTime),
                state.accounts.values().stream().mapToLong(a -> a.deadManDeadline),
                state.accounts.values().stream()
                        .flatMap(a -> a.connections.values().stream())
                        .mapToLong(c -> c.deadline),
                state.instruments.values().stream().mapToLong(i -> i.until));
        return times.flatMapToLong(t -> t).filter(t -> t != 0).min().orElse(Long.MAX_VALUE);
    }
}
