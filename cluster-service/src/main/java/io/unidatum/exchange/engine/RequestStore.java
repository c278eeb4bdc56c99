package io.unidatum.exchange.engine;

/**
 * Remembers requests and their outcomes until validUntil has passed: a record goes once the cluster's time has reached
 * the tick after the one validUntil lies in ({@link RequestWheel}).
 */
final class RequestStore {
    private final RequestTable table = new RequestTable();
    private final RequestWheel wheel = new RequestWheel(table);
    private final RequestIndex index = new RequestIndex(table);
    private final KeyedHash hashing;
    private final int capacity;
    private long currentTick;
    private int size;

    RequestStore(final int capacity, final KeyedHash hashing) {
        this.capacity = capacity;
        this.hashing = hashing;
    }

    /** Forgets what is due by now. */
    void expire(final long now) {
        final long tick = RequestWheel.tick(now);
        if (tick == currentTick) {
            return;
        }
        final boolean wholeTurn = tick - currentTick >= RequestWheel.TICKS;
        final long end = wholeTurn ? currentTick + RequestWheel.TICKS : tick;
        for (long due = currentTick; due < end; due++) {
            size -= wheel.removeAll(RequestWheel.slot(due));
            index.sweep(tick);
        }
        if (wholeTurn) {
            index.clear();
        }
        currentTick = tick;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= capacity;
    }

    /** Finds the record of a request id. {@return NONE if it is not remembered} */
    int find(final long idHigh, final long idLow) {
        return index.find(hashing.of(idHigh, idLow), idHigh, idLow, currentTick);
    }

    /** Reads what finding an id of this hash reads: see {@link Lookahead}. */
    long touch(final long hash) {
        return index.touch(hash);
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
            final int slot = RequestWheel.slot(RequestWheel.tick(before));
            final int later = RequestWheel.slot(RequestWheel.tick(validUntil));
            table.set(record, RequestTable.VALID_UNTIL, validUntil);
            if (later != slot) {
                move(record, wheel.append(later));
                // The last of its list takes its place there.
                final int last = wheel.last(slot);
                if (last != record) {
                    move(last, record);
                }
                table.set(last, RequestTable.VALID_UNTIL, 0);
                wheel.removeLast(slot);
            }
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
        if (index.isSmallFor(++size)) {
            growIndex();
        }
        final long tick = RequestWheel.tick(validUntil);
        final int record = wheel.append(RequestWheel.slot(tick));
        index.add(hashing.of(idHigh, idLow), record, tick, currentTick);
        table.set(record, RequestTable.REQUEST_ID_HIGH, idHigh);
        table.set(record, RequestTable.REQUEST_ID_LOW, idLow);
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

    /**
     * All records, those first that go first; of one tick in the order of its list, which restoring them in this order
     * makes anew. {@return a new array}
     */
    int[] inOrder() {
        final int[] records = new int[size];
        copy(records);
        return records;
    }

    private void move(final int from, final int to) {
        index.remove(hash(from), from);
        table.copy(from, to);
        add(to);
    }

    private void growIndex() {
        final int[] records = new int[size];
        final int count = copy(records);
        index.grow();
        for (int i = 0; i < count; i++) {
            add(records[i]);
        }
    }

    private void add(final int record) {
        index.add(hash(record), record, RequestWheel.tick(table.get(record, RequestTable.VALID_UNTIL)), currentTick);
    }

    private int copy(final int[] records) {
        int count = 0;
        for (int i = 0; i < RequestWheel.TICKS; i++) {
            count = wheel.copy(RequestWheel.slot(currentTick + i), records, count);
        }
        return count;
    }

    private long hash(final int record) {
        final long idHigh = table.get(record, RequestTable.REQUEST_ID_HIGH);
        return hashing.of(idHigh, table.get(record, RequestTable.REQUEST_ID_LOW));
    }
}
