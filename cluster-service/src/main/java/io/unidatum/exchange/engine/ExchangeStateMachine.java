package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.BalancesQueryDecoder;
import io.unidatum.exchange.sbe.order.BatchDecoder;
import io.unidatum.exchange.sbe.order.ClusterTimeQueryDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The exchange as a function of its ordered commands: accounts, balances, holds, instruments, order books and what is
 * remembered of requests. It reads no clock, no random source and no configuration, so the same commands give the same
 * journal frames and the same state hash on every node.
 *
 * <p>A command is checked in this order: its form; whether the session's key may send it; whether it is in time;
 * whether its request id is remembered; then everything that its handler checks. A reject writes no event and changes
 * nothing but what is remembered of the request.
 *
 * <p>Single-threaded. Allocates nothing per trading command once its tables have grown to their size.
 */
public final class ExchangeStateMachine {
    private static final long NO_SESSION = -1;

    private final Command command = new Command();
    private final Outcome outcome = new Outcome();
    private final ResponseWriter responses = new ResponseWriter();
    private final ExchangeState state;
    private final JournalFramer framer;
    private final CommandRouter router;
    private final AccessPolicy access;
    private final Lookahead lookahead;
    private final DueWork dueWork;
    private final TriggerCascade cascade;
    private final BatchReader batch;
    private final BalancesPage balances;
    private final SnapshotWriter snapshotWriter;
    private final SnapshotReader snapshotReader;
    /** Commands still to come of those that were prepared last. */
    private int preparedCommands;

    /**
     * Creates an empty exchange with tables under a key that everybody knows: for tests and tools.
     *
     * @param journal takes the frames of the event journal.
     */
    public ExchangeStateMachine(final JournalSink journal) {
        this(journal, 0);
    }

    /**
     * Creates an empty exchange that waits for its genesis command or for the first message of a snapshot.
     *
     * @param journal takes the frames of the event journal.
     * @param hashKey keys the tables in memory, so that nobody outside can choose ids that collide there. What the
     *     machine does does not depend on it: every node takes a random one.
     */
    public ExchangeStateMachine(final JournalSink journal, final long hashKey) {
        this(journal, hashKey, EngineLimits.MAX_REMEMBERED_REQUESTS);
    }

    ExchangeStateMachine(final JournalSink journal, final long hashKey, final int maxRememberedRequests) {
        state = new ExchangeState(maxRememberedRequests, hashKey);
        framer = new JournalFramer(journal);
        final OriginWriter origin = new OriginWriter(command);
        final OrderEvents orderEvents = new OrderEvents(framer, origin);
        final SpecialOrderEvents specialEvents = new SpecialOrderEvents(framer, origin);
        final OrderExecution execution = new OrderExecution(state, orderEvents, specialEvents);
        final TradeSettlement settlement =
                new TradeSettlement(state, new TradeEvents(framer), specialEvents, execution);
        cascade = execution.cascade();
        snapshotWriter = new SnapshotWriter(state, framer);
        snapshotReader = new SnapshotReader(state, framer, settlement);
        router = new CommandRouter(
                state,
                orderEvents,
                specialEvents,
                execution,
                new AccountEvents(framer, origin),
                new ProtectionEvents(framer, origin),
                new AdminEvents(framer, origin),
                new WithdrawalEvents(framer, origin),
                new MarketEvents(framer, origin),
                new RetentionCommands(state, framer, origin),
                settlement,
                snapshotWriter);
        access = new AccessPolicy(state, router);
        lookahead = new Lookahead(state);
        dueWork = router.dueWork();
        batch = new BatchReader(router);
        balances = new BalancesPage(state);
    }

    /**
     * Carries out one command. Never throws on bad input: whatever cannot be done is answered with a reject.
     *
     * @param timestampNs the cluster's time of the command; a time before the last one counts as the last one.
     * @param principal authenticated key of the session that sent it.
     * @param buffer that holds the command.
     * @param offset at which its SBE header begins.
     * @param length of the command in bytes.
     * @return length of the answer in {@link #response()}, 0 if there is none.
     */
    public int onCommand(
            final long timestampNs,
            final PrincipalKey principal,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        return onCommand(timestampNs, NO_SESSION, principal, buffer, offset, length);
    }

    /**
     * As {@link #onCommand(long, PrincipalKey, DirectBuffer, int, int)}, for a host that has sessions.
     *
     * @param timestampNs the cluster's time of the command.
     * @param clusterSessionId session that sent it: see {@link #onSessionClosed}.
     * @param principal authenticated key of that session.
     * @param buffer that holds the command.
     * @param offset at which its SBE header begins.
     * @param length of the command in bytes.
     * @return length of the answer in {@link #response()}: of a batch, of all its outcomes one behind the other.
     */
    public int onCommand(
            final long timestampNs,
            final long clusterSessionId,
            final PrincipalKey principal,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (preparedCommands == 0) {
            lookahead.add(buffer, offset, length);
            lookahead.read();
        } else {
            preparedCommands--;
        }
        final long now = advance(timestampNs);
        responses.clear();
        command.clusterSessionId(clusterSessionId);
        return answer(now, principal, buffer, offset, length);
    }

    private int answer(
            final long now,
            final PrincipalKey principal,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        outcome.reset(now);
        if (!command.read(buffer, offset, length, now)) {
            return reject(RejectReason.MALFORMED);
        }
        if (command.templateId() == ClusterTimeQueryDecoder.TEMPLATE_ID && command.isFixed()) {
            return responses.writeTime(command, framer.lastSequence());
        }
        if (command.templateId() == BatchDecoder.TEMPLATE_ID) {
            return answerBatch(principal);
        }
        if (command.templateId() == BalancesQueryDecoder.TEMPLATE_ID) {
            return answerBalances(principal);
        }
        if (!router.isWellFormed(command)) {
            return reject(RejectReason.MALFORMED);
        }
        if (router.isDormant(command)) {
            return reject(RejectReason.UNSUPPORTED);
        }
        final RejectReason refusal = access.check(command, principal);
        if (refusal != RejectReason.NONE) {
            return reject(refusal);
        }

        final long contentHash = command.contentHash();
        final int record = state.requests.find(command.requestIdHigh(), command.requestIdLow());
        if (record != RequestTable.NONE) {
            return replay(record, contentHash);
        }
        if (state.requests.isFull()) {
            return reject(RejectReason.OVERLOADED);
        }
        return carryOut(contentHash);
    }

    /** Anybody with a role may ask; what is answered is not remembered, since nothing changes. */
    private int answerBalances(final PrincipalKey principal) {
        if (!command.isFixed() || command.blockLength() < BalancesQueryDecoder.BLOCK_LENGTH) {
            return reject(RejectReason.MALFORMED);
        }
        if (!state.initialised) {
            return reject(RejectReason.NOT_INITIALISED);
        }
        if (!state.knowsVersion3()) {
            return reject(RejectReason.UNSUPPORTED);
        }
        if (state.principals.roleOf(principal) == null) {
            return reject(RejectReason.NOT_AUTHORISED);
        }
        final int length = balances.write(command, framer.lastSequence(), responses.buffer());
        return length > 0 ? length : reject(RejectReason.OVERLOADED);
    }

    /** Carries out a batch's commands, each as if it had come alone. */
    private int answerBatch(final PrincipalKey principal) {
        final long now = command.now();
        if (!batch.read(command)) {
            return reject(RejectReason.MALFORMED);
        }
        if (state.initialised && !state.knowsVersion2()) {
            return reject(RejectReason.UNSUPPORTED);
        }
        int answered = 0;
        for (int i = batch.count(); i > 0; i--) {
            if ((batch.count() - i) % ExpectedCommands.SIZE == 0) {
                batch.expect(lookahead, i);
                lookahead.read();
            }
            final int offset = batch.offset();
            final int length = batch.next();
            answered = answer(now, principal, batch.buffer(), offset, length);
        }
        return answered;
    }

    /**
     * Does what is due by now, as {@link #onCommand} does before each command: orders expire, timers run out, halts
     * end. Never throws.
     *
     * @param timestampNs the cluster's time; a time before the last one counts as the last one.
     */
    public void onTimer(final long timestampNs) {
        advance(timestampNs);
    }

    /**
     * A session of the cluster has ended, by its client or for want of a sign of life: the connections that were opened
     * through it are lost. Never throws.
     *
     * @param timestampNs the cluster's time.
     * @param clusterSessionId the session that {@link #onCommand} was given.
     */
    public void onSessionClosed(final long timestampNs, final long clusterSessionId) {
        final long now = advance(timestampNs);
        command.clear(now);
        framer.begin(now, state.encodingVersion);
        router.connectionWatch().onSessionClosed(clusterSessionId, now);
        cascade.run();
        framer.end();
    }

    /**
     * Says which command will probably be carried out next, behind those that were expected before. This is a hint: it
     * may be of any form or none, and whether it comes true makes no difference but in time. Commands of a log are
     * carried out several times as fast if the host expects a group of them, the first one included, then calls
     * {@link #prepare}, and then hands them over. Never throws.
     *
     * @param buffer that holds the command. It is not looked at after this call.
     * @param offset at which its SBE header begins.
     * @param length of the command in bytes.
     * @return whether more may be expected before {@link #prepare} is called; what is beyond that is ignored.
     */
    public boolean expect(final DirectBuffer buffer, final int offset, final int length) {
        return lookahead.add(buffer, offset, length);
    }

    /** Reads what the expected commands will need, so that it is in the cache when they are carried out. */
    public void prepare() {
        preparedCommands = lookahead.read();
    }

    /** When the host is to call {@link #onTimer} at the latest. {@return cluster time, ns; Long.MAX_VALUE: never} */
    public long nextDeadline() {
        return state.deadlines.next();
    }

    /** The answer to the last command, from offset 0, with its SBE header. {@return a buffer that the next command
     * overwrites} */
    public DirectBuffer response() {
        return responses.buffer();
    }

    /**
     * Writes the whole state as the messages of the snapshot schema, SnapshotHeader first and SnapshotEnd last.
     *
     * @param sink takes the messages.
     */
    public void takeSnapshot(final SnapshotSink sink) {
        snapshotWriter.writeWithEnd(sink);
    }

    /**
     * Restores one message of a snapshot. The machine must be fresh; messages come in the order they were written.
     *
     * @param buffer that holds the message.
     * @param offset at which its SBE header begins.
     * @param length of the message in bytes.
     * @throws IllegalStateException if the snapshot is damaged, out of order or of an unknown version. The machine is
     *     unusable then.
     */
    public void onSnapshotMessage(final DirectBuffer buffer, final int offset, final int length) {
        if (!snapshotReader.isStarted() && (state.time != 0 || state.initialised)) {
            throw new IllegalStateException("a snapshot can only be restored into a fresh state machine");
        }
        snapshotReader.onMessage(buffer, offset, length);
    }

    /** Whether a whole snapshot has been restored and its checksum was right. {@return true if so} */
    public boolean isSnapshotComplete() {
        return snapshotReader.isComplete();
    }

    /** Hash of the whole state, algorithm 1, as a snapshot taken now would carry it. {@return the hash} */
    public long stateHash() {
        return snapshotWriter.write((buffer, offset, length) -> {});
    }

    /** Global sequence of the last event. {@return 0 if there is none} */
    public long lastSequence() {
        return framer.lastSequence();
    }

    /** Hash over all journal frames so far. {@return 0 if there is none} */
    public long chainHash() {
        return framer.chainHash();
    }

    /** Position in the journal just behind the last frame. {@return position in bytes, 0 at first} */
    public long journalPosition() {
        return framer.position();
    }

    /** Cluster time of the last command. {@return nanoseconds since 1970} */
    public long time() {
        return state.time;
    }

    /** Which part of the journal is needed, and whether there is room for more. {@return a live view} */
    public JournalRetention retention() {
        return state.retention;
    }

    /** In which events are written. {@return 1 to 3} */
    public int encodingVersion() {
        return state.encodingVersion;
    }

    /** Whether the genesis command has been carried out. {@return true if so} */
    public boolean isInitialised() {
        return state.initialised;
    }

    /** Number of resting orders of all instruments. {@return 0 or more} */
    public int openOrderCount() {
        return state.openOrders.size();
    }

    /** Number of requests whose outcome is remembered. {@return 0 or more} */
    public int rememberedRequestCount() {
        return state.requests.size();
    }

    /**
     * Whether a key is an enabled operator's.
     *
     * @param key to look up.
     * @return true if so.
     */
    public boolean isOperator(final PrincipalKey key) {
        return state.principals.roleOf(key) == Role.OPERATOR;
    }

    /**
     * Names the keys of all enabled operators.
     *
     * @param consumer takes each key once, in ascending order.
     */
    public void forEachOperator(final Consumer<PrincipalKey> consumer) {
        for (final Principals.Grant grant : state.principals.sorted()) {
            if (grant.enabled() && grant.role() == Role.OPERATOR) {
                consumer.accept(grant.key());
            }
        }
    }

    /**
     * Whether a key is enabled in any role. Before the genesis no key is.
     *
     * @param key to look up.
     * @return true if so.
     */
    public boolean isKnown(final PrincipalKey key) {
        return state.principals.roleOf(key) != null;
    }

    /** For tests, which ask who may send what. */
    CommandRouter router() {
        return router;
    }

    /** For tests, which check the state after every command. */
    ExchangeState state() {
        return state;
    }

    /** Brings the exchange to a time: what is due by then is done, in frames of its own. {@return the time} */
    private long advance(final long timestampNs) {
        final long now = Math.max(state.time, timestampNs);
        state.time = now;
        state.requests.expire(now);
        if (state.deadlines.next() <= now) {
            command.clear(now);
            state.commandNumber++;
            framer.begin(now, state.encodingVersion);
            dueWork.apply(now);
            cascade.run();
            framer.end();
        }
        return now;
    }

    private int carryOut(final long contentHash) {
        state.commandNumber++;
        framer.begin(command.now(), state.encodingVersion);
        final RejectReason reason = router.handler(command).onCommand(command, outcome);
        cascade.run();
        framer.end();
        outcome.rejectReason = reason.value();
        outcome.firstSequence = framer.firstOfCommand();
        outcome.lastSequence = framer.lastOfCommand();
        if (isRemembered(reason)) {
            state.requests.remember(command, contentHash, outcome);
        }
        return responses.writeOutcome(command, outcome, false);
    }

    private int replay(final int record, final long contentHash) {
        if (state.requests.contentHash(record) != contentHash) {
            return reject(RejectReason.REQUEST_ID_REUSED);
        }
        // First the outcome: a record whose life is prolonged goes to another place, and another takes this one.
        state.requests.recall(record, outcome);
        state.requests.extend(record, command.validUntil());
        return responses.writeOutcome(command, outcome, true);
    }

    private int reject(final RejectReason reason) {
        outcome.rejectReason = reason.value();
        return responses.writeOutcome(command, outcome, false);
    }

    private static boolean isRemembered(final RejectReason reason) {
        return reason != RejectReason.MALFORMED
                && reason != RejectReason.RATE_LIMITED
                && reason != RejectReason.OVERLOADED;
    }
}
