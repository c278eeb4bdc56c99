package io.unidatum.exchange.cli.shell;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ObjectOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small shell on Redis: one command a line, its answer below. Not thread safe. */
final class RedisShell implements AutoCloseable {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    private RedisShell(final RedisClient client, final StatefulRedisConnection<String, String> connection) {
        this.client = client;
        this.connection = connection;
    }

    static RedisShell connect(final String host, final int port, final String password) {
        final RedisURI.Builder uri = RedisURI.builder().withHost(host).withPort(port);
        if (!password.isEmpty()) {
            uri.withPassword(password.toCharArray());
        }
        final RedisClient client = RedisClient.create(uri.build());
        try {
            return new RedisShell(client, client.connect());
        } catch (final RuntimeException ex) {
            client.shutdown();
            throw ex;
        }
    }

    /**
     * Carries out commands until there are no more.
     *
     * @param in one command a line; "exit" and "quit" end it.
     * @param out for the answers.
     * @param prompt whether a person types.
     * @return false if a command failed.
     */
    boolean run(final BufferedReader in, final PrintWriter out, final boolean prompt) throws IOException {
        boolean good = true;
        while (true) {
            if (prompt) {
                out.print("redis> ");
                out.flush();
            }
            final String line = in.readLine();
            if (line == null) {
                return good;
            }
            final List<String> words = words(line);
            if (words.isEmpty()) {
                continue;
            }
            if (List.of("exit", "quit").contains(words.get(0).toLowerCase(Locale.ROOT))) {
                return good;
            }
            try {
                print(out, answer(words), "");
            } catch (final RedisCommandExecutionException ex) {
                out.println("(error) " + ex.getMessage());
                good = false;
            }
            out.flush();
        }
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }

    static List<String> words(final String line) {
        final List<String> words = new ArrayList<>();
        final Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }

    private Object answer(final List<String> words) {
        final CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
        words.subList(1, words.size()).forEach(arguments::add);
        return connection.sync().dispatch(new Keyword(words.get(0)), new ObjectOutput<>(StringCodec.UTF8), arguments);
    }

    private static void print(final PrintWriter out, final Object answer, final String indent) {
        if (answer instanceof List<?> list) {
            if (list.isEmpty()) {
                out.println(indent + "(empty)");
            }
            for (int i = 0; i < list.size(); i++) {
                out.print(indent + (i + 1) + ") ");
                if (list.get(i) instanceof List<?> || list.get(i) instanceof Map<?, ?>) {
                    out.println();
                    print(out, list.get(i), indent + "   ");
                } else {
                    out.println(list.get(i));
                }
            }
        } else if (answer instanceof Map<?, ?> map) {
            map.forEach((key, value) -> out.println(indent + key + " = " + value));
        } else {
            out.println(indent + (answer == null ? "(nil)" : answer));
        }
    }

    private record Keyword(String text) implements ProtocolKeyword {
        @Override
        public byte[] getBytes() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
