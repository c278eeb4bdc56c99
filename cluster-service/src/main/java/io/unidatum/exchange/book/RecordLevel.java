package io.unidatum.exchange.book;

/** Shows a level that is a record. */
final class RecordLevel implements BookLevel {
    final int level;
    private final Records records;

    RecordLevel(final Records records, final int level) {
        this.records = records;
        this.level = level;
    }

    @Override
    public long price() {
        return records.price(level);
    }

    @Override
    public long quantity() {
        return records.total(level) - records.hidden(level);
    }

    @Override
    public long hidden() {
        return records.hidden(level);
    }

    @Override
    public int orderCount() {
        return records.orderCount(level);
    }
}
