package io.unidatum.exchange.engine;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What an earlier build was given and what it wrote, kept as bytes: nothing that changes in this build's encoders
 * changes it.
 *
 * @param commands and timers and ends of sessions, in order.
 * @param snapshot that the build took on the way.
 */
record PinnedLog(List<StepWriter.Input> commands, List<byte[]> snapshot) {
    private static final int CLOSES = 1;

    /** Reads those of an encoding version. */
    static PinnedLog read(final int encodingVersion) {
        final String name = "/pinned/encoding-version-" + encodingVersion;
        try (DataInputStream log = open(name + ".log.gz");
                DataInputStream snapshot = open(name + ".snapshot.gz")) {
            return new PinnedLog(readCommands(log), readMessages(snapshot));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataInputStream open(final String name) throws IOException {
        final InputStream resource = PinnedLog.class.getResourceAsStream(name);
        return new DataInputStream(new GZIPInputStream(resource));
    }

    private static List<StepWriter.Input> readCommands(final DataInputStream in) throws IOException {
        final List<StepWriter.Input> commands = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            final long time = in.readLong();
            final long sessionId = in.readLong();
            final boolean closes = in.readByte() == CLOSES;
            final byte[] message = in.readNBytes(in.readUnsignedShort());
            final PrincipalKey key = message.length == 0
                    ? null
                    : new PrincipalKey(in.readLong(), in.readLong(), in.readLong(), in.readLong());
            commands.add(new StepWriter.Input(time, key, sessionId, message.length == 0 ? null : message, closes));
        }
        return commands;
    }

    private static List<byte[]> readMessages(final DataInputStream in) throws IOException {
        final List<byte[]> messages = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            messages.add(in.readNBytes(in.readUnsignedShort()));
        }
        return messages;
    }
}
