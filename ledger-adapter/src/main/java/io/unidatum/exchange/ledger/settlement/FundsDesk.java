package io.unidatum.exchange.ledger.settlement;

import io.unidatum.exchange.ledger.decoin.DecoinNodeClient;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * What deposits, sweeps and payouts may ask of settlement: it alone makes transfers, so that a wallet has one order of
 * nonces and nothing is promised twice. One for each session, for the settlement's thread only.
 */
public interface FundsDesk {
    /** Number of the chain that the records are about. {@return it} */
    int chain();

    /** Whether the node has the chain of the records and may be asked. {@return false while it is down or suspect} */
    boolean isTrusted();

    /** Whether settlement has stopped until an operator resumes it. {@return true if so} */
    boolean isStopped();

    /** Height of the node's chain as of its last answer. {@return -1 before} */
    long nodeHeight();

    /** Node to read from. {@return a client that never blocks} */
    DecoinNodeClient node();

    /** Transactions on the settlement's database. {@return it} */
    Database database();

    /**
     * The node's chain is not the one of the records: settlement stops until an operator says how to go on.
     *
     * @param why for the operator.
     */
    void condemn(String why);

    /**
     * Something does not fit: the node is asked whether it still has the chain before anything else is asked.
     *
     * @param what happened.
     */
    void suspect(String what);

    /**
     * Whether an address is one of the wallets that settlement balances.
     *
     * @param address to look for.
     * @return true for custody and clearing wallets.
     */
    boolean isWallet(String address);

    /** What may be made pending yet without exceeding a block's cap. {@return base units, 0 if nothing may be} */
    long room();

    /** When the next transfer may be made, after some were refused. {@return time, ms} */
    long notBeforeMs();

    /**
     * A wallet that can pay now: the account's own, if its confirmed balance covers the amount; else another one.
     *
     * @param account for which is paid.
     * @param spend amount and network fee, base units.
     * @return its id; empty if none can.
     */
    OptionalInt payer(long account, long spend);

    /**
     * Pays for a withdrawal: commits the signed transfer with its place in {@code withdrawal_payouts}, then queues it.
     *
     * @param payout to pay.
     * @param walletId that pays, as {@link #payer} said in this step.
     * @throws SQLException if it is not known whether it was committed, or the withdrawal has a living transfer
     *     already; the session is over then.
     */
    void pay(Payout payout, int walletId) throws SQLException;

    /**
     * Moves what is credited and confirmed from a deposit address into the account's custody wallet; nothing if
     * something of it is on its way already.
     *
     * @param account whose deposit address it is.
     * @param most base units.
     * @return what is moved, base units.
     * @throws SQLException if it is not known whether it was committed; the session is over then.
     */
    long sweep(long account, long most) throws SQLException;

    /**
     * A withdrawal to pay.
     *
     * @param withdrawalId of it.
     * @param account whose it is.
     * @param address valid, and not a wallet of settlement.
     * @param amount what is to arrive, base units.
     * @param networkFee burned beside it, base units.
     */
    record Payout(long withdrawalId, long account, String address, long amount, long networkFee) {}
}
