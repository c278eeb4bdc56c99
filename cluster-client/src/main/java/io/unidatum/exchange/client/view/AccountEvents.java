package io.unidatum.exchange.client.view;

import io.unidatum.exchange.sbe.common.BooleanType;
import io.unidatum.exchange.sbe.event.AccountChangedDecoder;
import io.unidatum.exchange.sbe.event.AccountLimitsChangedDecoder;
import io.unidatum.exchange.sbe.event.ApiKeyChangedDecoder;
import io.unidatum.exchange.sbe.event.ConnectionChangedDecoder;
import io.unidatum.exchange.sbe.event.DeadManTimerSetDecoder;
import org.agrona.DirectBuffer;

/** What happens to accounts without an order or funds: status, limits, keys, connections, dead-man timers. */
final class AccountEvents {
    private final ViewChanges changes;
    private final AccountChangedDecoder account = new AccountChangedDecoder();
    private final AccountLimitsChangedDecoder limits = new AccountLimitsChangedDecoder();
    private final ApiKeyChangedDecoder apiKey = new ApiKeyChangedDecoder();
    private final ConnectionChangedDecoder connection = new ConnectionChangedDecoder();
    private final DeadManTimerSetDecoder deadManTimer = new DeadManTimerSetDecoder();

    AccountEvents(final ViewChanges changes) {
        this.changes = changes;
    }

    /** Takes an event. {@return false if it is not one of these} */
    boolean onEvent(
            final int templateId,
            final DirectBuffer buffer,
            final int offset,
            final int blockLength,
            final int version) {
        switch (templateId) {
            case AccountChangedDecoder.TEMPLATE_ID -> {
                account.wrap(buffer, offset, blockLength, version);
                final AccountView view = changes.accountChanged(account.account(), account.accountSequence());
                view.terms(account.status(), account.feeTier(), account.maxOpenOrders(), account.maxOrdersPerSecond());
                changes.listener.onAccount(view);
            }
            case AccountLimitsChangedDecoder.TEMPLATE_ID -> {
                limits.wrap(buffer, offset, blockLength, version);
                final AccountView view = changes.accountChanged(limits.account(), limits.accountSequence());
                view.limits(
                        (int) limits.instrumentId(),
                        new LimitsView(limits.maxOrderQuantity(), limits.maxOrderNotional(), limits.maxPosition()));
                changes.listener.onAccount(view);
            }
            case ApiKeyChangedDecoder.TEMPLATE_ID -> {
                apiKey.wrap(buffer, offset, blockLength, version);
                onApiKey();
            }
            case ConnectionChangedDecoder.TEMPLATE_ID -> {
                connection.wrap(buffer, offset, blockLength, version);
                onConnection();
            }
            case DeadManTimerSetDecoder.TEMPLATE_ID -> {
                deadManTimer.wrap(buffer, offset, blockLength, version);
                final AccountView view = changes.accountChanged(deadManTimer.account(), deadManTimer.accountSequence());
                view.deadManTimer(deadManTimer.deadline() == 0 ? 0 : deadManTimer.timeoutNs(), deadManTimer.deadline());
                changes.listener.onDeadManTimer(view);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void onApiKey() {
        changes.accountChanged(apiKey.account(), apiKey.accountSequence());
        final ApiKeyView view = new ApiKeyView(
                apiKey.apiKeyId(),
                apiKey.account(),
                (int) apiKey.generation(),
                apiKey.permissions().read(),
                apiKey.permissions().trade(),
                apiKey.permissions().withdraw(),
                apiKey.enabled() == BooleanType.TRUE);
        changes.state.apiKeys.put(view.apiKeyId(), view);
        changes.listener.onApiKey(view);
    }

    private void onConnection() {
        final AccountView owner = changes.accountChanged(connection.account(), connection.accountSequence());
        final ConnectionView view = new ConnectionView(
                connection.account(),
                connection.connectionId(),
                connection.sessionId(),
                connection.gracePeriodNs(),
                connection.deadline(),
                connection.state(),
                changes.sequence);
        owner.connection(view);
        changes.listener.onConnection(view);
    }
}
