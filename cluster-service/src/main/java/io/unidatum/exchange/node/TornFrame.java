package io.unidatum.exchange.node;

import io.aeron.logbuffer.FrameDescriptor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BitUtil;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Erases the last frame of a recording's file. */
final class TornFrame {
    private TornFrame() {}

    /**
     * Overwrites the last frame of a file with zeros, so that the recording ends before it.
     *
     * @param segment file of a recording whose first frame is at its beginning.
     * @return bytes erased; 0 if there is no frame.
     * @throws IOException if the file cannot be read or written.
     */
    static int erase(final Path segment) throws IOException {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final var mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            try {
                final UnsafeBuffer file = new UnsafeBuffer(mapped);
                int lastOffset = 0;
                int lastLength = 0;
                int offset = 0;
                while (offset < file.capacity() && FrameDescriptor.frameLength(file, offset) > 0) {
                    lastOffset = offset;
                    lastLength =
                            BitUtil.align(FrameDescriptor.frameLength(file, offset), FrameDescriptor.FRAME_ALIGNMENT);
                    offset += lastLength;
                }
                final int erased = Math.min(lastLength, file.capacity() - lastOffset);
                file.setMemory(lastOffset, erased, (byte) 0);
                mapped.force();
                return erased;
            } finally {
                IoUtil.unmap(mapped);
            }
        }
    }
}
