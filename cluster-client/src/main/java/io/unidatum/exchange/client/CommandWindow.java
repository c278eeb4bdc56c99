package io.unidatum.exchange.client;

import io.aeron.Publication;
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
    private PendingCommand head;
    private PendingCommand tail;
    private PendingCommand cursor;
    private int size;
    private long lastNowNs;

    CommandWindow(final int capacity, final long resendIntervalNs, final Consumer<PendingCommand> release) {
        this.byKey = new Long2ObjectHashMap<>(2 * capacity, 0.6f);
        this.resendIntervalNs = resendIntervalNs;
        this.release = release;
    }

    int size() {
        return size;
    }

    /** Takes a filled command at the end of the window. */
    void add(final PendingCommand command) {
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
                final long result = transport.offer(cursor.buffer, 0, cursor.length);
                if (result <= 0) {
                    cursor.wasBackPressured =
                            result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION;
                    break;
                }
                cursor.onSent(nowNs);
                sent++;
            }
            cursor = cursor.next;
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

    /** Ends everything, as at the deadline. */
    void failAll() {
        while (head != null) {
            fail(head);
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
