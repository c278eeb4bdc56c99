package io.unidatum.exchange.devnet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The chain in a file, appended to: one JSON line for each accepted transaction and each block. A line is written
 * before the request is answered; blocks are forced to disk. A last line that a crash tore is cut off.
 *
 * <p>Not thread safe.
 */
final class ChainLog implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;

    private ChainLog(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the file, creating it and its folder, and replays it.
     *
     * @param file of the chain.
     * @param chain still at its genesis block.
     * @return the log, for what comes next.
     * @throws IOException if the file cannot be used, is in use, or does not hold a chain.
     */
    static ChainLog open(final Path file, final Chain chain) throws IOException {
        final Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, channel);
            final long end = new ChainLog(file, channel).replay(chain);
            channel.truncate(end);
            channel.position(end);
            return new ChainLog(file, channel);
        } catch (final IOException | RuntimeException ex) {
            channel.close();
            throw ex;
        }
    }

    void append(final Transaction transaction) throws IOException {
        final ObjectNode line = MAPPER.createObjectNode();
        line.set("transaction", transaction.body());
        write(line);
    }

    void append(final Block block) throws IOException {
        final ObjectNode line = MAPPER.createObjectNode();
        line.putObject("block")
                .put("count", block.transactions().size())
                .put("timestamp", block.timestamp())
                .put("hash", block.hash());
        write(line);
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void lock(final Path file, final FileChannel channel) throws IOException {
        final FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (final OverlappingFileLockException ex) {
            throw new IOException(file + " is in use by another development node of this process", ex);
        }
        if (lock == null) {
            throw new IOException(file + " is in use by another development node: stop it or name another file");
        }
    }

    /** Replays whole lines. {@return the position after the last one} */
    private long replay(final Chain chain) throws IOException {
        long position = 0;
        int number = 0;
        try (var input = Files.newInputStream(file);
                var buffered = new BufferedInputStream(input)) {
            final ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = buffered.read(); b >= 0; b = buffered.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                number++;
                apply(chain, line.toByteArray(), number);
                position += line.size() + 1;
                line.reset();
            }
        }
        return position;
    }

    private void apply(final Chain chain, final byte[] bytes, final int number) throws IOException {
        try {
            final ObjectNode line = (ObjectNode) MAPPER.readTree(bytes);
            if (line.has("transaction")) {
                chain.accept(TransactionParser.read((ObjectNode) line.get("transaction")));
                return;
            }
            final Block block = chain.mine(
                    line.path("block").path("count").intValue(),
                    line.path("block").path("timestamp").longValue());
            if (!block.hash().equals(line.path("block").path("hash").textValue())) {
                throw new IOException("the hash of block " + block.index() + " differs");
            }
        } catch (final IOException | RuntimeException | RefusedException ex) {
            throw new IOException(
                    file + " line " + number + " is not this chain's: move the file away to start from genesis", ex);
        }
    }

    private void write(final ObjectNode line) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
