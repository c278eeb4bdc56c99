package io.unidatum.exchange.engine.model;

import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.sbe.common.MessageHeaderEncoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.BalancesQueryDecoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.ClusterTimeEncoder;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryDecoder;
import io.unidatum.exchange.sbe.order.GenesisDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The plain exchange: command bytes in; the answer's bytes, events and the state's messages out. */
public final class ModelExchange {
    private static final long MAX_AHEAD = 30 * ModelState.SECOND;

    final ModelState state = new ModelState();
    final EventWriter writer = new EventWriter(state);
    final OrderEventWriter orderEvents = new OrderEventWriter(state, writer);
    final AdminEventWriter adminEvents = new AdminEventWriter(state, writer);
    final WithdrawalEventWriter withdrawalEvents = new WithdrawalEventWriter(state, writer);
    final ModelCollars collars = new ModelCollars();
    final ModelTriggers triggers = new ModelTriggers(this);
    final ModelMatching matching = new ModelMatching(this);
    final ModelOrderRules rules = new ModelOrderRules(this);
    final ModelNewOrders newOrders = new ModelNewOrders(this);
    final ModelCancels cancels = new ModelCancels(this);
    final ModelMarkets markets = new ModelMarkets(this);
    final ModelAccounts accounts = new ModelAccounts(this);
    final ModelWithdrawals withdrawals = new ModelWithdrawals(this);
    final ModelRetention retention = new ModelRetention(state, writer);
    final ModelRequests requests = new ModelRequests();
    private final ModelCommands commands = new ModelCommands(this);
    private final ModelClock clock = new ModelClock(this);

    ModelOutcome outcome = new ModelOutcome();

    /** Creates an exchange that waits for its genesis. */
    public ModelExchange() {}

    /**
     * Carries out one command.
     *
     * @param timestamp        of the log.
     * @param clusterSessionId of the session that sent it.
     * @param principal        of that session.
     * @param bytes            of the command.
     * @return the answer's bytes, with header; of a batch, the answers one behind the other.
     */
    public byte[] onCommand(
            final long timestamp, final long clusterSessionId, final PrincipalKey principal, final byte[] bytes) {
        onTimer(timestamp);
        return answer(clusterSessionId, principal, bytes);
    }

    /**
     * Does what is due.
     *
     * @param timestamp of the log.
     */
    public void onTimer(final long timestamp) {
        state.time = Math.max(state.time, timestamp);
        requests.forget(state.time);
        outcome = new ModelOutcome();
        clock.run();
    }

    /**
     * A cluster session has ended.
     *
     * @param timestamp        of the log.
     * @param clusterSessionId of the session.
     */
    public void onSessionClosed(final long timestamp, final long clusterSessionId) {
        onTimer(timestamp);
        beginByItself();
        accounts.sessionClosed(clusterSessionId);
    }

    /** When {@link #onTimer} has something to do. {@return cluster time, Long.MAX_VALUE if never} */
    public long nextDeadline() {
        return clock.nextDeadline();
    }

    /** The events since the last call. {@return in their order} */
    public List<ModelEvent> takeEvents() {
        return writer.take();
    }

    /** The whole state as messages of the snapshot's schema. {@return in their order} */
    public List<ModelMessage> snapshot() {
        return new ModelSnapshot(state, withdrawals.today(), retention).write();
    }

    /** How many requests are remembered. {@return 0 or more} */
    public int rememberedRequests() {
        return requests.size();
    }

    /** For histories to acknowledge what there is. {@return sequence of the last event} */
    public long lastSequence() {
        return state.lastSequence;
    }

    /** For histories to acknowledge what there is. {@return position of the journal} */
    public long journalPosition() {
        return writer.endPosition();
    }

    /** For histories to name orders that there are. {@return the open orders by id} */
    public List<OpenOrder> openOrders() {
        return state.orders(o -> true)
                .map(o -> new OpenOrder(
                        o.id, o.account.id, o.instrument.id, o.quantity, o.leaves, o.price, o.stop, o.clientOrderId))
                .toList();
    }

    /**
     * For histories to reduce positions that there are.
     *
     * @param account    whose position it is.
     * @param instrument that it is in.
     * @return signed quantity, 0 if there is none.
     */
    public long position(final long account, final long instrument) {
        final ModelAccount found = state.accounts.get(account);
        final ModelPosition position = found == null ? null : found.positions.get(instrument);
        return position == null ? 0 : position.quantity.longValueExact();
    }

    /**
     * An open order, as far as histories need it.
     *
     * @param id            of it.
     * @param account       of it.
     * @param instrument    of it.
     * @param quantity      in all.
     * @param leaves        that are open.
     * @param price         limit or protection.
     * @param stop          price, 0 if it has none.
     * @param clientOrderId or empty.
     */
    public record OpenOrder(
            long id,
            long account,
            long instrument,
            long quantity,
            long leaves,
            long price,
            long stop,
            String clientOrderId) {}

    /**
     * An open withdrawal, as far as histories need it.
     *
     * @param id      of it.
     * @param account that withdraws.
     * @param fee     that is held beside the amount.
     */
    public record OpenWithdrawal(long id, long account, long fee) {}

    /** All that are open. {@return by ascending id} */
    public List<OpenWithdrawal> openWithdrawals() {
        return state.withdrawals.stream()
                .filter(w -> w.isOpen)
                .map(w -> new OpenWithdrawal(w.id, w.account.id, w.fee))
                .toList();
    }

    /** What follows is nobody's command. */
    void beginByItself() {
        writer.begin(null);
        collars.begin(state);
    }

    private byte[] answer(final long clusterSessionId, final PrincipalKey principal, final byte[] bytes) {
        final ModelCommand command = new ModelCommand(bytes);
        command.clusterSessionId = clusterSessionId;
        command.role = state.roles.get(principal);
        outcome = new ModelOutcome();
        outcome.time = state.time;
        if (!command.isReadable()) {
            return reject(command, RejectReason.MALFORMED);
        }
        if (command.templateId == ClusterTimeQueryDecoder.TEMPLATE_ID && command.isFixed()) {
            return clusterTime(command);
        }
        if (command.templateId == BatchDecoder.TEMPLATE_ID) {
            return batch(command, principal);
        }
        if (command.templateId == BalancesQueryDecoder.TEMPLATE_ID) {
            return balances(command);
        }
        if (!commands.isWellFormed(command)) {
            return reject(command, RejectReason.MALFORMED);
        }
        if (commands.isDormant(command)) {
            return reject(command, RejectReason.UNSUPPORTED);
        }
        final RejectReason refusal = refusal(command, principal);
        if (refusal != RejectReason.NONE) {
            return reject(command, refusal);
        }
        final ModelRequests.Remembered remembered = requests.find(command);
        if (remembered == null) {
            return carryOut(command);
        }
        if (!remembered.isSame(command)) {
            return reject(command, RejectReason.REQUEST_ID_REUSED);
        }
        remembered.validUntil = Math.max(remembered.validUntil, command.validUntil);
        return remembered.outcome.encode(command, true);
    }

    private boolean isWellFormed(final byte[] inner) {
        final ModelCommand command = new ModelCommand(inner);
        return command.isReadable() && commands.isWellFormed(command);
    }

    private RejectReason refusal(final ModelCommand command, final PrincipalKey principal) {
        if (command.templateId == GenesisDecoder.TEMPLATE_ID) {
            final var key = command.read(new GenesisDecoder()).operatorKey();
            final boolean own = principal.equals(new PrincipalKey(key.w0(), key.w1(), key.w2(), key.w3()))
                    && !principal.equals(PrincipalKey.NONE);
            if (!own || state.initialised && command.role != Role.OPERATOR) {
                return RejectReason.NOT_AUTHORISED;
            }
        } else if (!state.initialised) {
            return RejectReason.NOT_INITIALISED;
        } else if (!commands.mayBeSentBy(command, command.role)) {
            return RejectReason.NOT_AUTHORISED;
        }
        if (command.validUntil < state.time) {
            return RejectReason.EXPIRED_COMMAND;
        }
        return command.validUntil - state.time > MAX_AHEAD ? RejectReason.VALID_UNTIL_TOO_FAR : RejectReason.NONE;
    }

    private byte[] carryOut(final ModelCommand command) {
        writer.begin(command);
        collars.begin(state);
        try {
            commands.carryOut(command);
            outcome.freeze();
            triggers.workOff();
        } catch (final Rejected e) {
            outcome.reason = e.reason;
        }
        outcome.firstSequence = writer.first();
        outcome.lastSequence = writer.last();
        final boolean remembered = outcome.reason != RejectReason.MALFORMED
                && outcome.reason != RejectReason.RATE_LIMITED
                && outcome.reason != RejectReason.OVERLOADED;
        if (remembered) {
            requests.remember(command, outcome);
        }
        return outcome.encode(command, false);
    }

    private byte[] batch(final ModelCommand command, final PrincipalKey principal) {
        final List<byte[]> inner = new ArrayList<>();
        if (!ModelBatch.split(command, inner) || !inner.stream().allMatch(this::isWellFormed)) {
            return reject(command, RejectReason.MALFORMED);
        }
        if (state.encodingVersion < 2) {
            return reject(command, RejectReason.UNSUPPORTED);
        }
        final ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (final byte[] message : Collections.unmodifiableList(inner)) {
            answers.writeBytes(answer(command.clusterSessionId, principal, message));
        }
        return answers.toByteArray();
    }

    private byte[] balances(final ModelCommand command) {
        if (!command.isFixed() || command.blockLength < BalancesQueryDecoder.BLOCK_LENGTH) {
            return reject(command, RejectReason.MALFORMED);
        }
        if (!state.initialised) {
            return reject(command, RejectReason.NOT_INITIALISED);
        }
        if (state.encodingVersion < 3) {
            return reject(command, RejectReason.UNSUPPORTED);
        }
        return command.role == null
                ? reject(command, RejectReason.NOT_AUTHORISED)
                : ModelBalances.answer(state, command);
    }

    private byte[] reject(final ModelCommand command, final RejectReason reason) {
        outcome.reason = reason;
        return outcome.encode(command, false);
    }

    private byte[] clusterTime(final ModelCommand command) {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + ClusterTimeEncoder.BLOCK_LENGTH];
        new ClusterTimeEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .requestIdHigh(command.requestIdHigh)
                .requestIdLow(command.requestIdLow)
                .time(state.time)
                .lastSequence(state.lastSequence);
        return bytes;
    }
}
