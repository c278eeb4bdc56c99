package io.unidatum.exchange.ledger.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a run found. Filled by the run's thread; not changed afterwards. */
public final class Report {
    /** More are counted, not kept. */
    private static final int MAX_KEPT = 1_000;

    private final Instant started = Instant.now();
    private final boolean completeHistory;
    private final List<Difference> differences = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long differenceCount;
    private long accounts;
    private long balances;
    private long assets;
    private long wallets;
    private long transfers;
    private long sequence;
    private String problem = "";
    private Instant finished = started;

    Report(final boolean completeHistory) {
        this.completeHistory = completeHistory;
    }

    /** Whether everything was compared and is equal. {@return true if so} */
    public boolean isClean() {
        return problem.isEmpty() && differenceCount == 0;
    }

    /** What the command ends with. {@return 0: all equal, 1: differences, 2: it could not be finished} */
    public int exitCode() {
        return differenceCount > 0 ? 1 : problem.isEmpty() ? 0 : 2;
    }

    /** The differences, the first thousand of them. {@return in the order in which they were found} */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How many differences there are. {@return the number} */
    public long differenceCount() {
        return differenceCount;
    }

    /** Why it could not be finished. {@return empty if it was} */
    public String problem() {
        return problem;
    }

    /** Balances compared. {@return the number} */
    public long balances() {
        return balances;
    }

    /** Accounts compared. {@return the number} */
    public long accounts() {
        return accounts;
    }

    /** Event up to which the books' own sums were looked at. {@return journal sequence} */
    public long sequence() {
        return sequence;
    }

    /** Whether all entries were added up. {@return false if only those behind the checkpoints} */
    public boolean completeHistory() {
        return completeHistory;
    }

    /** When it began. {@return the time} */
    public Instant started() {
        return started;
    }

    /** When it ended. {@return the time} */
    public Instant finished() {
        return finished;
    }

    /** The whole report for people. {@return lines} */
    public String text() {
        final StringBuilder text = new StringBuilder("Reconciliation at sequence ")
                .append(sequence)
                .append(completeHistory ? ", all entries" : ", entries since the last checkpoints")
                .append(", ")
                .append(Duration.between(started, finished).toMillis())
                .append(" ms\n");
        line(text, "state machine = books", balances + " balances of " + accounts + " accounts compared");
        line(
                text,
                "books = books",
                assets + " assets: entries sum to zero, balances to what came in less what went out");
        line(text, "books = chain", wallets + " wallets and " + transfers + " transfers looked up on the node");
        notes.forEach(note -> text.append("  note: ").append(note).append('\n'));
        differences.forEach(difference ->
                text.append("  DIFFERENCE ").append(difference.line()).append('\n'));
        if (differenceCount > differences.size()) {
            text.append("  ... and ")
                    .append(differenceCount - differences.size())
                    .append(" more\n");
        }
        if (!problem.isEmpty()) {
            text.append("NOT FINISHED: ").append(problem).append('\n');
        } else if (differenceCount == 0) {
            text.append("CLEAN: everything agrees to the last base unit\n");
        }
        if (differenceCount > 0) {
            text.append("DIFFERENCES: ").append(differenceCount).append(", see docs/reconciliation.md\n");
        }
        return text.toString();
    }

    void add(final Difference difference) {
        differenceCount++;
        if (differences.size() < MAX_KEPT) {
            differences.add(difference);
        }
    }

    void note(final String note) {
        notes.add(note);
    }

    void compared(final long newAccounts, final long newBalances) {
        accounts += newAccounts;
        balances += newBalances;
    }

    void assets(final long number) {
        assets = number;
    }

    void wallet() {
        wallets++;
    }

    void transfer() {
        transfers++;
    }

    void sequence(final long value) {
        sequence = value;
    }

    Report end(final String newProblem) {
        problem = newProblem;
        finished = Instant.now();
        return this;
    }

    private static void line(final StringBuilder text, final String what, final String result) {
        text.append(String.format("  %-22s %s%n", what, result));
    }
}
