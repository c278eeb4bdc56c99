package io.unidatum.exchange.engine;

import io.unidatum.exchange.engine.model.ModelEvent;
import io.unidatum.exchange.engine.model.ModelExchange;
import io.unidatum.exchange.engine.model.ModelMessage;
import io.unidatum.exchange.sbe.common.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A state machine and the plain model side by side: the same bytes to both, every byte of either compared. */
final class ModelledExchange {
    final EngineUnderTest engine = new EngineUnderTest();
    final ModelExchange model = new ModelExchange();
    /** All that has happened. */
    final List<StepWriter.Input> log = new ArrayList<>();
    /** What the engine answered. */
    final List<byte[]> answers = new ArrayList<>();

    /** How often what has come up. */
    final Map<String, Long> seen = new TreeMap<>();

    private final JournalInvariants journalInvariants = new JournalInvariants();
    private final StepWriter writer;
    private final int setUp;

    ModelledExchange() {
        this(JournalFramer.LAST_ENCODING_VERSION);
    }

    /** With what an encoding version knows. */
    ModelledExchange(final int encodingVersion) {
        final Exchange sample = Exchange.opened();
        for (long account = StepWriter.FIRST_ACCOUNT; account < StepWriter.FIRST_ACCOUNT + 5; account++) {
            sample.fund(account, "300", "25000");
            sample.deposit(account, Exchange.BTC, "0.5");
        }
        if (encodingVersion > 1) {
            Exchange.accept(sample.operate(c -> c.setEncodingVersion(encodingVersion)));
            journalInvariants.state.countPositions();
        }
        if (encodingVersion > 2) {
            for (final int asset : new int[] {Exchange.DEC, Exchange.USD}) {
                Exchange.accept(sample.operate(c -> c.setWithdrawalRules(asset, 10_000_000L, 1, 0, true, "")));
            }
            Exchange.accept(sample.operate(c -> c.setPrincipal(Exchange.NODE, Role.NODE, true)));
        }
        for (final Exchange.Logged entry : sample.log) {
            apply(new StepWriter.Input(entry.time(), entry.key(), 0, entry.message(), false));
        }
        setUp = log.size();
        writer = new StepWriter(model, sample.now);
    }

    /** Switches an encoding version on. */
    void switchOn(final int encodingVersion) {
        final Commands commands = new Commands();
        commands.requestId = (1L << 40) + encodingVersion;
        commands.validUntil = writer.now() + Exchange.SECOND;
        journalInvariants.state.countPositions();
        final byte[] message = commands.setEncodingVersion(encodingVersion);
        apply(new StepWriter.Input(writer.now(), Exchange.OPERATOR, 0, message, false));
    }

    /** Carries out one step in both and compares everything. */
    void step(final Step step) {
        apply(writer.toInput(step));
    }

    /** The command that a step would send now. */
    byte[] message(final Step step) {
        return writer.message(step);
    }

    /** Sends a message as it is, from whom the step's would come. {@return the answer that both gave} */
    byte[] send(final Step step, final byte[] message) {
        apply(writer.toInput(step, message));
        return answers.get(answers.size() - 1);
    }

    /** Carries out what happens, in both, and compares everything. */
    void apply(final StepWriter.Input input) {
        log.add(input);
        final byte[] expected = applyToModel(input);
        final byte[] answer;
        try {
            answer = engine.apply(input);
            answers.add(answer);
        } catch (final RuntimeException | AssertionError e) {
            throw new AssertionError(describe("the engine threw " + e), e);
        }
        final List<ModelEvent> expectedEvents = model.takeEvents();
        final List<ModelEvent> events = engine.tape.take();
        if (!events.equals(expectedEvents)) {
            throw new AssertionError(describe("events differ" + difference(expectedEvents, events, e -> e.toString())));
        }
        if (!Arrays.equals(expected, answer)) {
            throw new AssertionError(describe(
                    "answers differ\n  model:  " + CommandText.of(expected) + "\n  engine: " + CommandText.of(answer)));
        }
        compareStates(events);
        events.forEach(event -> seen.merge(event.kind(), 1L, Long::sum));
        CommandText.outcomes(answer).forEach(outcome -> seen.merge(outcome, 1L, Long::sum));
    }

    private byte[] applyToModel(final StepWriter.Input input) {
        if (input.message() != null) {
            return model.onCommand(input.time(), input.sessionId(), input.key(), input.message());
        }
        if (input.sessionCloses()) {
            model.onSessionClosed(input.time(), input.sessionId());
        } else {
            model.onTimer(input.time());
        }
        return new byte[0];
    }

    private void compareStates(final List<ModelEvent> events) {
        final List<ModelMessage> expected = model.snapshot();
        final List<ModelMessage> state = engine.snapshot().stream()
                .map(ModelMessage::new)
                .filter(ModelMessage::isModelled)
                .map(ModelMessage::withoutJournal)
                .toList();
        if (!state.equals(expected)) {
            throw new AssertionError(describe("states differ" + difference(expected, state, m -> m.toString())));
        }
        if (engine.machine.rememberedRequestCount() != model.rememberedRequests()) {
            throw new AssertionError(describe("remembered requests: model " + model.rememberedRequests() + ", engine "
                    + engine.machine.rememberedRequestCount()));
        }
        if (engine.machine.nextDeadline() != model.nextDeadline()) {
            throw new AssertionError(describe(
                    "next deadline: model " + model.nextDeadline() + ", engine " + engine.machine.nextDeadline()));
        }
        try {
            journalInvariants.onEvents(events);
            journalInvariants.state.check(state);
            Invariants.check(engine.machine.state(), "");
        } catch (final AssertionError e) {
            throw new AssertionError(describe("an invariant is broken: " + e.getMessage()), e);
        }
    }

    private static <T> String difference(final List<T> expected, final List<T> actual, final Function<T, String> text) {
        int same = 0;
        while (same < expected.size()
                && same < actual.size()
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        final StringBuilder result = new StringBuilder(" from number " + (same + 1) + " on");
        for (int i = same; i < Math.min(same + 3, Math.max(expected.size(), actual.size())); i++) {
            result.append("\n  model:  ").append(i < expected.size() ? text.apply(expected.get(i)) : "nothing");
            result.append("\n  engine: ").append(i < actual.size() ? text.apply(actual.get(i)) : "nothing");
        }
        return result.toString();
    }

    /** What went wrong, and all that led to it. */
    String describe(final String problem) {
        final StringBuilder text = new StringBuilder("step " + (log.size() - setUp) + ": " + problem + "\nHistory:");
        for (int i = setUp; i < log.size(); i++) {
            text.append("\n  ").append(i - setUp + 1).append(". ").append(log.get(i));
            if (i < answers.size()) {
                text.append("\n       -> ").append(CommandText.of(answers.get(i)));
            }
        }
        return text.toString();
    }
}
