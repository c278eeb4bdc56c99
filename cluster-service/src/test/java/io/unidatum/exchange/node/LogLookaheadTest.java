package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.MessageHeaderEncoder;
import io.aeron.cluster.codecs.SessionMessageHeaderEncoder;
import io.aeron.cluster.codecs.TimerEventEncoder;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import io.unidatum.exchange.engine.ExchangeStateMachine;
import java.nio.ByteOrder;
import java.util.Random;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is found in a term of the log, be it commands or anything else. */
class LogLookaheadTest {
    private static final int TERM_LENGTH = 64 * 1024;
    private static final int HEADERS = DataHeaderFlyweight.HEADER_LENGTH + AeronCluster.SESSION_HEADER_LENGTH;
    private static final int COMMAND_LENGTH = 150;

    private final ExchangeStateMachine machine =
            new ExchangeStateMachine((buffer, offset, length, first, count, hash, position) -> {});
    private final LogLookahead lookahead = new LogLookahead(machine);
    private final UnsafeBuffer term = new UnsafeBuffer(new byte[TERM_LENGTH]);
    private int tail;

    @Test
    void shouldFindTheCommandsBehindOne() {
        final int first = command();
        final int second = command();
        final int third = command();

        lookahead.onCommand(term, first);
        assertThat(lookahead.commandsAhead()).isEqualTo(2);
        lookahead.onCommand(term, second);
        lookahead.onCommand(term, third);
        assertThat(lookahead.commandsAhead()).isEqualTo(2);

        final int fourth = command();
        command();
        lookahead.onCommand(term, fourth);
        assertThat(lookahead.commandsAhead()).isEqualTo(3);
    }

    @Test
    void shouldTakeNoMoreThanAGroupAtATime() {
        final int first = command();
        for (int i = 0; i < 99; i++) {
            command();
        }
        lookahead.onCommand(term, first);
        final long group = lookahead.commandsAhead() + 1;
        assertThat(group).isBetween(8L, 64L);

        final int frame = BitUtil.align(HEADERS + COMMAND_LENGTH, FrameDescriptor.FRAME_ALIGNMENT);
        for (int offset = 0; offset < tail; offset += frame) {
            lookahead.onCommand(term, offset);
        }
        assertThat(lookahead.commandsAhead()).isEqualTo(100 - (100 + group - 1) / group);
    }

    @Test
    void shouldStopWhereNothingIsWrittenYet() {
        final int first = command();
        command();
        final int torn = command();
        command();
        term.putInt(torn, -term.getInt(torn, ByteOrder.LITTLE_ENDIAN), ByteOrder.LITTLE_ENDIAN);
        lookahead.onCommand(term, first);
        assertThat(lookahead.commandsAhead()).isEqualTo(1);

        final LogLookahead another = new LogLookahead(machine);
        term.putInt(torn, 0);
        another.onCommand(term, first);
        assertThat(another.commandsAhead()).isEqualTo(1);
    }

    @Test
    void shouldPassOverWhatIsNoWholeCommand() {
        final int first = command();
        final int begin = command();
        FrameDescriptor.frameFlags(term, begin, FrameDescriptor.BEGIN_FRAG_FLAG);
        final int end = command();
        FrameDescriptor.frameFlags(term, end, FrameDescriptor.END_FRAG_FLAG);
        message(TimerEventEncoder.TEMPLATE_ID, MessageHeaderDecoder.SCHEMA_ID, COMMAND_LENGTH);
        message(SessionMessageHeaderEncoder.TEMPLATE_ID, MessageHeaderDecoder.SCHEMA_ID + 1, COMMAND_LENGTH);
        final int cut = message(SessionMessageHeaderEncoder.TEMPLATE_ID, MessageHeaderDecoder.SCHEMA_ID, 0);
        FrameDescriptor.frameLengthOrdered(term, cut, HEADERS - 1);
        final int heartbeat = command();
        FrameDescriptor.frameType(term, heartbeat, DataHeaderFlyweight.HDR_TYPE_NAK);
        command();

        lookahead.onCommand(term, first);
        assertThat(lookahead.commandsAhead()).isEqualTo(1);
    }

    @Test
    void shouldStopAtTheEndOfTheTerm() {
        final int frame = BitUtil.align(HEADERS + COMMAND_LENGTH, FrameDescriptor.FRAME_ALIGNMENT);
        tail = TERM_LENGTH - 3 * frame;
        final int first = command();
        command();
        command();
        lookahead.onCommand(term, first);
        assertThat(lookahead.commandsAhead()).isEqualTo(2);
        lookahead.onCommand(term, TERM_LENGTH - frame);
        assertThat(lookahead.commandsAhead()).isEqualTo(2);
    }

    @Test
    void shouldStopAtPaddingThatEndsTheTerm() {
        tail = TERM_LENGTH - 1024;
        final int first = command();
        command();
        FrameDescriptor.frameType(term, tail, FrameDescriptor.PADDING_FRAME_TYPE);
        FrameDescriptor.frameLengthOrdered(term, tail, TERM_LENGTH - tail);
        lookahead.onCommand(term, first);
        assertThat(lookahead.commandsAhead()).isEqualTo(1);
    }

    @Test
    void shouldStopAtALengthThatCannotBe() {
        final int first = command();
        final int second = command();
        command();
        for (final int length : new int[] {
            1, DataHeaderFlyweight.HEADER_LENGTH - 1, TERM_LENGTH - second + 1, Integer.MAX_VALUE, Integer.MIN_VALUE
        }) {
            final LogLookahead another = new LogLookahead(machine);
            term.putInt(second, length, ByteOrder.LITTLE_ENDIAN);
            another.onCommand(term, first);
            assertThat(another.commandsAhead()).isZero();
        }
    }

    @Test
    void shouldSurviveWhateverBytesThereAre() {
        final long hash = machine.stateHash();
        final Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            tail = 0;
            while (tail < TERM_LENGTH - 1024) {
                command();
            }
            for (int damage = random.nextInt(500); damage > 0; damage--) {
                final int at = random.nextInt(TERM_LENGTH);
                term.putByte(at, (byte) (random.nextBoolean() ? 0xff : random.nextInt()));
            }
            for (int offset = 0; offset < TERM_LENGTH; offset += FrameDescriptor.FRAME_ALIGNMENT) {
                lookahead.onCommand(term, offset);
            }
            lookahead.onCommand(term, -FrameDescriptor.FRAME_ALIGNMENT);
            lookahead.onCommand(term, TERM_LENGTH);
        }
        assertThat(machine.stateHash()).isEqualTo(hash);
    }

    private int command() {
        return message(SessionMessageHeaderEncoder.TEMPLATE_ID, MessageHeaderDecoder.SCHEMA_ID, COMMAND_LENGTH);
    }

    private int message(final int templateId, final int schemaId, final int length) {
        final int offset = tail;
        for (int i = 0; i < length; i++) {
            term.putByte(offset + HEADERS + i, (byte) (offset + 31 * i));
        }
        new MessageHeaderEncoder()
                .wrap(term, offset + DataHeaderFlyweight.HEADER_LENGTH)
                .blockLength(SessionMessageHeaderEncoder.BLOCK_LENGTH)
                .templateId(templateId)
                .schemaId(schemaId)
                .version(0);
        FrameDescriptor.frameFlags(term, offset, FrameDescriptor.UNFRAGMENTED);
        FrameDescriptor.frameType(term, offset, DataHeaderFlyweight.HDR_TYPE_DATA);
        FrameDescriptor.frameLengthOrdered(term, offset, HEADERS + length);
        tail = offset + BitUtil.align(HEADERS + length, FrameDescriptor.FRAME_ALIGNMENT);
        return offset;
    }
}
