package io.unidatum.exchange.client;

import io.aeron.Publication;
import io.unidatum.exchange.sbe.order.BalancesDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that wait for an outcome, in the order of their submission: which to send, which to send again, and what
 * an answer means when a command was sent more than once. Knows nothing of sessions; single-threaded; does not allocate
 * once warm.
 *
 * <p>The cluster remembers the outcomes of what it carried out, so any copy's answer is the command's. But a few
 * rejects are not remembered: such an answer to one copy says nothing of another copy that is still under way, or of
 * one sent under an earlier leader. So it counts only when no such copy is left.
 */
final class CommandWindow {
    private static final Logger LOG = LoggerFactory.getLogger(CommandWindow.class);
    private static final int SEND_LIMIT = 256;
    private static final int MAX_RESEND_DELAY_FACTOR = 8;

    private final Long2ObjectHashMap<PendingCommand> byKey;
    private final Consumer<PendingCommand> release;
    private final long resendIntervalNs;
    private final BatchEnvelope envelope = new BatchEnvelope();
    private PendingCommand head;
    private PendingCommand tail;
    private PendingCommand cursor;
    private int size;
    private long lastNowNs;
    private long lastBatch;

    CommandWindow(final int capacity, final long resendIntervalNs, final Consumer<PendingCommand> release) {
        this.byKey = new Long2ObjectHashMap<>(2 * capacity, 0.6f);
        this.resendIntervalNs = resendIntervalNs;
        this.release = release;
    }

    int size() {
        return size;
    }

    /** Takes a filled command, or a chain of those that were submitted together, at the end of the window. */
    void add(final PendingCommand first) {
        final long batch = first.nextInBatch == null ? 0 : ++lastBatch;
        PendingCommand command = first;
        while (command != null) {
            final PendingCommand next = command.nextInBatch;
            command.nextInBatch = null;
            command.batch = batch;
            append(command);
            command = next;
        }
    }

    private void append(final PendingCommand command) {
        command.resendDelayNs = resendIntervalNs;
        command.previous = tail;
        if (tail == null) {
            head = command;
        } else {
            tail.next = command;
        }
        tail = command;
        size++;

        final long key = key(command.requestIdHigh, command.requestIdLow);
        PendingCommand sameKey = byKey.get(key);
        if (sameKey == null) {
            byKey.put(key, command);
            command.isQueued = true;
            if (cursor == null) {
                cursor = command;
            }
        } else {
            // Two commands of one id under way at once could each be given the other's answer.
            while (sameKey.twin != null) {
                sameKey = sameKey.twin;
            }
            sameKey.twin = command;
            command.isParked = true;
        }
    }

    /** Sends what has not been sent in this term, in order, until the transport takes no more. */
    int send(final CommandTransport transport, final long nowNs) {
        lastNowNs = nowNs;
        int sent = 0;
        while (cursor != null && sent < SEND_LIMIT) {
            if (cursor.isQueued) {
                final PendingCommand end = cursor.batch == 0 ? cursor.next : envelope.gather(cursor);
                final boolean isAlone = cursor.batch == 0 || envelope.count() == 1;
                final long result = isAlone
                        ? transport.offer(cursor.buffer, 0, cursor.length)
                        : transport.offer(envelope.buffer(), 0, envelope.length());
                if (result <= 0) {
                    onNotSent(end, result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION);
                    break;
                }
                sent += onSent(end, nowNs);
                cursor = end;
            } else {
                cursor = cursor.next;
            }
        }
        return sent;
    }

    /** Ends what is past its deadline and sends again what should have been answered by now. Call every few ms. */
    int tick(final CommandTransport transport, final boolean isReady, final long nowNs) {
        lastNowNs = nowNs;
        int work = 0;
        boolean mayResend = isReady;
        PendingCommand command = head;
        while (command != null) {
            final PendingCommand next = command.next;
            if (command.deadlineNs - nowNs <= 0) {
                fail(command);
                work++;
            } else if (mayResend && isResendDue(command, nowNs)) {
                if (transport.offer(command.buffer, 0, command.length) > 0) {
                    command.onSent(nowNs);
                    command.resendDelayNs =
                            Math.min(2 * command.resendDelayNs, MAX_RESEND_DELAY_FACTOR * resendIntervalNs);
                    work++;
                } else {
                    mayResend = false;
                }
            }
            command = next;
        }
        return work;
    }

    /** A new leader or a new session: what was sent so far may be lost, so everything is sent again. */
    void onNewTerm() {
        for (PendingCommand command = head; command != null; command = command.next) {
            command.onNewTerm(resendIntervalNs);
            command.isQueued = !command.isParked;
        }
        cursor = head;
    }

    /**
     * Handles an answer.
     *
     * @param outcome the answer.
     * @param isOfThisTerm false if a former leader gave it.
     */
    void onOutcome(final CommandOutcomeDecoder outcome, final boolean isOfThisTerm) {
        final PendingCommand command = byKey.get(key(outcome.requestIdHigh(), outcome.requestIdLow()));
        if (command == null
                || command.requestIdHigh != outcome.requestIdHigh()
                || command.requestIdLow != outcome.requestIdLow()) {
            return;
        }
        if (isOfThisTerm) {
            command.answers++;
        } else if (command.earlierUnanswered > 0) {
            command.earlierUnanswered--;
        }

        final RejectReason reason = outcome.rejectReason();
        if (isRemembered(reason)) {
            complete(command, outcome);
        } else if (command.copies > command.answers) {
            command.isHolding = isOfThisTerm;
        } else if (command.earlierUnanswered == 0) {
            complete(command, outcome);
        } else if (isOfThisTerm) {
            if (isGivenBeforeRemembered(reason)) {
                fail(command);
            } else {
                complete(command, outcome);
            }
        }
    }

    /** Handles the answer to a question for balances: any copy's answer is as good as another's. */
    void onBalances(final BalancesDecoder answer) {
        final PendingCommand command = byKey.get(key(answer.requestIdHigh(), answer.requestIdLow()));
        if (command != null
                && command.requestIdHigh == answer.requestIdHigh()
                && command.requestIdLow == answer.requestIdLow()
                && command.listener instanceof FutureBalances question) {
            remove(command);
            question.onBalances(BalancesPage.of(answer));
        }
    }

    /**
     * A batch was refused whole: nothing of it was carried out. Its commands are sent one by one instead.
     *
     * @param batch number that it was sent under.
     * @param isOfThisTerm false if a former leader answered.
     */
    void onBatchRefused(final long batch, final boolean isOfThisTerm) {
        for (PendingCommand command = head; command != null; command = command.next) {
            if (command.batch == batch) {
                command.onBatchRefused(isOfThisTerm, lastNowNs);
            }
        }
    }

    /** Ends everything, as at the deadline. */
    void failAll() {
        while (head != null) {
            fail(head);
        }
    }

    private int onSent(final PendingCommand end, final long nowNs) {
        int sent = 0;
        for (PendingCommand command = cursor; command != end; command = command.next) {
            if (command.isQueued) {
                command.onSent(nowNs);
                sent++;
            }
        }
        return sent;
    }

    private void onNotSent(final PendingCommand end, final boolean isBackPressured) {
        for (PendingCommand command = cursor; command != end; command = command.next) {
            command.wasBackPressured = isBackPressured;
        }
    }

    private static boolean isResendDue(final PendingCommand command, final long nowNs) {
        return !command.isQueued && !command.isParked && !command.isHolding && command.nextSendNs - nowNs <= 0;
    }

    private static boolean isRemembered(final RejectReason reason) {
        return switch (reason) {
            case MALFORMED,
                    EXPIRED_COMMAND,
                    VALID_UNTIL_TOO_FAR,
                    NOT_AUTHORISED,
                    RATE_LIMITED,
                    OVERLOADED,
                    NOT_INITIALISED -> false;
            default -> true;
        };
    }

    /** Rejects that a later copy can get although an earlier one was carried out. */
    private static boolean isGivenBeforeRemembered(final RejectReason reason) {
        return reason == RejectReason.EXPIRED_COMMAND || reason == RejectReason.NOT_AUTHORISED;
    }

    private void complete(final PendingCommand command, final CommandOutcomeDecoder outcome) {
        final CommandListener listener = command.listener;
        remove(command);
        try {
            listener.onOutcome(outcome);
        } catch (final RuntimeException ex) {
            LOG.error("action=command-listener failed on an outcome", ex);
        }
    }

    private void fail(final PendingCommand command) {
        final CommandListener listener = command.listener;
        final CommandFailure failure;
        if (command.wasSent || command.isParked) {
            failure = CommandFailure.IN_DOUBT;
        } else {
            failure = command.wasBackPressured ? CommandFailure.BACK_PRESSURED : CommandFailure.UNAVAILABLE;
        }
        remove(command);
        try {
            listener.onFailure(failure);
        } catch (final RuntimeException ex) {
            LOG.error("action=command-listener failed on a failure", ex);
        }
    }

    private void remove(final PendingCommand command) {
        if (cursor == command) {
            cursor = command.next;
        }
        if (command.previous == null) {
            head = command.next;
        } else {
            command.previous.next = command.next;
        }
        if (command.next == null) {
            tail = command.previous;
        } else {
            command.next.previous = command.previous;
        }
        size--;

        final long key = key(command.requestIdHigh, command.requestIdLow);
        if (command.isParked) {
            PendingCommand before = byKey.get(key);
            while (before.twin != command) {
                before = before.twin;
            }
            before.twin = command.twin;
        } else if (command.twin != null) {
            // The next tick sends it. What was sent of its id before may have been carried out.
            command.twin.isParked = false;
            command.twin.wasSent |= command.wasSent;
            command.twin.earlierUnanswered = command.earlierUnanswered + command.copies - command.answers;
            command.twin.nextSendNs = lastNowNs;
            byKey.put(key, command.twin);
        } else {
            byKey.remove(key);
        }
        command.clear();
        release.accept(command);
    }

    private static long key(final long high, final long low) {
        return high ^ Long.rotateLeft(low, 32);
    }
}
