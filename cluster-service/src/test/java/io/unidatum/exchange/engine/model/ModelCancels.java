package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.common.Side;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.KillSwitchDecoder;
import io.unidatum.exchange.sbe.order.MassCancelDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.function.Predicate;

/** CancelOrder, MassCancel, KillSwitch. */
final class ModelCancels {
    private final ModelExchange exchange;
    private final ModelState state;
    private final ModelOrderRules rules;

    ModelCancels(final ModelExchange exchange) {
        this.exchange = exchange;
        state = exchange.state;
        rules = exchange.rules;
    }

    void onCancel(final ModelCommand command) {
        final CancelOrderDecoder d = command.read(new CancelOrderDecoder());
        final ModelAccount account = rules.account(command.account);
        final ModelOrder order = state.findOpen(account, d.orderId(), d.clientOrderId());
        Rejected.when(order == null, RejectReason.UNKNOWN_ORDER);
        exchange.outcome.about(order);
        exchange.matching.cancel(order, CancelReason.USER);
    }

    void onMassCancel(final ModelCommand command) {
        final MassCancelDecoder d = command.read(new MassCancelDecoder());
        final boolean operator = command.role == Role.OPERATOR;
        final boolean everybody = operator && command.account == 0;
        final ModelAccount account = everybody ? null : rules.account(command.account);
        if (d.instrumentId() != 0) {
            rules.instrument(d.instrumentId());
        }
        final Side side = d.side();
        Rejected.when(side == Side.SBE_UNKNOWN, RejectReason.UNKNOWN_ENUM_VALUE);
        cancelAll(
                o -> (everybody || o.account == account)
                        && (d.instrumentId() == 0 || o.instrument.id == d.instrumentId())
                        && (side == Side.NULL_VAL || o.side == side),
                operator ? CancelReason.OPERATOR : CancelReason.MASS_CANCEL);
    }

    void onKillSwitch(final ModelCommand command) {
        final KillSwitchDecoder d = command.read(new KillSwitchDecoder());
        final ModelAccount account = rules.customer(command.account);
        Rejected.when(!command.isPrintable(KillSwitchDecoder.reasonEncodingOffset(), 64), RejectReason.INVALID_NAME);
        account.blocked = true;
        exchange.adminEvents.account(account, d.reason());
        cancelAll(o -> o.account == account, CancelReason.KILL_SWITCH);
    }

    /** By order id; a linked one goes with its partner. */
    void cancelAll(final Predicate<ModelOrder> condition, final CancelReason reason) {
        while (state.orders(condition).findFirst().isPresent()) {
            exchange.matching.cancel(state.orders(condition).findFirst().get(), reason);
        }
    }
}
