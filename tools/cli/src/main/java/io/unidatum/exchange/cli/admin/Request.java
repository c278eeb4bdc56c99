package io.unidatum.exchange.cli.admin;

import org.agrona.MutableDirectBuffer;

/** One command for the cluster, ready but for its stamp. */
@FunctionalInterface
interface Request {
    /**
     * Encodes the command.
     *
     * @param buffer to write to, at 0.
     * @param stamp to begin with.
     * @return length in bytes, SBE header included.
     */
    int encode(MutableDirectBuffer buffer, Stamp stamp);
}
