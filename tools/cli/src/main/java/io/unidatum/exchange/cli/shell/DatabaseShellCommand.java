package io.unidatum.exchange.cli.shell;

import io.unidatum.exchange.cli.settings.DataSettings;
import io.unidatum.exchange.cli.settings.LooksAtRunning;
import io.unidatum.exchange.cli.settings.PostgresSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sqlline.SqlLine;

/** {@code exchange shell-db}: SQL. */
@Command(
        name = "shell-db",
        description = "Opens an SQL shell on the exchange's database: psql if it is installed, else sqlline.",
        footer = {"", "Statements can be piped in: echo 'SELECT count(*) FROM trades;' | exchange shell-db"})
public final class DatabaseShellCommand implements Callable<Integer>, LooksAtRunning {
    @Mixin
    private DataSettings data;

    @Mixin
    private PostgresSettings postgres;

    /** Constructs the command, to be filled by picocli. */
    public DatabaseShellCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        final String password = postgres.password(data);
        if (Programs.has("psql")) {
            return Programs.run(
                    Map.of("PGPASSWORD", password),
                    List.of(
                            "psql",
                            "--no-psqlrc",
                            "--set=ON_ERROR_STOP=1",
                            "--host=" + postgres.hostNames(),
                            "--port=" + postgres.ports(),
                            "--username=" + postgres.user(),
                            "--dbname=" + postgres.database()));
        }
        final SqlLine.Status status = new SqlLine()
                .begin(
                        new String[] {
                            "-u",
                            postgres.jdbcUrl(),
                            "-n",
                            postgres.user(),
                            "-p",
                            password,
                            "-d",
                            "org.postgresql.Driver",
                            "--silent=true"
                        },
                        System.in,
                        false);
        return status == SqlLine.Status.OK ? 0 : 1;
    }
}
