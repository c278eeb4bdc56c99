package io.unidatum.exchange.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.unidatum.exchange.sbe.common.CommandHeaderDecoder;
import io.unidatum.exchange.sbe.common.GroupSizeEncodingDecoder;
import io.unidatum.exchange.sbe.common.MessageHeaderDecoder;
import io.unidatum.exchange.sbe.order.CommandOutcomeDecoder;
import io.unidatum.exchange.sbe.order.MassQuoteDecoder;
import io.unidatum.exchange.sbe.order.RejectReason;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Zero, one, minus one, the ends of every width and broken characters, in every field of every command of trading: the
 * answer is the one that the plain model gives, with its reason, and what is rejected has changed nothing.
 */
class FieldExtremesTest {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        255,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 62,
        Long.MAX_VALUE,
        Long.MAX_VALUE / 100_000_000L * 100_000_000L,
        Long.MIN_VALUE
    };
    private static final byte[][] TEXTS = {{1}, {(byte) 0x80}, {'a', 0, 'b'}, {' '}, {'~'}, {127}};
    private static final int BLOCK = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final String OFFSET = "EncodingOffset";

    /** A field of a block; characters are longer than any number. */
    private record Field(String name, int offset, int length) {}

    @ParameterizedTest
    @EnumSource(
            value = Step.Kind.class,
            names = {
                "LIMIT",
                "MARKET_QUOTE",
                "ICEBERG",
                "GTD",
                "STOP_LIMIT",
                "TRAILING_STOP",
                "OCO",
                "CANCEL",
                "AMEND",
                "AMEND_STOP",
                "MASS_CANCEL",
                "KILL_SWITCH",
                "MASS_QUOTE",
                "BATCH",
                "STATUS",
                "RULES",
                "LIMITS",
                "CONNECTION",
                "DEAD_MAN",
                "WITHDRAWAL_RULES",
                "WITHDRAW",
                "END_WITHDRAWAL",
                "ADMIN",
                "RETENTION"
            })
    void shouldAnswerEveryExtremeOfEveryFieldAsTheModelDoes(final Step.Kind kind) {
        // Numbers that make a command which is accepted, or nearly; admin commands differ by the first.
        final int kinds = kind == Step.Kind.ADMIN || kind == Step.Kind.RETENTION ? 8 : 1;
        for (int a = 0; a < kinds; a++) {
            final ModelledExchange exchange = new ModelledExchange();
            rest(exchange);
            walk(exchange, new Step(kind, 0, 1, true, a, 3, 1, 5));
        }
    }

    /** Orders on either side, and a last price. */
    private static void rest(final ModelledExchange exchange) {
        exchange.step(new Step(Step.Kind.LIMIT, 1, 1, true, 8, 20, 0, 0));
        exchange.step(new Step(Step.Kind.LIMIT, 2, 1, false, 8, 5, 0, 0));
        exchange.step(new Step(Step.Kind.LIMIT, 2, 1, false, 14, 300, 0, 0));
        exchange.step(new Step(Step.Kind.STOP, 1, 1, false, 0, 5, 0, 0));
        exchange.step(new Step(Step.Kind.WITHDRAWAL_RULES, 0, 1, true, 0, 3, 1, 1));
        for (int account = 0; account < 5; account++) {
            for (int i = 0; i < 3; i++) {
                exchange.step(new Step(Step.Kind.WITHDRAW, account, 1, true, 0, 3, 1, 1));
            }
        }
    }

    private static void walk(final ModelledExchange exchange, final Step step) {
        final byte[] sample = exchange.message(step);
        final List<Field> fields = fields(
                new MessageHeaderDecoder().wrap(new UnsafeBuffer(sample), 0).templateId());
        assertThat(fields).as("fields of %s", step.kind()).hasSizeGreaterThan(5);
        for (final Field field : fields) {
            if (field.length > Long.BYTES && field.length != CommandHeaderDecoder.ENCODED_LENGTH) {
                for (final byte[] text : TEXTS) {
                    final byte[] message = exchange.message(step);
                    System.arraycopy(text, 0, message, BLOCK + field.offset, text.length);
                    check(exchange, step, message);
                }
            } else if (field.length <= Long.BYTES) {
                for (final long extreme : EXTREMES) {
                    final byte[] message = exchange.message(step);
                    put(message, BLOCK + field.offset, field.length, extreme);
                    check(exchange, step, message);
                }
            }
        }
    }

    /** Both agree, and the business is as it was if it was rejected. */
    private static void check(final ModelledExchange exchange, final Step step, final byte[] message) {
        final long hash = exchange.engine.machine.chainHash();
        final long deadline = exchange.engine.machine.nextDeadline();
        final byte[] answer = exchange.send(step, message);
        final boolean isOneRejection =
                answer.length == BLOCK + CommandOutcomeDecoder.BLOCK_LENGTH && reason(answer) != RejectReason.NONE;
        if (isOneRejection) {
            // The model's whole state is compared after each command, and a reject changes nothing in it.
            assertThat(exchange.engine.machine.chainHash()).isEqualTo(hash);
            assertThat(exchange.engine.machine.nextDeadline()).isEqualTo(deadline);
        }
    }

    private static RejectReason reason(final byte[] answer) {
        return new CommandOutcomeDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(answer), 0, new MessageHeaderDecoder())
                .rejectReason();
    }

    /** The fields of a command's block and of its envelope, found by what the generated methods are called. */
    private static List<Field> fields(final int templateId) {
        final Class<?> type = CommandText.decoder(templateId).getClass();
        final List<Field> fields = new ArrayList<>(fieldsOf(type, 0));
        fields.addAll(fieldsOf(CommandHeaderDecoder.class, 0));
        if (templateId == MassQuoteDecoder.TEMPLATE_ID) {
            final int firstQuote = MassQuoteDecoder.BLOCK_LENGTH + GroupSizeEncodingDecoder.ENCODED_LENGTH;
            fields.addAll(fieldsOf(GroupSizeEncodingDecoder.class, MassQuoteDecoder.BLOCK_LENGTH));
            fields.addAll(fieldsOf(MassQuoteDecoder.QuotesDecoder.class, firstQuote));
        }
        return fields;
    }

    private static List<Field> fieldsOf(final Class<?> type, final int base) {
        final Map<String, Field> fields = new TreeMap<>();
        for (final Method method : type.getDeclaredMethods()) {
            if (method.getName().endsWith(OFFSET) && Modifier.isStatic(method.getModifiers())) {
                final String name =
                        method.getName().substring(0, method.getName().length() - OFFSET.length());
                fields.put(
                        name, new Field(name, base + call(type, name + OFFSET), call(type, name + "EncodingLength")));
            }
        }
        return fields.values().stream()
                .sorted(Comparator.comparingInt(Field::offset))
                .toList();
    }

    private static int call(final Class<?> type, final String name) {
        try {
            return (int) type.getMethod(name).invoke(null);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(name, e);
        }
    }

    private static void put(final byte[] message, final int at, final int width, final long value) {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        switch (width) {
            case 1 -> buffer.putByte(at, (byte) value);
            case 2 -> buffer.putShort(at, (short) value);
            case 4 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, value);
        }
    }
}
