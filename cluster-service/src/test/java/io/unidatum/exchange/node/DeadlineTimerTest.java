package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.cluster.service.Cluster;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.NoOpIdleStrategy;
import org.junit.jupiter.api.Test;

/** The timer is set to earlier times only, is always set again, and costs nothing at rest. */
class DeadlineTimerTest {
    private final List<Long> setTo = new ArrayList<>();
    private long deadline = Long.MAX_VALUE;
    private boolean isBackPressured;
    private final Cluster cluster = (Cluster) Proxy.newProxyInstance(
            Cluster.class.getClassLoader(), new Class<?>[] {Cluster.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("idleStrategy")) {
                    return NoOpIdleStrategy.INSTANCE;
                }
                assertThat(method.getName()).isEqualTo("scheduleTimer");
                assertThat(arguments[0]).isEqualTo(DeadlineTimer.CORRELATION_ID);
                if (isBackPressured) {
                    isBackPressured = false;
                    return false;
                }
                setTo.add((Long) arguments[1]);
                return true;
            });
    private final DeadlineTimer timer = new DeadlineTimer(cluster, () -> deadline);

    @Test
    void shouldSetNothingAtRest() {
        timer.update();
        timer.update();
        timer.renew();
        assertThat(setTo).isEmpty();
    }

    @Test
    void shouldMoveToAnEarlierTimeOnly() {
        update(500);
        update(600);
        update(Long.MAX_VALUE);
        update(400);
        update(400);
        assertThat(setTo).containsExactly(500L, 400L);
    }

    @Test
    void shouldAlwaysBeSetAgainOnceItHasFired() {
        update(500);
        deadline = 900;
        timer.onFired();
        update(900);
        deadline = Long.MAX_VALUE;
        timer.onFired();
        update(1000);
        assertThat(setTo).containsExactly(500L, 900L, DeadlineTimer.FAR_FUTURE, 1000L);
    }

    @Test
    void shouldBeSetAgainForANewLeader() {
        update(500);
        timer.renew();
        assertThat(setTo).containsExactly(500L, 500L);
    }

    @Test
    void shouldTryAgainUnderBackPressure() {
        isBackPressured = true;
        update(500);
        assertThat(setTo).containsExactly(500L);
    }

    private void update(final long nextDeadline) {
        deadline = nextDeadline;
        timer.update();
    }
}
