package io.unidatum.exchange.engine;

import static io.unidatum.exchange.engine.RequestTable.NONE;

import java.util.Arrays;

/**
 * Remembers requests and their outcomes until validUntil has passed: a record goes once the cluster's time has reached
 * the second after the one validUntil lies in. A wheel of seconds finds what is due.
 */
final class RequestStore {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int SECONDS = 64;

    private final RequestTable table = new RequestTable();
    private final int[] seconds = new int[SECONDS];
    private final int capacity;
    private long currentSecond;

    RequestStore(final int capacity) {
        this.capacity = capacity;
        Arrays.fill(seconds, NONE);
    }

    /** Forgets what is due by now. */
    void expire(final long now) {
        final long second = now / NANOS_PER_SECOND;
        if (second == currentSecond) {
            return;
        }
        final long last = Math.min(second - 1, currentSecond + SECONDS - 1);
        for (long due = currentSecond; due <= last; due++) {
            forgetAll((int) due & (SECONDS - 1));
        }
        currentSecond = second;
    }

    int size() {
        return table.size();
    }

    boolean isFull() {
        return table.size() >= capacity;
    }

    /** Finds the record of a request id. {@return NONE if it is not remembered} */
    int find(final long idHigh, final long idLow) {
        return table.find(idHigh, idLow);
    }

    RequestTable table() {
        return table;
    }

    long contentHash(final int record) {
        return table.get(record, RequestTable.CONTENT_HASH);
    }

    /** Remembers a request longer, because it was sent again with a later validUntil. */
    void extend(final int record, final long validUntil) {
        final long before = table.get(record, RequestTable.VALID_UNTIL);
        if (validUntil > before) {
            unlink(record, slot(before));
            table.set(record, RequestTable.VALID_UNTIL, validUntil);
            link(record, slot(validUntil));
        }
    }

    void remember(final Command command, final long contentHash, final Outcome outcome) {
        remember(
                command.requestIdHigh(),
                command.requestIdLow(),
                contentHash,
                command.validUntil(),
                command.account(),
                command.templateId(),
                outcome);
    }

    void remember(
            final long idHigh,
            final long idLow,
            final long contentHash,
            final long validUntil,
            final long account,
            final int templateId,
            final Outcome outcome) {
        final int record = table.add(idHigh, idLow);
        table.set(record, RequestTable.CONTENT_HASH, contentHash);
        table.set(record, RequestTable.VALID_UNTIL, validUntil);
        table.set(record, RequestTable.ACCOUNT, account);
        table.set(record, RequestTable.CODES, RequestCodes.pack(templateId, outcome));
        table.set(record, RequestTable.ORDER_ID, outcome.orderId);
        table.set(record, RequestTable.FILLED_QUANTITY, outcome.filledQuantity);
        table.set(record, RequestTable.LEAVES_QUANTITY, outcome.leavesQuantity);
        table.set(record, RequestTable.FILLED_NOTIONAL, outcome.filledNotional);
        table.set(record, RequestTable.FEE, outcome.fee);
        table.set(record, RequestTable.FIRST_SEQUENCE, outcome.firstSequence);
        table.set(record, RequestTable.LAST_SEQUENCE, outcome.lastSequence);
        table.set(record, RequestTable.TIME, outcome.time);
        link(record, slot(validUntil));
    }

    /** Reads a remembered outcome. */
    void recall(final int record, final Outcome outcome) {
        final long codes = table.get(record, RequestTable.CODES);
        outcome.rejectReason = RequestCodes.rejectReason(codes);
        outcome.orderStatus = RequestCodes.orderStatus(codes);
        outcome.cancelReason = RequestCodes.cancelReason(codes);
        outcome.orderId = table.get(record, RequestTable.ORDER_ID);
        outcome.filledQuantity = table.get(record, RequestTable.FILLED_QUANTITY);
        outcome.leavesQuantity = table.get(record, RequestTable.LEAVES_QUANTITY);
        outcome.filledNotional = table.get(record, RequestTable.FILLED_NOTIONAL);
        outcome.fee = table.get(record, RequestTable.FEE);
        outcome.firstSequence = table.get(record, RequestTable.FIRST_SEQUENCE);
        outcome.lastSequence = table.get(record, RequestTable.LAST_SEQUENCE);
        outcome.time = table.get(record, RequestTable.TIME);
    }

    /** All records by validUntil, then by request id as an unsigned number, in a new array. */
    int[] sorted() {
        final Integer[] boxed = new Integer[table.size()];
        int count = 0;
        for (final int head : seconds) {
            for (int record = head; record != NONE; record = table.nextInSecond(record)) {
                boxed[count++] = record;
            }
        }
        Arrays.sort(boxed, this::compare);
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }

    private int compare(final int a, final int b) {
        int result = Long.compare(table.get(a, RequestTable.VALID_UNTIL), table.get(b, RequestTable.VALID_UNTIL));
        if (result == 0) {
            result = Long.compareUnsigned(
                    table.get(a, RequestTable.REQUEST_ID_HIGH), table.get(b, RequestTable.REQUEST_ID_HIGH));
        }
        if (result == 0) {
            result = Long.compareUnsigned(
                    table.get(a, RequestTable.REQUEST_ID_LOW), table.get(b, RequestTable.REQUEST_ID_LOW));
        }
        return result;
    }

    private void forgetAll(final int slot) {
        int record = seconds[slot];
        while (record != NONE) {
            final int next = table.nextInSecond(record);
            table.remove(record);
            record = next;
        }
        seconds[slot] = NONE;
    }

    private void link(final int record, final int slot) {
        final int head = seconds[slot];
        table.linkInSecond(record, NONE, head);
        if (head != NONE) {
            table.linkInSecond(head, record, table.nextInSecond(head));
        }
        seconds[slot] = record;
    }

    private void unlink(final int record, final int slot) {
        final int previous = table.previousInSecond(record);
        final int next = table.nextInSecond(record);
        if (previous == NONE) {
            seconds[slot] = next;
        } else {
            table.linkInSecond(previous, table.previousInSecond(previous), next);
        }
        if (next != NONE) {
            table.linkInSecond(next, previous, table.nextInSecond(next));
        }
    }

    private static int slot(final long validUntil) {
        return (int) (validUntil / NANOS_PER_SECOND) & (SECONDS - 1);
    }
}
