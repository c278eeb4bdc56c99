package io.unidatum.exchange.client.view;

/**
 * Is told of what the journal changed, on the view's thread, after the view has changed. Not called for what comes with
 * a state image. Must not call the view's reader.
 */
public interface ExchangeViewListener {
    /**
     * An order was accepted, triggered, filled, amended, reduced or closed.
     *
     * @param order as it is now.
     */
    default void onOrder(final OrderView order) {}

    /**
     * An order was filled; {@link #onOrder} follows.
     *
     * @param order as it is now.
     * @param fill its newest.
     */
    default void onFill(final OrderView order, final FillView fill) {}

    /**
     * A balance changed. The fee account's too.
     *
     * @param balance as it is now.
     */
    default void onBalance(final BalanceView balance) {}

    /**
     * A deposit was credited; {@link #onBalance} came before.
     *
     * @param deposit what was credited.
     */
    default void onDeposit(final DepositView deposit) {}

    /**
     * A withdrawal was asked for, or has ended; {@link #onBalance} came before.
     *
     * @param withdrawal as it is now.
     */
    default void onWithdrawal(final WithdrawalView withdrawal) {}

    /**
     * An account was created, or its status, tier or limits changed.
     *
     * @param account as it is now.
     */
    default void onAccount(final AccountView account) {}

    /**
     * An account's dead-man timer was set or switched off, or has run out.
     *
     * @param account as it is now.
     */
    default void onDeadManTimer(final AccountView account) {}

    /**
     * A logical connection was opened, taken over, lost or closed.
     *
     * @param connection as it is now.
     */
    default void onConnection(final ConnectionView connection) {}

    /**
     * An API key was created or changed.
     *
     * @param apiKey as it is now.
     */
    default void onApiKey(final ApiKeyView apiKey) {}

    /**
     * An instrument was created, or its status or rules changed.
     *
     * @param instrument as it is now.
     */
    default void onInstrument(final InstrumentView instrument) {}

    /**
     * Everything up to this sequence is in the view.
     *
     * @param lastSequence of a journal frame's last event.
     * @param lastOfCommand true if the command that caused it has no further events.
     */
    default void onFrameEnd(final long lastSequence, final boolean lastOfCommand) {}
}
