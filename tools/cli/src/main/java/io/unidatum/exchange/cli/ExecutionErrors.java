package io.unidatum.exchange.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed; what is not the user's to put right goes to the log with its stack trace. */
final class ExecutionErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(final Exception ex, final CommandLine commandLine, final ParseResult result) {
        if (!(ex instanceof UserError)) {
            LoggerFactory.getLogger(ExecutionErrors.class).error("command failed", ex);
        }
        final String message = ex.getMessage() == null ? ex.getClass().getSimpleName() : ex.getMessage();
        commandLine.getErr().println("exchange: " + message);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
