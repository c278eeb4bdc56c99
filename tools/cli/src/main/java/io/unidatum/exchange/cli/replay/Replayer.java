package io.unidatum.exchange.cli.replay;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.rest.OrderedRestClient;
import io.unidatum.exchange.cli.rest.RestAnswer;
import io.unidatum.exchange.cli.rest.RestRequest;
import io.unidatum.exchange.cli.rest.TopOfBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends a recording through the exchange in order, several requests on the way at a time, and takes the answers in the
 * same order: so the book after every message is known exactly, though nobody waited for it. Not thread safe.
 */
final class Replayer {
    private static final int PRINTED = 20;
    private static final long PROGRESS_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Queue<Sent> inFlight = new ArrayDeque<>();
    private final ReplayOptions options;
    private final OrderedRestClient client;
    private final Translator translator;
    private final ReplayedBook book;
    private final TopStream stream;
    private final PrintWriter out;
    private LobsterBook bookFile;
    private BookRow seed;
    private long messages;
    private long requests;
    private long skipped;
    private long refused;
    private long outOfOrder;
    private long lastSequence;
    private long rowsCompared;
    private long rowsDiffering;
    private long progressDueNs;
    private long sendDueNs;

    private record Sent(long row, ReplayStep step, CompletableFuture<RestAnswer> answer) {}

    Replayer(
            final ReplayOptions options,
            final OrderedRestClient client,
            final Translator translator,
            final ReplayedBook book,
            final TopStream stream,
            final PrintWriter out) {
        this.options = options;
        this.client = client;
        this.translator = translator;
        this.book = book;
        this.stream = stream;
        this.out = out;
    }

    /**
     * Replays.
     *
     * @return what it came to.
     * @throws IOException if a file cannot be read.
     * @throws UserError if a file is no recording, or the exchange goes away.
     */
    ReplayResult run() throws IOException {
        try (LobsterMessages file = new LobsterMessages(options.messages());
                LobsterBook rows =
                        options.book() == null ? null : new LobsterBook(options.book(), options.sizeUnit())) {
            bookFile = rows;
            if (rows != null) {
                seedBook();
            }
            final long startNs = System.nanoTime();
            progressDueNs = startNs + PROGRESS_NS;
            sendDueNs = startNs;
            for (LobsterMessage message = file.next(); message != null; message = file.next()) {
                messages++;
                // The first row of the book is what the first message left behind: it is in the seed.
                final boolean seeded = rows != null && message.row() == 1;
                send(message.row(), seeded ? ReplayStep.NOTHING : translator.step(message));
            }
            drain();
            if (rows != null && rows.next() != null) {
                throw new UserError(
                        options.book() + " has more rows than " + options.messages() + ": they do not belong together");
            }
            return new ReplayResult(
                    messages,
                    requests,
                    skipped,
                    translator.unknownOrders(),
                    refused,
                    outOfOrder,
                    rowsCompared,
                    rowsDiffering,
                    System.nanoTime() - startNs);
        }
    }

    private void seedBook() {
        seed = bookFile.next();
        if (seed == null) {
            throw new UserError(options.book() + " is empty");
        }
        for (final ReplayStep step : translator.seed(seed)) {
            send(0, step);
        }
        drain();
        if (refused > 0) {
            throw new UserError("the first row of " + options.book() + " could not be seeded: see above");
        }
    }

    private void send(final long row, final ReplayStep step) {
        while (inFlight.size() >= options.window() || !isReady(step)) {
            completeOldest();
        }
        if (step.kind() == ReplayStep.Kind.NONE) {
            skipped++;
            inFlight.add(new Sent(row, step, null));
            return;
        }
        if (step.kind() == ReplayStep.Kind.REDUCE && step.order().orderId() == null) {
            // Its order was refused, and that was said.
            inFlight.add(new Sent(row, ReplayStep.NOTHING, null));
            return;
        }
        pace();
        requests++;
        inFlight.add(new Sent(row, step, client.send(request(step))));
    }

    /** An order is amended by the exchange's id, for which its answer must be there. */
    private boolean isReady(final ReplayStep step) {
        return step.kind() != ReplayStep.Kind.REDUCE || step.order().orderId() != null || inFlight.isEmpty();
    }

    private static RestRequest request(final ReplayStep step) {
        final RestRequest request = step.request();
        return step.kind() == ReplayStep.Kind.REDUCE
                ? new RestRequest(
                        request.method(),
                        request.path() + step.order().orderId(),
                        request.account(),
                        request.body(),
                        request.idempotencyKey())
                : request;
    }

    private void pace() {
        final long intervalNs = TimeUnit.SECONDS.toNanos(1) / options.ratePerSecond();
        long nowNs = System.nanoTime();
        while (nowNs - sendDueNs < 0) {
            LockSupport.parkNanos(sendDueNs - nowNs);
            nowNs = System.nanoTime();
        }
        // What was missed is not made up for: that would be a burst.
        sendDueNs = Math.max(sendDueNs + intervalNs, nowNs - TimeUnit.MILLISECONDS.toNanos(50));
    }

    private void drain() {
        while (!inFlight.isEmpty()) {
            completeOldest();
        }
    }

    private void completeOldest() {
        final Sent sent = inFlight.remove();
        if (sent.step().kind() != ReplayStep.Kind.NONE) {
            apply(sent, answer(sent));
        }
        if (sent.row() > 0 && bookFile != null) {
            compare(sent.row());
        }
        final long nowNs = System.nanoTime();
        if (sent.row() > 0 && nowNs - progressDueNs >= 0) {
            progressDueNs = nowNs + PROGRESS_NS;
            out.printf("%,d messages replayed, %,d rows differ%n", sent.row(), rowsDiffering);
            out.flush();
        }
    }

    private RestAnswer answer(final Sent sent) {
        try {
            RestAnswer answer = sent.answer().join();
            final long deadlineNs = System.nanoTime() + PATIENCE_NS;
            while (answer.isTransient() && System.nanoTime() - deadlineNs < 0) {
                // The same idempotency key: however often it is sent, it has one effect.
                LockSupport.parkNanos(Math.max(RETRY_NS, TimeUnit.SECONDS.toNanos(answer.retryAfterSeconds())));
                answer = client.send(request(sent.step())).join();
            }
            return answer;
        } catch (final CompletionException ex) {
            throw new UserError("the exchange went away at message " + sent.row() + ": "
                    + ex.getCause().getMessage());
        }
    }

    private void apply(final Sent sent, final RestAnswer answer) {
        final ReplayStep step = sent.step();
        if (!answer.isOk()) {
            refused++;
            if (refused <= PRINTED) {
                out.printf(
                        "message %d was refused: %s %s: %s%n",
                        sent.row(), step.request().method(), step.request().path(), answer.error());
            }
            if (step.order() != null) {
                step.order().end();
            }
            return;
        }
        final long sequence = answer.body().path("sequence").asLong();
        if (sequence <= lastSequence) {
            outOfOrder++;
        }
        lastSequence = Math.max(lastSequence, sequence);
        switch (step.kind()) {
            case PLACE -> {
                step.order().orderId(answer.body().path("order_id").asText());
                book.onPlaced(
                        step.order().isBuy(),
                        step.order().price(),
                        ReplayedBook.amount(step.request().body(), "quantity"),
                        answer.body());
            }
            case TAKE ->
                book.onPlaced(
                        "buy".equals(step.request().body().path("side").asText()),
                        ReplayedBook.amount(step.request().body(), "price"),
                        ReplayedBook.amount(step.request().body(), "quantity"),
                        answer.body());
            case REDUCE -> book.onReduced(step);
            case CANCEL -> book.onCancelled(step, answer.body());
            default -> throw new IllegalStateException("no request: " + step.kind());
        }
        stream.expect(book.sequence(), book.top());
    }

    private void compare(final long row) {
        final BookRow expected = row == 1 ? seed : bookFile.next();
        if (expected == null) {
            throw new UserError(options.book() + " ends before message " + row + " of " + options.messages()
                    + ": they do not belong together");
        }
        rowsCompared++;
        final TopOfBook top = book.top();
        if (!expected.top().equals(top)) {
            rowsDiffering++;
            if (rowsDiffering <= PRINTED) {
                out.printf("row %d differs: the file has %s, the exchange %s%n", row, expected.top(), top);
            } else if (rowsDiffering == PRINTED + 1) {
                out.println("more rows differ; they are counted, not printed");
            }
        }
    }
}
