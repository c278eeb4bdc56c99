package io.unidatum.exchange.client.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.ExclusivePublication;
import io.unidatum.exchange.client.ClientDriver;
import io.unidatum.exchange.client.ClientDriverContext;
import io.unidatum.exchange.client.view.ExchangeView;
import io.unidatum.exchange.node.FreePorts;
import io.unidatum.exchange.protocol.MemberEndpoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateImageTest {
    private static final JournalPoint OLD = new JournalPoint(10, 320, 1);
    private static final JournalPoint NEW = new JournalPoint(20, 640, 2);

    private final List<TestMember> members = new ArrayList<>();
    private final List<MemberEndpoints> endpoints = MemberEndpoints.parse("127.0.0.1,127.0.0.1", FreePorts.basePort(2));
    private final ExchangeView view = new ExchangeView();
    private ClientDriver driver;

    @BeforeEach
    void launchDriver() {
        driver = ClientDriver.launch(new ClientDriverContext());
    }

    @AfterEach
    void closeAll() {
        CloseHelper.quietClose(driver);
        CloseHelper.quietCloseAll(members);
    }

    @Test
    void shouldLoadTheNewestSnapshotOfAnyMember() throws IOException {
        record(member(0), OLD, "OLD");
        record(member(1), OLD, "OLD");
        record(members.get(1), NEW, "NEW");
        assertThat(StateImage.load(context(), view)).contains(NEW);
        assertThat(view.sequence()).isEqualTo(20);
        assertThat(view.asset(1).name()).isEqualTo("NEW");
    }

    @Test
    void shouldPassOverADamagedSnapshot() throws IOException {
        final TestMember member = member(0);
        record(member, OLD, "OLD");
        final List<UnsafeBuffer> damaged = new TestSnapshot(NEW, "NEW", "BAD").messages();
        damaged.remove(1);
        record(member, damaged);
        final List<UnsafeBuffer> cutOff = new TestSnapshot(NEW, "NEW").messages();
        cutOff.remove(2);
        record(member, cutOff);
        record(member, List.of());

        assertThat(StateImage.load(context(), view)).contains(OLD);
        assertThat(view.sequence()).isEqualTo(10);
        assertThat(view.assets()).hasSize(1);
        assertThat(view.asset("OLD")).isNotNull();
    }

    @Test
    void shouldPassNothingOnOfASnapshotThatTurnsOutToBeDamaged() throws IOException {
        final List<UnsafeBuffer> cutOff = new TestSnapshot(NEW, "NEW", "BAD").messages();
        cutOff.remove(cutOff.size() - 1);
        record(member(0), cutOff);

        assertThat(StateImage.load(context(), view)).isEmpty();
        assertThat(view.sequence()).isZero();
        assertThat(view.assets()).isEmpty();
    }

    @Test
    void shouldWaitForALargeSnapshotAsLongAsItGoesOn() throws IOException {
        final String[] assets = new String[20_000];
        Arrays.fill(assets, "MANY");
        record(member(0), new TestSnapshot(NEW, assets).messages());
        final AtomicInteger received = new AtomicInteger();

        final Optional<JournalPoint> point = StateImage.load(
                context().timeoutNs(1_000_000_000L), (templateId, buffer, offset, blockLength, version) -> {
                    if (received.incrementAndGet() == 1) {
                        // A receiver that needs longer for a part of it than a member may stand still.
                        LockSupport.parkNanos(1_500_000_000L);
                    }
                });

        assertThat(point).contains(NEW);
        assertThat(received).hasValue(20_002);
    }

    @Test
    void shouldFindNothingWhereNoSnapshotWasTaken() throws IOException {
        member(0);
        assertThat(StateImage.load(context(), view)).isEmpty();
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        assertThatThrownBy(() -> StateImage.load(context().timeoutNs(300_000_000L), view))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no member's archive answered");
    }

    @Test
    void shouldThrowWhatTheHandlerThrew() throws IOException {
        record(member(0), OLD, "OLD");
        final IllegalStateException failure = new IllegalStateException("no room");
        assertThatThrownBy(() -> StateImage.load(context(), (templateId, buffer, offset, blockLength, version) -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    private StateImageContext context() {
        return new StateImageContext()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .members(endpoints);
    }

    private TestMember member(final int index) throws IOException {
        final TestMember member = new TestMember(endpoints.get(index));
        members.add(member);
        return member;
    }

    private static void record(final TestMember member, final JournalPoint point, final String asset) {
        record(member, new TestSnapshot(point, asset).messages());
    }

    private static void record(final TestMember member, final List<UnsafeBuffer> messages) {
        final ExclusivePublication publication = member.startSnapshot();
        // Aeron's own messages stand before the exchange's; any of another schema will do.
        final UnsafeBuffer foreign = new UnsafeBuffer(new byte[64]);
        foreign.putShort(4, (short) 111);
        member.offer(publication, foreign, 0, foreign.capacity());
        messages.forEach(message -> member.offer(publication, message, 0, message.capacity()));
        member.finish(publication);
    }
}
