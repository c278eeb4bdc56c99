package io.unidatum.exchange.engine;

import io.unidatum.exchange.sbe.common.CancelReason;
import io.unidatum.exchange.sbe.common.Role;
import io.unidatum.exchange.sbe.order.AcknowledgeJournalDecoder;
import io.unidatum.exchange.sbe.order.AdjustBalanceDecoder;
import io.unidatum.exchange.sbe.order.AmendOrderDecoder;
import io.unidatum.exchange.sbe.order.CancelOrderDecoder;
import io.unidatum.exchange.sbe.order.CreateAccountDecoder;
import io.unidatum.exchange.sbe.order.CreateAssetDecoder;
import io.unidatum.exchange.sbe.order.CreateInstrumentDecoder;
import io.unidatum.exchange.sbe.order.DepositDecoder;
import io.unidatum.exchange.sbe.order.EndWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.GenesisDecoder;
import io.unidatum.exchange.sbe.order.KillSwitchDecoder;
import io.unidatum.exchange.sbe.order.MassCancelDecoder;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.NewOcoDecoder;
import io.unidatum.exchange.sbe.order.NewOrderDecoder;
import io.unidatum.exchange.sbe.order.RecordStateHashDecoder;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceDecoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.SetAccountDecoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsDecoder;
import io.unidatum.exchange.sbe.order.SetApiKeyDecoder;
import io.unidatum.exchange.sbe.order.SetConnectionDecoder;
import io.unidatum.exchange.sbe.order.SetConsumerDecoder;
import io.unidatum.exchange.sbe.order.SetDeadManTimerDecoder;
import io.unidatum.exchange.sbe.order.SetEncodingVersionDecoder;
import io.unidatum.exchange.sbe.order.SetFeeTierDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentRulesDecoder;
import io.unidatum.exchange.sbe.order.SetInstrumentStatusDecoder;
import io.unidatum.exchange.sbe.order.SetPrincipalDecoder;
import io.unidatum.exchange.sbe.order.SetRetentionDecoder;
import io.unidatum.exchange.sbe.order.SetWithdrawalRulesDecoder;

/** Which handler carries out which command, how long its block is at least, and which roles may send it. */
final class CommandRouter {
    private static final int MAX_TEMPLATE_ID = 63;
    private static final int OPERATOR = 1 << Role.OPERATOR.value();
    private static final int GATEWAY = 1 << Role.GATEWAY.value();
    private static final int ADAPTER = 1 << Role.ADAPTER.value();
    private static final int NODE = 1 << Role.NODE.value();

    /** Before the encoding version is switched on, the command is dormant. */
    private record Route(CommandHandler handler, int minimumBlockLength, int roles, int encodingVersion) {}

    private final ExchangeState state;
    private final Route[] routes = new Route[MAX_TEMPLATE_ID + 1];
    private final GenesisHandler genesis;
    private final AccountCommands accountCommands;
    private final DueWork dueWork;

    CommandRouter(
            final ExchangeState state,
            final OrderEvents orderEvents,
            final SpecialOrderEvents specialEvents,
            final OrderExecution execution,
            final AccountEvents accountEvents,
            final ProtectionEvents protectionEvents,
            final AdminEvents adminEvents,
            final WithdrawalEvents withdrawalEvents,
            final MarketEvents marketEvents,
            final RetentionCommands retention,
            final TradeSettlement settlement,
            final SnapshotWriter snapshotWriter) {
        this.state = state;
        final OrderFactory orders = new OrderFactory(state);
        final OrderAcceptance acceptance = new OrderAcceptance(state, orderEvents, specialEvents);
        final NewOrderHandler newOrder = new NewOrderHandler(state, orders, acceptance, execution);
        final AmendOrderHandler amendOrder = new AmendOrderHandler(state, orderEvents, execution);
        final CreateInstrumentHandler createInstrument = new CreateInstrumentHandler(state, adminEvents, settlement);
        final MarketStatus market =
                new MarketStatus(state, marketEvents, new CallAuction(marketEvents, settlement, state), execution);
        execution.market(market);
        final SetInstrumentStatusHandler status = new SetInstrumentStatusHandler(state, market);
        final SetInstrumentRulesHandler rules = new SetInstrumentRulesHandler(state, marketEvents);
        final RecordStateHashHandler stateHash = new RecordStateHashHandler(snapshotWriter, adminEvents);
        final SetEncodingVersionHandler version = new SetEncodingVersionHandler(state, adminEvents);
        accountCommands =
                new AccountCommands(state, orders, acceptance, orderEvents, execution, accountEvents, protectionEvents);
        dueWork = new DueWork(
                state.deadlines,
                (order, now) -> execution.cancel(order, CancelReason.EXPIRED, null),
                accountCommands.deadManTimer(),
                accountCommands.connectionWatch()::onDue,
                (instrument, now) -> market.onDue(instrument));
        genesis = new GenesisHandler(state, adminEvents, accountEvents);

        // Whether a key may send Genesis is for AccessPolicy to say: roles do not exist before it.
        add(GenesisDecoder.TEMPLATE_ID, genesis, GenesisDecoder.BLOCK_LENGTH, OPERATOR);

        add(NewOrderDecoder.TEMPLATE_ID, newOrder, NewOrderDecoder.trailingOffsetEncodingOffset(), GATEWAY);
        addVersion2(
                state,
                NewOcoDecoder.TEMPLATE_ID,
                new NewOcoHandler(state, orders, acceptance, execution),
                NewOcoDecoder.BLOCK_LENGTH,
                GATEWAY);
        add(AmendOrderDecoder.TEMPLATE_ID, amendOrder, AmendOrderDecoder.newStopPriceEncodingOffset(), GATEWAY);
        add(
                CancelOrderDecoder.TEMPLATE_ID,
                new CancelOrderHandler(state, execution),
                CancelOrderDecoder.BLOCK_LENGTH,
                GATEWAY);

        add(
                CreateAssetDecoder.TEMPLATE_ID,
                new CreateAssetHandler(state, adminEvents),
                CreateAssetDecoder.BLOCK_LENGTH,
                OPERATOR);
        add(CreateInstrumentDecoder.TEMPLATE_ID, createInstrument, CreateInstrumentDecoder.BLOCK_LENGTH, OPERATOR);
        add(
                SetInstrumentStatusDecoder.TEMPLATE_ID,
                status,
                SetInstrumentStatusDecoder.durationNsEncodingOffset(),
                OPERATOR);
        add(SetInstrumentRulesDecoder.TEMPLATE_ID, rules, SetInstrumentRulesDecoder.BLOCK_LENGTH, OPERATOR);
        add(
                CreateAccountDecoder.TEMPLATE_ID,
                new CreateAccountHandler(state, accountEvents),
                CreateAccountDecoder.BLOCK_LENGTH,
                OPERATOR);
        add(
                SetAccountDecoder.TEMPLATE_ID,
                new SetAccountHandler(state, accountEvents),
                SetAccountDecoder.BLOCK_LENGTH,
                OPERATOR);
        add(
                SetFeeTierDecoder.TEMPLATE_ID,
                new SetFeeTierHandler(state, adminEvents),
                SetFeeTierDecoder.BLOCK_LENGTH,
                OPERATOR);
        add(
                SetApiKeyDecoder.TEMPLATE_ID,
                new SetApiKeyHandler(state, accountEvents),
                SetApiKeyDecoder.BLOCK_LENGTH,
                OPERATOR);
        add(
                SetPrincipalDecoder.TEMPLATE_ID,
                new SetPrincipalHandler(state, adminEvents),
                SetPrincipalDecoder.BLOCK_LENGTH,
                OPERATOR);
        add(
                DepositDecoder.TEMPLATE_ID,
                new DepositHandler(state, accountEvents),
                DepositDecoder.BLOCK_LENGTH,
                OPERATOR | ADAPTER);
        add(
                AdjustBalanceDecoder.TEMPLATE_ID,
                new AdjustBalanceHandler(state, accountEvents),
                AdjustBalanceDecoder.BLOCK_LENGTH,
                OPERATOR);
        addAccountCommands(state);
        addWithdrawals(state, withdrawalEvents);
        addRetentionCommands(retention);
        add(RecordStateHashDecoder.TEMPLATE_ID, stateHash, RecordStateHashDecoder.BLOCK_LENGTH, OPERATOR);
        add(SetEncodingVersionDecoder.TEMPLATE_ID, version, SetEncodingVersionDecoder.BLOCK_LENGTH, OPERATOR);
    }

    /** Whether there is such a command, its block is long enough, and what stands behind that is as it must be. */
    boolean isWellFormed(final Command command) {
        final int templateId = command.templateId();
        return templateId <= MAX_TEMPLATE_ID
                && routes[templateId] != null
                && command.blockLength() >= routes[templateId].minimumBlockLength()
                && (templateId == MassQuoteDecoder.TEMPLATE_ID
                        ? MassQuoteHandler.hasWholeGroup(command)
                        : command.isFixed());
    }

    /**
     * Whether a well-formed command waits for its encoding version to be switched on. Those of version 2 do so in their
     * handlers, and what they are told is remembered; the build before version 3 took what it did not know for
     * malformed and remembered nothing, so neither must this one.
     */
    boolean isDormant(final Command command) {
        return state.encodingVersion < routes[command.templateId()].encodingVersion() && state.initialised;
    }

    CommandHandler handler(final Command command) {
        return routes[command.templateId()].handler();
    }

    boolean mayBeSentBy(final Command command, final Role role) {
        return mayBeSentBy(command.templateId(), role);
    }

    boolean mayBeSentBy(final int templateId, final Role role) {
        return role != null && routes[templateId] != null && (routes[templateId].roles() >>> role.value() & 1) != 0;
    }

    /** The operator's key in a Genesis command. */
    PrincipalKey genesisKey(final Command command) {
        return genesis.operatorKey(command);
    }

    /** What is done when connections are lost. */
    ConnectionWatch connectionWatch() {
        return accountCommands.connectionWatch();
    }

    /** What is done when a time has come. */
    DueWork dueWork() {
        return dueWork;
    }

    private void addAccountCommands(final ExchangeState state) {
        addVersion2(
                state,
                MassCancelDecoder.TEMPLATE_ID,
                accountCommands.massCancel(),
                MassCancelDecoder.BLOCK_LENGTH,
                GATEWAY | OPERATOR);
        addVersion2(
                state,
                KillSwitchDecoder.TEMPLATE_ID,
                accountCommands.killSwitch(),
                KillSwitchDecoder.BLOCK_LENGTH,
                GATEWAY | OPERATOR);
        addVersion2(
                state,
                MassQuoteDecoder.TEMPLATE_ID,
                accountCommands.massQuote(),
                MassQuoteDecoder.BLOCK_LENGTH,
                GATEWAY);
        addVersion2(
                state,
                SetConnectionDecoder.TEMPLATE_ID,
                accountCommands.setConnection(),
                SetConnectionDecoder.BLOCK_LENGTH,
                GATEWAY);
        addVersion2(
                state,
                SetDeadManTimerDecoder.TEMPLATE_ID,
                accountCommands.setDeadManTimer(),
                SetDeadManTimerDecoder.BLOCK_LENGTH,
                GATEWAY);
        addVersion2(
                state,
                SetAccountLimitsDecoder.TEMPLATE_ID,
                accountCommands.setAccountLimits(),
                SetAccountLimitsDecoder.BLOCK_LENGTH,
                OPERATOR);
    }

    private void addWithdrawals(final ExchangeState state, final WithdrawalEvents events) {
        addVersion3(
                RequestWithdrawalDecoder.TEMPLATE_ID,
                new RequestWithdrawalHandler(state, events),
                RequestWithdrawalDecoder.BLOCK_LENGTH,
                GATEWAY);
        addVersion3(
                SetWithdrawalRulesDecoder.TEMPLATE_ID,
                new SetWithdrawalRulesHandler(state, events),
                SetWithdrawalRulesDecoder.BLOCK_LENGTH,
                OPERATOR);
        addVersion3(
                EndWithdrawalDecoder.TEMPLATE_ID,
                new EndWithdrawalHandler(state, events),
                EndWithdrawalDecoder.BLOCK_LENGTH,
                OPERATOR | ADAPTER);
    }

    private void addRetentionCommands(final RetentionCommands retention) {
        addVersion3(
                ReportJournalSpaceDecoder.TEMPLATE_ID,
                retention.reportJournalSpace(),
                ReportJournalSpaceDecoder.BLOCK_LENGTH,
                NODE);
        addVersion3(SetConsumerDecoder.TEMPLATE_ID, retention.setConsumer(), SetConsumerDecoder.BLOCK_LENGTH, OPERATOR);
        addVersion3(
                AcknowledgeJournalDecoder.TEMPLATE_ID,
                retention.acknowledgeJournal(),
                AcknowledgeJournalDecoder.BLOCK_LENGTH,
                ADAPTER);
        addVersion3(
                SetRetentionDecoder.TEMPLATE_ID, retention.setRetention(), SetRetentionDecoder.BLOCK_LENGTH, OPERATOR);
    }

    private void addVersion2(
            final ExchangeState state,
            final int templateId,
            final CommandHandler handler,
            final int minimumBlockLength,
            final int roles) {
        add(templateId, new Version2Handler(state, handler), minimumBlockLength, roles);
    }

    /** A command of schema version 2: see {@link #isDormant}. */
    private void addVersion3(
            final int templateId, final CommandHandler handler, final int minimumBlockLength, final int roles) {
        routes[templateId] = new Route(handler, minimumBlockLength, roles, 3);
    }

    private void add(
            final int templateId, final CommandHandler handler, final int minimumBlockLength, final int roles) {
        routes[templateId] = new Route(handler, minimumBlockLength, roles, JournalFramer.FIRST_ENCODING_VERSION);
    }
}
