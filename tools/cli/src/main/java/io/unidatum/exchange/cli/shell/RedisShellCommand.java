package io.unidatum.exchange.cli.shell;

import io.unidatum.exchange.cli.UserError;
import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.RedisSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exchange shell-redis}: Redis commands. */
@Command(
        name = "shell-redis",
        description = "Opens a shell on Redis: redis-cli if it is installed, else a small one that takes one command a "
                + "line.",
        footer = {"", "Commands can be piped in: echo 'KEYS md:*' | exchange shell-redis"})
public final class RedisShellCommand implements Callable<Integer>, LooksAtRunning {
    @Mixin
    private DataSettings data;

    @Mixin
    private RedisSettings redis;

    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public RedisShellCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        final String password = redis.password(data);
        if (Programs.has("redis-cli")) {
            return Programs.run(
                    password.isEmpty() ? Map.of() : Map.of("REDISCLI_AUTH", password),
                    List.of("redis-cli", "-h", redis.host(), "-p", Integer.toString(redis.port())));
        }
        final PrintWriter out = spec.commandLine().getOut();
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (RedisShell shell = RedisShell.connect(redis.host(), redis.port(), password)) {
            return shell.run(in, out, System.console() != null) ? 0 : 1;
        } catch (final io.lettuce.core.RedisConnectionException ex) {
            throw new UserError("Redis on " + redis.host() + ":" + redis.port() + " does not answer: is it running?");
        }
    }
}
