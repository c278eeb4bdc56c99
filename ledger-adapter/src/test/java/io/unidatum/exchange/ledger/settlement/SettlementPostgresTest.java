package io.unidatum.exchange.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL that fails, above all in the moment of a commit, when it is not known what was committed. */
class SettlementPostgresTest {
    private SettlementHarness harness;

    @BeforeEach
    void launch() throws Exception {
        harness = new SettlementHarness(SettlementHarness.fastNode());
        for (int account = 1_000; account < 1_008; account++) {
            harness.deposit(account, 1_000);
        }
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void shouldGoOnFromTheRecordsWhenACommitFails() throws Exception {
        shouldSurviveFailingCommits(false);
    }

    @Test
    void shouldGoOnFromTheRecordsWhenTheAnswerToACommitIsLost() throws Exception {
        shouldSurviveFailingCommits(true);
    }

    private void shouldSurviveFailingCommits(final boolean committed) throws Exception {
        final AtomicInteger commits = new AtomicInteger();
        harness.startAgent(SettlementHarness.fastContext(), failingCommits(commits, committed));
        harness.runUntilSettled();
        for (int i = 0; i < 5; i++) {
            harness.trade(1_000 + i, 1_007 - i, 10 + i);
            harness.runUntilSettled();
        }
        harness.assertChainEqualsLedger();
        assertThat(harness.number("SELECT sum(confirmed) FROM settlement_wallets"))
                .isEqualTo(8_000);
        assertThat(commits.get()).isGreaterThan(20);
    }

    /**
     * One commit in five fails, before or after it took effect. Which one is drawn: exactly every fifth could be the
     * same one of five in each attempt for ever, so that no attempt would get beyond it.
     */
    private DataSource failingCommits(final AtomicInteger commits, final boolean committed) {
        final Random random = new Random(20_261_122);
        return proxy(DataSource.class, harness.dataSource(), (method, result) -> {
            if (!"getConnection".equals(method)) {
                return result;
            }
            final Connection connection = (Connection) result;
            return Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, call, arguments) -> {
                        final boolean isCommit = "commit".equals(call.getName());
                        if (isCommit) {
                            commits.incrementAndGet();
                        }
                        final boolean fails = isCommit && random.nextInt(5) == 0;
                        if (fails && !committed) {
                            throw new SQLException("the connection broke before the commit");
                        }
                        final Object answer = invoke(connection, call, arguments);
                        if (fails) {
                            throw new SQLException("the connection broke after the commit");
                        }
                        return answer;
                    });
        });
    }

    private static <T> T proxy(final Class<T> type, final T target, final Wrapper wrapper) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> wrapper.wrap(method.getName(), invoke(target, method, arguments))));
    }

    private static Object invoke(final Object target, final Method method, final Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (final InvocationTargetException ex) {
            throw ex.getCause();
        }
    }

    private interface Wrapper {
        Object wrap(String method, Object result);
    }
}
