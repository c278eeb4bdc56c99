package io.unidatum.exchange.client.journal;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.util.List;

/**
 * Chooses which member to read from next: one that no feed uses, among those the one whose last failure is longest ago,
 * so that a dead one does not cost time again and again. Single-threaded.
 */
final class MemberRotation {
    private final List<MemberEndpoints> members;
    private final String[] problems;
    private final boolean[] isTrimmed;
    private final long[] failures;
    private final long minRetryNs;
    private final long maxRetryNs;
    private long failureCount;
    private long retryNs;

    MemberRotation(final List<MemberEndpoints> members, final long minRetryNs, final long maxRetryNs) {
        this.members = members;
        this.minRetryNs = minRetryNs;
        this.maxRetryNs = maxRetryNs;
        this.retryNs = minRetryNs;
        this.problems = new String[members.size()];
        this.isTrimmed = new boolean[members.size()];
        this.failures = new long[members.size()];
    }

    MemberEndpoints next(final MemberFeed[] inUse) {
        int best = -1;
        for (int i = 0; i < members.size(); i++) {
            if (!isUsed(members.get(i), inUse) && (best < 0 || failures[i] < failures[best])) {
                best = i;
            }
        }
        return members.get(best);
    }

    void onFollowing(final MemberEndpoints member) {
        final int index = members.indexOf(member);
        problems[index] = null;
        isTrimmed[index] = false;
        retryNs = minRetryNs;
    }

    /** Notes a failure. {@return whether the member's problem is another one than before} */
    boolean onLost(
            final MemberEndpoints member, final String problem, final boolean trimmed, final boolean wasFollowing) {
        final int index = members.indexOf(member);
        final boolean isNew = !problem.equals(problems[index]);
        failures[index] = ++failureCount;
        problems[index] = problem;
        isTrimmed[index] = trimmed;
        if (!wasFollowing) {
            retryNs = Math.min(2 * retryNs, maxRetryNs);
        }
        return isNew;
    }

    long retryDelayNs() {
        return retryNs;
    }

    boolean areAllTrimmed() {
        for (final boolean trimmed : isTrimmed) {
            if (!trimmed) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with each member, in words. */
    String problems() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < problems.length; i++) {
            if (problems[i] != null) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append("member ")
                        .append(members.get(i).memberId())
                        .append(": ")
                        .append(problems[i]);
            }
        }
        return text.isEmpty() ? "connecting" : text.toString();
    }

    private static boolean isUsed(final MemberEndpoints member, final MemberFeed[] inUse) {
        for (final MemberFeed feed : inUse) {
            if (feed != null && feed.member().equals(member)) {
                return true;
            }
        }
        return false;
    }
}
