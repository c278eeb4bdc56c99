package io.unidatum.exchange.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the connection pool; PostgreSQL need not be there yet. */
final class PostgresPool {
    private static final long CONNECTION_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(3);
    private static final long VALIDATION_TIMEOUT_MS = TimeUnit.SECONDS.toMillis(2);
    private static final int CONNECT_TIMEOUT_S = 3;
    private static final int SOCKET_TIMEOUT_S = 60;

    private PostgresPool() {}

    static HikariDataSource create(final LedgerContext context) {
        final PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setServerNames(new String[] {context.postgresHost()});
        postgres.setPortNumbers(new int[] {context.postgresPort()});
        postgres.setDatabaseName(context.postgresDatabase());
        postgres.setUser(context.postgresUser());
        postgres.setPassword(context.postgresPassword());
        postgres.setApplicationName("exchange-ledger");
        postgres.setTcpKeepAlive(true);
        postgres.setConnectTimeout(CONNECT_TIMEOUT_S);
        postgres.setLoginTimeout(CONNECT_TIMEOUT_S);
        postgres.setSocketTimeout(SOCKET_TIMEOUT_S);
        postgres.setPrepareThreshold(1);

        final HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setDataSource(postgres);
        config.setMaximumPoolSize(context.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setValidationTimeout(VALIDATION_TIMEOUT_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
