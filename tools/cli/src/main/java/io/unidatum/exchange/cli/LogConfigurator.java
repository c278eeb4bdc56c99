package io.unidatum.exchange.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configures logging in code, which starts quicker than a file: a process of the exchange logs to standard output, a
 * command for people only what goes wrong, to standard error. Found by logback as a service; steps back where a test
 * brings a configuration of its own.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{0} - %msg%n";

    /** Constructs the configurator. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(final LoggerContext context) {
        if (Thread.currentThread().getContextClassLoader().getResource("logback-test.xml") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        final PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN);
        encoder.start();
        final ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("console");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        final ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Turns the log of this process up or down.
     *
     * @param level its name in either case.
     */
    public static void level(final String level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level));
            if (!Level.toLevel(level).isGreaterOrEqual(Level.INFO)) {
                // What libraries say below INFO drowns what the exchange says.
                context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
                context.getLogger("io.unidatum").setLevel(Level.toLevel(level));
            }
        }
    }
}
