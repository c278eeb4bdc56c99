package io.unidatum.exchange.client;

/**
 * What a client knows of the cluster; true within about two seconds, because the client asks every second when nothing
 * else is answered.
 *
 * @param connected true if there is a session and the cluster answered on it within the context's silence time-out.
 * @param leaderMemberId member that leads, as far as known; -1 before the first session.
 * @param leadershipTermId of the session, -1 before the first session.
 * @param lastAnswerAgeNs time since the cluster last answered, ns; {@link Long#MAX_VALUE} if it never did.
 * @param lastSequence last event of the journal that an answer told of, 0 if none.
 * @param clusterTimeNs estimate of the cluster's time, ns.
 * @param pendingCommands commands that wait for an outcome.
 * @param problem why there is no session, in words for an operator; empty if there is one.
 */
public record ClusterClientStatus(
        boolean connected,
        int leaderMemberId,
        long leadershipTermId,
        long lastAnswerAgeNs,
        long lastSequence,
        long clusterTimeNs,
        int pendingCommands,
        String problem) {}
