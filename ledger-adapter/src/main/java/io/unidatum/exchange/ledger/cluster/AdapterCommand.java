package io.unidatum.exchange.ledger.cluster;

import org.agrona.MutableDirectBuffer;

/** One command for the cluster, ready but for its request id and its time limit. See {@link AdapterCommands}. */
@FunctionalInterface
public interface AdapterCommand {
    /**
     * Encodes the command.
     *
     * @param buffer to write to, at 0; expands or is large enough.
     * @param id that makes it idempotent.
     * @param validUntilNs cluster time after which it must not take effect, ns.
     * @return length in bytes, SBE header included.
     */
    int encode(MutableDirectBuffer buffer, RequestId id, long validUntilNs);
}
