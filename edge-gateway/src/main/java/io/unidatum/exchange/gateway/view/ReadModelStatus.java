package io.unidatum.exchange.gateway.view;

import java.util.List;

/**
 * How the read model stands.
 *
 * @param ready true if it holds a state and can be asked.
 * @param connected true if it is following the journal of at least one living member.
 * @param memberIds members that it reads from.
 * @param sequence of the last event it holds.
 * @param timeNs cluster time of that event, ns.
 * @param lagBytes how far behind the recording it is, -1 if not known.
 * @param problem for an operator; empty if all is well.
 */
public record ReadModelStatus(
        boolean ready,
        boolean connected,
        List<Integer> memberIds,
        long sequence,
        long timeNs,
        long lagBytes,
        String problem) {}
