package io.unidatum.exchange.gateway.health;

import java.net.ConnectException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one component how it is, again and again, one question at a time. A refused connection counts at once; silence
 * counts the second time, because a busy machine is not a dead one. Asked from one thread, read from any.
 */
final class Probe {
    private static final Logger LOGGER = LoggerFactory.getLogger(Probe.class);
    private static final long TIMEOUT_MS = 1_500;

    private final String name;
    private final Supplier<CompletionStage<ProbeResult>> question;
    private volatile boolean asking;
    private volatile int silences;
    private volatile ProbeResult result = ProbeResult.UNKNOWN;

    Probe(final String name, final Supplier<CompletionStage<ProbeResult>> question) {
        this.name = name;
        this.question = question;
    }

    /** What is not there to be asked. {@return a probe that says so} */
    static Probe notConfigured(final String name) {
        final Probe probe = new Probe(name, null);
        probe.result = ProbeResult.NOT_CONFIGURED;
        return probe;
    }

    ProbeResult result() {
        return result;
    }

    void ask() {
        if (question == null || asking) {
            return;
        }
        asking = true;
        try {
            question.get()
                    .toCompletableFuture()
                    .orTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .whenComplete(this::onAnswer);
        } catch (final RuntimeException ex) {
            onAnswer(null, ex);
        }
    }

    private void onAnswer(final ProbeResult answer, final Throwable failure) {
        if (failure == null) {
            silences = 0;
            become(answer);
        } else {
            final Throwable cause = rootCause(failure);
            silences++;
            if (silences > 1 || cause instanceof ConnectException) {
                become(ProbeResult.down(
                        cause instanceof TimeoutException
                                ? "no answer within " + TIMEOUT_MS + " ms"
                                : String.valueOf(cause.getMessage())));
            }
        }
        asking = false;
    }

    private void become(final ProbeResult now) {
        if (!now.status().equals(result.status())) {
            LOGGER.info("event=component_health component={} status={} reason={}", name, now.status(), now.problem());
        }
        result = now;
    }

    private static Throwable rootCause(final Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
