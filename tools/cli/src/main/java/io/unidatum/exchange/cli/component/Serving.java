package io.unidatum.exchange.cli.component;

import io.unidatum.exchange.cli.LogConfigurator;
import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.DataSettings;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.ShutdownSignalBarrier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a component's process: launch, wait for the signal or for a failure, close. */
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final ShutdownSignalBarrier barrier;
    private final AtomicReference<String> failure = new AtomicReference<>();

    private Serving(final ShutdownSignalBarrier barrier) {
        this.barrier = barrier;
    }

    /** What launches a component. */
    @FunctionalInterface
    interface Launch {
        /**
         * Launches the component.
         *
         * @param serving to be told when the component fails.
         * @return what to close at the end.
         * @throws Exception if it cannot start.
         */
        AutoCloseable launch(Serving serving) throws Exception;
    }

    /**
     * Launches a component and serves until the process is told to stop or the component fails.
     *
     * @param component its name.
     * @param data settings.
     * @param launch of the component.
     * @return exit code of the process.
     */
    static int until(final String component, final DataSettings data, final Launch launch) {
        LogConfigurator.level(data.logLevel());
        // The barrier is opened first and so closed last: the process ends when everything is closed.
        try (ShutdownSignalBarrier barrier = new ShutdownSignalBarrier()) {
            final Serving serving = new Serving(barrier);
            final AutoCloseable running = start(component, serving, launch);
            LOG.info(
                    "state=started component={} pid={}",
                    component,
                    ProcessHandle.current().pid());
            barrier.await();
            LOG.info("state=stopping component={}", component);
            running.close();
            LOG.info("state=stopped component={}", component);
            return serving.failure.get() == null ? 0 : 1;
        } catch (final UserError ex) {
            throw ex;
        } catch (final Exception ex) {
            LOG.error("state=failed component={}", component, ex);
            return 1;
        }
    }

    /**
     * Ends the process with an error, from any thread.
     *
     * @param reason for the log.
     */
    void failed(final String reason) {
        if (failure.compareAndSet(null, reason)) {
            LOG.error("state=failed reason={}", reason);
            barrier.signal();
        }
    }

    private static AutoCloseable start(final String component, final Serving serving, final Launch launch)
            throws Exception {
        try {
            return launch.launch(serving);
        } catch (final IllegalArgumentException | IllegalStateException ex) {
            LOG.error("state=failed component={} reason={}", component, ex.getMessage(), ex);
            throw new UserError(component + " cannot start: " + ex.getMessage());
        }
    }
}
