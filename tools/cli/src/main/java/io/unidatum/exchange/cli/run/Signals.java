package io.unidatum.exchange.cli.run;

import java.io.IOException;

/** Sends signals by name, which the JDK cannot. */
final class Signals {
    private Signals() {}

    /**
     * Sends a signal; a process that cannot get it by name is asked to terminate.
     *
     * @param handle of the process.
     * @param signal TERM or INT.
     */
    static void send(final ProcessHandle handle, final String signal) {
        if (!signal.equals("TERM")) {
            try {
                final Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + handle.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (kill.waitFor() == 0) {
                    return;
                }
            } catch (final IOException ex) {
                // No shell: TERM below will have to do.
            } catch (final InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
        handle.destroy();
    }
}
