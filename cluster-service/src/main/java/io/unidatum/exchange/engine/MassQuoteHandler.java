package io.unidatum.exchange.engine;

import io.unidatum.exchange.book.Prevention;
import io.unidatum.exchange.protocol.ReservedAccounts;
import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;

/** MassQuote: replaces all quotes of an account in an instrument, or changes nothing. */
final class MassQuoteHandler implements CommandHandler {
    private static final ClientOrderId NO_CLIENT_ORDER_ID = new ClientOrderId();

    private final MassQuoteDecoder decoder = new MassQuoteDecoder();
    private final QuoteLevels levels = new QuoteLevels();
    /** Nobody asks what becomes of a single level. */
    private final Outcome unasked = new Outcome();

    private final ExchangeState state;
    private final QuoteRules rules;
    private final OrderFactory orders;
    private final OrderAcceptance acceptance;
    private final OrderEvents events;
    private final OrderExecution execution;

    MassQuoteHandler(
            final ExchangeState state,
            final OrderFactory orders,
            final OrderAcceptance acceptance,
            final OrderEvents events,
            final OrderExecution execution) {
        this.state = state;
        this.rules = new QuoteRules(state, orders, levels);
        this.orders = orders;
        this.acceptance = acceptance;
        this.events = events;
        this.execution = execution;
    }

    /** Whether what stands behind the block is the group, whole, and nothing else. */
    static boolean hasWholeGroup(final Command command) {
        final int room = command.tailLength() - MassQuoteDecoder.QuotesDecoder.sbeHeaderSize();
        if (room < 0) {
            return false;
        }
        final int blockLength = command.tailWord(0);
        final int count = command.tailWord(1);
        return blockLength >= MassQuoteDecoder.QuotesDecoder.sbeBlockLength() && room == blockLength * count;
    }

    private static boolean hasLevels(final Command command) {
        return command.tailWord(1) != 0;
    }

    @Override
    public RejectReason onCommand(final Command command, final Outcome outcome) {
        decoder.wrap(command.buffer(), command.blockOffset(), command.blockLength(), command.version());
        if (command.account() < ReservedAccounts.FIRST_CUSTOMER) {
            return RejectReason.RESERVED_ACCOUNT;
        }
        final Account account = state.accounts.get(command.account());
        if (account == null) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (state.retention.isOrderEntrySuspended() && hasLevels(command)) {
            return RejectReason.ORDER_ENTRY_SUSPENDED;
        }
        final Instrument instrument = state.instruments.get(decoder.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final int flags = decoder.flags().getRaw();
        final Prevention prevention = SelfTrades.prevention(decoder.selfTradePrevention());
        if (prevention == null || (flags & ~OrderFlag.POST_ONLY) != 0) {
            return RejectReason.UNKNOWN_ENUM_VALUE;
        }
        final RejectReason reason = levels.read(decoder, instrument);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        return quote(account, instrument, flags, prevention, command);
    }

    private RejectReason quote(
            final Account account,
            final Instrument instrument,
            final int flags,
            final Prevention prevention,
            final Command command) {
        final boolean hasLevels = levels.size() != 0;
        if (hasLevels) {
            final RejectReason access = checkAccess(account, instrument, flags, command.now());
            if (access != RejectReason.NONE) {
                return access;
            }
        }
        final AccountPosition position = state.positions.obtain(account, instrument);
        if (position.quotes == null) {
            position.quotes = new Quotes();
        }
        levels.match(position.quotes);
        if (hasLevels) {
            RejectReason reason = rules.check(position);
            if (reason == RejectReason.NONE
                    && (flags & OrderFlag.POST_ONLY) != 0
                    && rules.wouldTake(account, instrument)) {
                reason = RejectReason.POST_ONLY_WOULD_TAKE;
            }
            if (reason != RejectReason.NONE) {
                return reason;
            }
            account.countOrder(command.now());
        }
        cancelOthers(position.quotes);
        reduceKept(position.quotes);
        raiseKept(position.quotes);
        placeNew(position, flags | OrderFlag.MASS_QUOTE, prevention, command);
        return RejectReason.NONE;
    }

    private RejectReason checkAccess(
            final Account account, final Instrument instrument, final int flags, final long now) {
        if (account.blocked) {
            return RejectReason.ACCOUNT_BLOCKED;
        }
        switch (instrument.status) {
            case HALTED:
                return RejectReason.INSTRUMENT_HALTED;
            case CANCEL_ONLY:
                return RejectReason.INSTRUMENT_CANCEL_ONLY;
            case POST_ONLY:
                if ((flags & OrderFlag.POST_ONLY) == 0 && rules.wouldTake(account, instrument)) {
                    return RejectReason.INSTRUMENT_POST_ONLY;
                }
                break;
            default:
                break;
        }
        return account.isWithinRate(now) ? RejectReason.NONE : RejectReason.RATE_LIMITED;
    }

    private void cancelOthers(final Quotes present) {
        int index = 0;
        while (index < present.size()) {
            final EngineOrder order = present.get(index);
            if (levels.lots(order) != 0) {
                index++;
            } else {
                execution.cancel(order, CancelReason.MASS_QUOTE, unasked);
            }
        }
    }

    /** Before any is raised, so that what they release is there for it. */
    private void reduceKept(final Quotes present) {
        for (int i = 0; i < present.size(); i++) {
            final EngineOrder order = present.get(i);
            final long lots = levels.lots(order);
            if (lots < order.leaves()) {
                final long oldLots = order.leaves();
                order.instrument.book.reduce(order, lots);
                resize(order, lots - oldLots);
                state.openQuantities.recount(order);
                events.amended(order, order.price(), oldLots, oldLots, true);
            }
        }
    }

    private void raiseKept(final Quotes present) {
        for (int i = 0; i < present.size(); i++) {
            final EngineOrder order = present.get(i);
            final long lots = levels.lots(order);
            if (lots > order.leaves()) {
                final long oldLots = order.leaves();
                order.instrument.book.remove(order);
                order.reopen(order.price(), lots);
                resize(order, lots - oldLots);
                events.amended(order, order.price(), oldLots, oldLots, false);
                execution.execute(order, unasked);
            }
        }
    }

    /** The open quantity is what it is to be: the total follows, and the hold. */
    private static void resize(final EngineOrder order, final long moreLots) {
        order.quantityLots += moreLots;
        final long hold = order.holdFor(order.price(), order.leaves());
        order.account.hold(order.heldAsset(), hold - order.hold);
        order.hold = hold;
    }

    private void placeNew(
            final AccountPosition position, final int flags, final Prevention prevention, final Command command) {
        for (int i = 0; i < levels.size(); i++) {
            if (levels.kept(i) == null) {
                final EngineOrder order = levels.newOrder(i, position, orders);
                order.special = true;
                order.flags = flags;
                order.prevention(prevention);
                order.hold = order.holdFor(order.price(), order.leaves());
                acceptance.number(order, command, NO_CLIENT_ORDER_ID);
                acceptance.announce(order);
                execution.execute(order, unasked);
            }
        }
    }
}
