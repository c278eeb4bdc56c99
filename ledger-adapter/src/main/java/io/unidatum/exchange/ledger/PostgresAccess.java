package io.unidatum.exchange.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How the database is reached: connection by connection, as the writer and the migrations do, so that each failure is
 * seen at once and as it is; or by a pool, for companions. PostgreSQL need not be there yet.
 */
final class PostgresAccess {
    private static final long CONNECTION_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(3);
    private static final long VALIDATION_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(2);
    private static final int CONNECT_TIMEOUT_S = 3;
    private static final int SOCKET_TIMEOUT_S = 60;

    private PostgresAccess() {}

    /** A new connection each time. {@return a source of them} */
    static PGSimpleDataSource direct(final LedgerContext context) {
        final PGSimpleDataSource postgres = new PGSimpleDataSource();
        final String[] hosts = context.postgresHost().split(",");
        final String[] names = new String[hosts.length];
        final int[] ports = new int[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            final String host = hosts[i].strip();
            final int colon = host.lastIndexOf(':');
            names[i] = colon < 0 ? host : host.substring(0, colon);
            ports[i] = colon < 0 ? context.postgresPort() : Integer.parseInt(host.substring(colon + 1));
        }
        postgres.setServerNames(names);
        postgres.setPortNumbers(ports);
        // A standby takes no rows: of several servers, the one that is the primary now.
        postgres.setTargetServerType("primary");
        postgres.setDatabaseName(context.postgresDatabase());
        postgres.setUser(context.postgresUser());
        postgres.setPassword(context.postgresPassword());
        postgres.setApplicationName("exchange-ledger");
        postgres.setTcpKeepAlive(true);
        postgres.setConnectTimeout(CONNECT_TIMEOUT_S);
        postgres.setLoginTimeout(CONNECT_TIMEOUT_S);
        postgres.setSocketTimeout(SOCKET_TIMEOUT_S);
        postgres.setPrepareThreshold(1);
        return postgres;
    }

    /** Connections that are kept and lent. {@return a pool} */
    static HikariDataSource pool(final LedgerContext context) {
        final HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setDataSource(direct(context));
        config.setMaximumPoolSize(context.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setValidationTimeout(VALIDATION_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
