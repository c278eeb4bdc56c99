package io.unidatum.exchange.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How to start, watch and stop one process.
 *
 * @param name of the process.
 * @param stopStep processes stop step by step, the lowest first, those of one step together.
 * @param stopSignal name of the signal that asks it to stop: TERM or INT.
 * @param command and its arguments.
 * @param environment what is added to this process's own.
 * @param log file that its output is added to.
 * @param ready tells whether it serves; asked again and again from one thread, answers within seconds.
 */
public record ProcessSpec(
        String name,
        int stopStep,
        String stopSignal,
        List<String> command,
        Map<String, String> environment,
        Path log,
        BooleanSupplier ready) {}
