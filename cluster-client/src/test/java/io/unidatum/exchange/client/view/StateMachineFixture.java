package io.unidatum.exchange.client.view;

import io.unidatum.exchange.client.journal.JournalHandler;
import io.unidatum.exchange.client.journal.SnapshotMessageHandler;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import io.unidatum.exchange.engine.PrincipalKey;
import io.unidatum.exchange.node.TestCommands;
import io.unidatum.exchange.runtime.Ed25519Key;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.util.concurrent.TimeUnit;

/** The real state machine with four assets, two instruments and some accounts, its events passed on as they happen. */
final class StateMachineFixture {
    static final long ONE = 100_000_000L;
    static final long FIRST_ACCOUNT = 1_001;
    static final int DEC = 1;
    static final int USD = 2;
    static final int BTC = 3;

    private final FrameEvents events = new FrameEvents();
    private final CommandOutcomeDecoder outcome = new CommandOutcomeDecoder();
    private final ExchangeStateMachine machine = new ExchangeStateMachine(events);
    private final PrincipalKey operator;
    private final PrincipalKey gateway;
    private long timeNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

    StateMachineFixture(final JournalHandler handler, final int accounts) {
        events.to(handler);
        final Ed25519Key operatorKey = Ed25519Key.generate();
        final Ed25519Key gatewayKey = Ed25519Key.generate();
        operator = PrincipalKey.fromBytes(operatorKey.publicKey());
        gateway = PrincipalKey.fromBytes(gatewayKey.publicKey());
        administer(TestCommands.genesis(operatorKey.publicKey(), 1_000, 2_000));
        administer(TestCommands.setPrincipal(gatewayKey.publicKey(), Role.GATEWAY, true));
        administer(TestCommands.createAsset(DEC, "DEC"));
        administer(TestCommands.createAsset(USD, "USD"));
        administer(TestCommands.createAsset(BTC, "BTC"));
        administer(TestCommands.createInstrument(1, "DEC/USD", DEC, USD, ONE / 100, ONE / 100, 1_000_000 * ONE));
        administer(TestCommands.createInstrument(2, "DEC/BTC", DEC, BTC, 100, ONE, 1_000_000 * ONE));
        for (long account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + accounts; account++) {
            administer(TestCommands.createAccount(account));
            administer(TestCommands.deposit(account, DEC, 1_000 * ONE));
            administer(TestCommands.deposit(account, USD, 100_000 * ONE));
            administer(TestCommands.deposit(account, BTC, 10 * ONE));
        }
    }

    void alsoTo(final JournalHandler handler) {
        events.to(handler);
    }

    void administer(final TestCommands.Command command) {
        final CommandOutcomeDecoder result = send(operator, command);
        if (result.rejectReason() != RejectReason.NONE) {
            throw new AssertionError("rejected: " + result);
        }
    }

    CommandOutcomeDecoder trade(final TestCommands.Command command) {
        return send(gateway, command);
    }

    void snapshot(final SnapshotMessageHandler handler) {
        FrameEvents.snapshot(machine, handler);
    }

    private CommandOutcomeDecoder send(final PrincipalKey principal, final TestCommands.Command command) {
        timeNs += 1_000;
        machine.onCommand(
                timeNs, principal, command.buffer(), 0, command.buffer().capacity());
        return outcome.wrapAndApplyHeader(machine.response(), 0, new MessageHeaderDecoder());
    }
}
