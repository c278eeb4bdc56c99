package io.unidatum.exchange.node;

import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the other members where their copies of the log begin. Blocks for a few seconds at most. */
final class PeerLogs {
    private static final Pattern LOG_START = Pattern.compile("\"logStart\"\\s*:\\s*(\\d+)");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private PeerLogs() {}

    /**
     * The earliest position of the log that another member still has.
     *
     * @param ctx of this node.
     * @return position in bytes; -1 if no other member answers.
     */
    static long earliest(final ExchangeNodeContext ctx) {
        final HttpClient client =
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        long earliest = -1;
        for (final MemberEndpoints member : ctx.members()) {
            if (member.memberId() != ctx.memberId()) {
                final long start = logStart(client, member);
                if (start >= 0 && (earliest < 0 || start < earliest)) {
                    earliest = start;
                }
            }
        }
        return earliest;
    }

    private static long logStart(final HttpClient client, final MemberEndpoints member) {
        final HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + member.status() + "/health"))
                .timeout(TIMEOUT)
                .build();
        try {
            final HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            final Matcher matcher = LOG_START.matcher(response.body());
            return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
        } catch (final IOException ex) {
            return -1;
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
