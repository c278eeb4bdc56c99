package io.unidatum.exchange.engine.model;

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
import io.unidatum.exchange.sbe.order.RejectReason;
import io.unidatum.exchange.sbe.order.ReportJournalSpaceDecoder;
import io.unidatum.exchange.sbe.order.RequestWithdrawalDecoder;
import io.unidatum.exchange.sbe.order.SetAccountDecoder;
import io.unidatum.exchange.sbe.order.SetAccountLimitsDecoder;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Who carries out which command, who may send it, and how long it is. */
final class ModelCommands {
    private static final Set<Role> OPERATOR = EnumSet.of(Role.OPERATOR);
    private static final Set<Role> GATEWAY = EnumSet.of(Role.GATEWAY);

    /** Least length of the block; the schema version that brought the command. */
    private record Kind(int length, int since, Set<Role> roles, Consumer<ModelCommand> handler) {}

    private final Map<Integer, Kind> kinds = new HashMap<>();
    private final ModelExchange exchange;

    ModelCommands(final ModelExchange exchange) {
        this.exchange = exchange;
        final ModelAdministration admin = new ModelAdministration(exchange);
        final ModelOco oco = new ModelOco(exchange, exchange.newOrders);
        final ModelAmendments amendments = new ModelAmendments(exchange);
        final ModelMassQuotes massQuotes = new ModelMassQuotes(exchange);
        trading(oco, amendments);
        add1(MassQuoteDecoder.TEMPLATE_ID, MassQuoteDecoder.BLOCK_LENGTH, GATEWAY, massQuotes::onMassQuote);
        administration(admin);
        withdrawals();
        retention(exchange.retention);
    }

    private void retention(final ModelRetention retention) {
        add2(SetConsumerDecoder.TEMPLATE_ID, SetConsumerDecoder.BLOCK_LENGTH, OPERATOR, retention::onSetConsumer);
        add2(SetRetentionDecoder.TEMPLATE_ID, SetRetentionDecoder.BLOCK_LENGTH, OPERATOR, retention::onSetRetention);
        add2(
                AcknowledgeJournalDecoder.TEMPLATE_ID,
                AcknowledgeJournalDecoder.BLOCK_LENGTH,
                EnumSet.of(Role.ADAPTER),
                retention::onAcknowledge);
        add2(
                ReportJournalSpaceDecoder.TEMPLATE_ID,
                ReportJournalSpaceDecoder.BLOCK_LENGTH,
                EnumSet.of(Role.NODE),
                retention::onReportSpace);
    }

    private void trading(final ModelOco oco, final ModelAmendments amendments) {
        final Set<Role> cancelRoles = EnumSet.of(Role.GATEWAY, Role.OPERATOR);
        add(
                NewOrderDecoder.TEMPLATE_ID,
                new Kind(NewOrderDecoder.trailingOffsetEncodingOffset(), 0, GATEWAY, exchange.newOrders::onNewOrder));
        add0(CancelOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.BLOCK_LENGTH, GATEWAY, exchange.cancels::onCancel);
        add(
                AmendOrderDecoder.TEMPLATE_ID,
                new Kind(AmendOrderDecoder.newStopPriceEncodingOffset(), 0, GATEWAY, amendments::onAmend));
        add1(NewOcoDecoder.TEMPLATE_ID, NewOcoDecoder.BLOCK_LENGTH, GATEWAY, oco::onNewOco);
        add1(
                MassCancelDecoder.TEMPLATE_ID,
                MassCancelDecoder.BLOCK_LENGTH,
                cancelRoles,
                exchange.cancels::onMassCancel);
        add1(
                KillSwitchDecoder.TEMPLATE_ID,
                KillSwitchDecoder.BLOCK_LENGTH,
                cancelRoles,
                exchange.cancels::onKillSwitch);
        add1(
                SetConnectionDecoder.TEMPLATE_ID,
                SetConnectionDecoder.BLOCK_LENGTH,
                GATEWAY,
                exchange.accounts::onSetConnection);
        add1(
                SetDeadManTimerDecoder.TEMPLATE_ID,
                SetDeadManTimerDecoder.BLOCK_LENGTH,
                GATEWAY,
                exchange.accounts::onSetDeadMan);
    }

    private void administration(final ModelAdministration admin) {
        final Set<Role> creditors = EnumSet.of(Role.OPERATOR, Role.ADAPTER);
        add0(GenesisDecoder.TEMPLATE_ID, GenesisDecoder.BLOCK_LENGTH, OPERATOR, admin::onGenesis);
        add0(CreateAssetDecoder.TEMPLATE_ID, CreateAssetDecoder.BLOCK_LENGTH, OPERATOR, admin::onCreateAsset);
        add0(
                CreateInstrumentDecoder.TEMPLATE_ID,
                CreateInstrumentDecoder.BLOCK_LENGTH,
                OPERATOR,
                admin::onCreateInstrument);
        add0(CreateAccountDecoder.TEMPLATE_ID, CreateAccountDecoder.BLOCK_LENGTH, OPERATOR, admin::onCreateAccount);
        add0(SetFeeTierDecoder.TEMPLATE_ID, SetFeeTierDecoder.BLOCK_LENGTH, OPERATOR, admin::onSetFeeTier);
        add0(SetPrincipalDecoder.TEMPLATE_ID, SetPrincipalDecoder.BLOCK_LENGTH, OPERATOR, admin::onSetPrincipal);
        add0(
                SetEncodingVersionDecoder.TEMPLATE_ID,
                SetEncodingVersionDecoder.BLOCK_LENGTH,
                OPERATOR,
                admin::onSetEncodingVersion);
        add0(SetAccountDecoder.TEMPLATE_ID, SetAccountDecoder.BLOCK_LENGTH, OPERATOR, exchange.accounts::onSetAccount);
        add0(DepositDecoder.TEMPLATE_ID, DepositDecoder.BLOCK_LENGTH, creditors, exchange.accounts::onDeposit);
        add0(
                AdjustBalanceDecoder.TEMPLATE_ID,
                AdjustBalanceDecoder.BLOCK_LENGTH,
                OPERATOR,
                exchange.accounts::onAdjust);
        add1(
                SetAccountLimitsDecoder.TEMPLATE_ID,
                SetAccountLimitsDecoder.BLOCK_LENGTH,
                OPERATOR,
                exchange.accounts::onSetLimits);
        add(
                SetInstrumentStatusDecoder.TEMPLATE_ID,
                new Kind(
                        SetInstrumentStatusDecoder.durationNsEncodingOffset(),
                        0,
                        OPERATOR,
                        exchange.markets::onSetStatus));
        add1(
                SetInstrumentRulesDecoder.TEMPLATE_ID,
                SetInstrumentRulesDecoder.BLOCK_LENGTH,
                OPERATOR,
                exchange.markets::onSetRules);
    }

    private void withdrawals() {
        add2(
                RequestWithdrawalDecoder.TEMPLATE_ID,
                RequestWithdrawalDecoder.BLOCK_LENGTH,
                GATEWAY,
                exchange.withdrawals::onRequest);
        add2(
                SetWithdrawalRulesDecoder.TEMPLATE_ID,
                SetWithdrawalRulesDecoder.BLOCK_LENGTH,
                OPERATOR,
                exchange.withdrawals::onSetRules);
        add2(
                EndWithdrawalDecoder.TEMPLATE_ID,
                EndWithdrawalDecoder.BLOCK_LENGTH,
                EnumSet.of(Role.OPERATOR, Role.ADAPTER),
                exchange.withdrawals::onEnd);
    }

    boolean isWellFormed(final ModelCommand command) {
        final Kind kind = kinds.get(command.templateId);
        if (kind == null || command.blockLength < kind.length) {
            return false;
        }
        return command.templateId == MassQuoteDecoder.TEMPLATE_ID
                ? ModelBatch.hasWholeGroup(command)
                : command.isFixed();
    }

    /** Whether it came with schema version 2, which is not switched on: then it leaves no trace at all. */
    boolean isDormant(final ModelCommand command) {
        return kinds.get(command.templateId).since == 2
                && exchange.state.encodingVersion < 3
                && exchange.state.initialised;
    }

    boolean mayBeSentBy(final ModelCommand command, final Role role) {
        return role != null && kinds.get(command.templateId).roles.contains(role);
    }

    void carryOut(final ModelCommand command) {
        final Kind kind = kinds.get(command.templateId);
        Rejected.when(kind.since == 1 && exchange.state.encodingVersion < 2, RejectReason.UNSUPPORTED);
        kind.handler.accept(command);
    }

    private void add(final int templateId, final Kind kind) {
        kinds.put(templateId, kind);
    }

    private void add0(
            final int templateId, final int length, final Set<Role> roles, final Consumer<ModelCommand> handler) {
        add(templateId, new Kind(length, 0, roles, handler));
    }

    private void add1(
            final int templateId, final int length, final Set<Role> roles, final Consumer<ModelCommand> handler) {
        add(templateId, new Kind(length, 1, roles, handler));
    }

    private void add2(
            final int templateId, final int length, final Set<Role> roles, final Consumer<ModelCommand> handler) {
        add(templateId, new Kind(length, 2, roles, handler));
    }
}
