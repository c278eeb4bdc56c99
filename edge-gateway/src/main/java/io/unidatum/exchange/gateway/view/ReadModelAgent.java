package io.unidatum.exchange.gateway.view;

import io.unidatum.exchange.client.journal.JournalFault;
import io.unidatum.exchange.client.journal.JournalPoint;
import io.unidatum.exchange.client.journal.JournalReader;
import io.unidatum.exchange.client.journal.JournalReaderContext;
import io.unidatum.exchange.client.journal.JournalReaderStatus;
import io.unidatum.exchange.client.journal.StateImage;
import io.unidatum.exchange.client.journal.StateImageContext;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.client.view.ExchangeViewListener;
import io.unidatum.exchange.gateway.api.ApiError;
import io.unidatum.exchange.gateway.api.ApiException;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the view: loads a state image, follows the journal on two members at once, answers queries. Whatever touches the
 * view runs on the thread that steps this agent. If the journal no longer goes back to where the view stands, it starts
 * over with a newer image; if histories differ, it stops and says so.
 */
public final class ReadModelAgent implements Agent {
    static final int MAX_CLOSED_ORDERS = 1_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(ReadModelAgent.class);
    private static final int MAX_QUERIES = 20_000;
    private static final int QUERIES_PER_STEP = 256;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long CHECK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long IMAGE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);

    private final List<MemberEndpoints> members;
    private final String aeronDirectoryName;
    private final String replayHost;
    private final ExchangeViewListener listener;
    private final Consumer<ExchangeView> onLoaded;
    private final ManyToOneConcurrentLinkedQueue<Query<?>> queue = new ManyToOneConcurrentLinkedQueue<>();
    private final AtomicInteger queries = new AtomicInteger();
    private final PriorityQueue<Query<?>> waiting =
            new PriorityQueue<>(Comparator.comparingLong((Query<?> query) -> query.minSequence()));

    private ExchangeView view;
    private JournalReader reader;
    private long nextAttemptNs = System.nanoTime();
    private long nextCheckNs = nextAttemptNs;
    private boolean stopped;
    private volatile Thread thread;
    private volatile boolean complete;
    private volatile long sequence;
    private volatile ReadModelStatus status =
            new ReadModelStatus(false, false, List.of(), 0, 0, -1, "looking for a state image");

    /**
     * Constructs the agent; nothing happens before its first step.
     *
     * @param members of the cluster.
     * @param aeronDirectoryName media driver to use.
     * @param replayHost this machine's address as the members reach it.
     * @param listener told of what the journal changes, on the view's thread.
     * @param onLoaded told of a view that was filled from an image, on the view's thread.
     */
    public ReadModelAgent(
            final List<MemberEndpoints> members,
            final String aeronDirectoryName,
            final String replayHost,
            final ExchangeViewListener listener,
            final Consumer<ExchangeView> onLoaded) {
        this.members = members;
        this.aeronDirectoryName = aeronDirectoryName;
        this.replayHost = replayHost;
        this.listener = listener;
        this.onLoaded = onLoaded;
    }

    @Override
    public void onStart() {
        thread = Thread.currentThread();
    }

    @Override
    public int doWork() {
        int work = 0;
        final long nowNs = System.nanoTime();
        if (reader != null) {
            work += reader.doWork();
        } else if (!stopped && nowNs - nextAttemptNs >= 0) {
            load();
            work++;
        }
        if (nowNs - nextCheckNs >= 0) {
            nextCheckNs = nowNs + CHECK_NS;
            check(nowNs);
        }
        return work + answer();
    }

    @Override
    public void onClose() {
        closeReader();
        answerAll(ApiError.unavailable("SHUTTING_DOWN", "this gateway is closing: ask another or ask again"));
    }

    @Override
    public String roleName() {
        return "read-model";
    }

    /** How the read model stands; any thread. {@return as of 50 ms ago at most} */
    public ReadModelStatus status() {
        return status;
    }

    long sequence() {
        return sequence;
    }

    boolean isComplete() {
        return complete;
    }

    <T> CompletableFuture<T> ask(
            final long minSequence, final Duration wait, final Function<ExchangeView, T> question) {
        if (!status.ready()) {
            return CompletableFuture.failedFuture(
                    ApiError.unavailable("STARTING", "orders and balances cannot be read yet: ask again in a moment"));
        }
        if (queries.incrementAndGet() > MAX_QUERIES) {
            queries.decrementAndGet();
            return CompletableFuture.failedFuture(
                    ApiError.unavailable("OVERLOADED", "too many questions at once: ask again in a moment"));
        }
        final CompletableFuture<T> answer = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> queries.decrementAndGet());
        queue.offer(new Query<>(minSequence, System.nanoTime() + wait.toNanos(), question, answer));
        LockSupport.unpark(thread);
        return answer;
    }

    private void load() {
        final ExchangeView loaded = new ExchangeView(MAX_CLOSED_ORDERS, MAX_CLOSED_ORDERS, 200);
        try {
            final Optional<JournalPoint> image = StateImage.load(
                    new StateImageContext()
                            .members(members)
                            .aeronDirectoryName(aeronDirectoryName)
                            .replayHost(replayHost)
                            .timeoutNs(IMAGE_TIMEOUT_NS),
                    loaded);
            reader = new JournalReader(new JournalReaderContext()
                    .members(members)
                    .aeronDirectoryName(aeronDirectoryName)
                    .replayHost(replayHost)
                    .startAfter(image.orElse(JournalPoint.START))
                    .handler(loaded)
                    .feeds(Math.min(2, members.size())));
            complete = image.isEmpty();
            LOGGER.info("event=read_model_loaded image={} sequence={}", image.isPresent(), loaded.sequence());
        } catch (final IllegalStateException ex) {
            LOGGER.debug("event=state_image_not_reached reason={}", ex.getMessage());
            status = new ReadModelStatus(
                    view != null, false, List.of(), sequence, status.timeNs(), -1, "no member's archive answers");
            nextAttemptNs = System.nanoTime() + RETRY_NS;
            return;
        }
        view = loaded.listener(listener);
        onLoaded.accept(view);
        sequence = view.sequence();
        check(System.nanoTime());
    }

    private void check(final long nowNs) {
        expire(nowNs);
        if (reader == null) {
            return;
        }
        final JournalReaderStatus now = reader.status();
        final JournalFault fault = now.fault();
        if (fault == null) {
            status = new ReadModelStatus(
                    true,
                    now.connected(),
                    now.memberIds(),
                    view.sequence(),
                    view.time(),
                    now.lagBytes(),
                    now.problem());
            return;
        }
        closeReader();
        LOGGER.error(
                "event=journal_fault kind={} member={} reason={}", fault.kind(), fault.memberId(), fault.message());
        if (fault.kind() == JournalFault.Kind.TRIMMED) {
            nextAttemptNs = nowNs;
        } else {
            stopped = true;
        }
        status = new ReadModelStatus(
                fault.kind() == JournalFault.Kind.TRIMMED,
                false,
                List.of(),
                view.sequence(),
                view.time(),
                -1,
                fault.kind() + ": " + fault.message());
    }

    private int answer() {
        int count = 0;
        Query<?> query;
        while (count < QUERIES_PER_STEP && (query = queue.poll()) != null) {
            count++;
            waiting.add(query);
        }
        if (view == null) {
            return count;
        }
        // A frame is one step of the reader, so the view never stands within a frame here.
        sequence = view.sequence();
        while (!waiting.isEmpty() && waiting.peek().minSequence() <= sequence) {
            waiting.poll().run(view);
            count++;
        }
        return count;
    }

    private void expire(final long nowNs) {
        for (final Iterator<Query<?>> iterator = waiting.iterator(); iterator.hasNext(); ) {
            final Query<?> query = iterator.next();
            if (nowNs - query.deadlineNs() >= 0) {
                iterator.remove();
                query.answer().completeExceptionally(notThereYet(query.minSequence()));
            }
        }
    }

    private ApiException notThereYet(final long minSequence) {
        return ApiError.unavailable(
                "SEQUENCE_NOT_REACHED",
                "this gateway has seen events up to " + sequence + ", not yet " + minSequence + ": ask again");
    }

    private void answerAll(final ApiException failure) {
        Query<?> query;
        while ((query = queue.poll()) != null) {
            waiting.add(query);
        }
        waiting.forEach(pending -> pending.answer().completeExceptionally(failure));
        waiting.clear();
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
