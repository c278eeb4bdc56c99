package io.unidatum.exchange.engine;

/** A logical connection that cancel-on-disconnect watches. */
final class Connection implements Timed {
    final Account account;
    /** Unsigned. */
    final long id;
    /** Who holds it. */
    long sessionId;

    long gracePeriodNs;
    /** Session of the cluster that it was opened through. */
    long clusterSessionId;
    /** Cluster time at which its orders are cancelled, ns; 0: it is not lost. */
    long deadline;

    /** The account's next one, by ascending unsigned id. */
    Connection next;

    private int heapIndex = NOT_TIMED;

    Connection(final Account account, final long id) {
        this.account = account;
        this.id = id;
    }

    boolean isLost() {
        return deadline != 0;
    }

    @Override
    public long timedId() {
        return account.id;
    }

    @Override
    public long timedSubId() {
        // Unsigned ids in the order of signed ones.
        return id ^ Long.MIN_VALUE;
    }

    @Override
    public int heapIndex() {
        return heapIndex;
    }

    @Override
    public void heapIndex(final int index) {
        heapIndex = index;
    }
}
