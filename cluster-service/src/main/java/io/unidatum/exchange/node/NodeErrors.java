package io.unidatum.exchange.node;

import io.aeron.exceptions.AeronEvent;
import io.aeron.exceptions.AeronException;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the errors of the node's components into the log and tells the node of those that ended a component. Thread
 * safe.
 */
final class NodeErrors {
    private static final Logger LOGGER = LoggerFactory.getLogger(NodeErrors.class);

    private final Consumer<Throwable> onFatal;
    private volatile boolean isClosing;

    NodeErrors(final Consumer<Throwable> onFatal) {
        this.onFatal = onFatal;
    }

    /** From now on components end because the node is being closed: what they say of it is no news. */
    void onClosing() {
        isClosing = true;
    }

    /** The handler for one component. {@return a thread-safe handler} */
    ErrorHandler of(final String component) {
        return error -> onError(component, error);
    }

    private void onError(final String component, final Throwable error) {
        if (isClosing) {
            LOGGER.debug("while closing: component={}", component, error);
        } else if (error instanceof AgentTerminationException || error instanceof Error) {
            LOGGER.error("component ended: component={}", component, error);
            onFatal.accept(error.getCause() == null ? error : error.getCause());
        } else if (isEndOfLeadersLog(error)) {
            LOGGER.info("the leader's log has ended: component={} event={}", component, error.getMessage());
        } else if (isWarning(error)) {
            // Aeron's own events, such as a lost heartbeat or a peer that went away, carry no useful stack.
            LOGGER.warn("component={} event={}", component, error.getMessage());
        } else {
            LOGGER.error("component={}", component, error);
        }
    }

    /** A leader that closes in good order ends its log: the others elect, nothing is wrong. */
    private static boolean isEndOfLeadersLog(final Throwable error) {
        return error instanceof AeronEvent
                && String.valueOf(error.getMessage()).contains("log recording stopped: eos=true");
    }

    private static boolean isWarning(final Throwable error) {
        return error instanceof AeronEvent
                || error instanceof AeronException aeron && aeron.category() == AeronException.Category.WARN;
    }
}
