package io.unidatum.exchange.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails a test during which an error was logged that the test did not expect. */
public final class LoggedErrors implements BeforeEachCallback, AfterEachCallback {
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Collector collector = new Collector();

    /** Takes note of the errors logged so far, which are then no failure. {@return their messages} */
    public List<String> expected() {
        final List<String> seen = List.copyOf(errors);
        errors.clear();
        return seen;
    }

    @Override
    public void beforeEach(final ExtensionContext context) {
        errors.clear();
        collector.start();
        root().addAppender(collector);
    }

    @Override
    public void afterEach(final ExtensionContext context) {
        root().detachAppender(collector);
        collector.stop();
        if (!errors.isEmpty()) {
            throw new AssertionError("unexpected errors in the log: " + errors);
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private final class Collector extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(final ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                errors.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ": " + event.getThrowableProxy().getMessage()));
            }
        }
    }
}
