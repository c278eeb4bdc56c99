package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.unidatum.exchange.protocol.JournalLayout;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How a node starts, says why it cannot, and ends. */
@Timeout(60)
class NodeStartTest {
    @RegisterExtension
    final LoggedErrors errors = new LoggedErrors();

    private ExchangeTestCluster cluster;
    private long recordingId = -1;

    @TempDir
    private Path temporary;

    @BeforeEach
    void launch() {
        cluster = ExchangeTestCluster.launch(1);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldStartAtOnceWhereANodeWasKilledAMomentAgo() throws IOException {
        copyMarkFiles(cluster.dataDir(0), temporary);
        cluster.stop(0);
        copyMarkFiles(temporary, cluster.dataDir(0));

        final long startNs = System.nanoTime();
        cluster.start(0);
        cluster.awaitLeader();

        assertThat(System.nanoTime() - startNs).isLessThan(TimeUnit.SECONDS.toNanos(9));
    }

    @Test
    void shouldRefuseASecondNodeOnTheSameFolder() {
        assertThatThrownBy(() -> ExchangeNode.launch(cluster.context(0).aeronDirectoryName(temporary + "/aeron")))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("another node is running on the data folder");
        assertThat(cluster.node(0).health()).containsEntry("status", "UP");
    }

    @Test
    void shouldSayWhichUdpPortIsTaken() throws IOException {
        cluster.stop(0);
        try (DatagramSocket taken = new DatagramSocket(null)) {
            taken.bind(address(cluster.members().get(0).consensus()));

            assertThatThrownBy(() -> cluster.start(0))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining(cluster.members().get(0).consensus());
        }
        cluster.start(0);
        cluster.awaitLeader();
    }

    @Test
    void shouldSayWhichTcpPortIsTaken() throws IOException {
        cluster.stop(0);
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(address(cluster.members().get(0).status()));

            assertThatThrownBy(() -> cluster.start(0))
                    .isInstanceOf(NodeStartException.class)
                    .hasMessageContaining(cluster.members().get(0).status());
        }
    }

    @Test
    void shouldRefuseAFolderThatCannotBeWritten() throws IOException {
        final Path file = Files.writeString(temporary.resolve("file"), "no folder");

        assertThatThrownBy(() -> ExchangeNode.launch(cluster.context(0).dataDir(file)))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void shouldAnswerItsHealth() throws Exception {
        ExchangeTestCluster.await(
                "UP", () -> "UP".equals(cluster.node(0).health().get("status")));

        final HttpResponse<String> answer = ask("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"component\":\"node\"", "\"role\":\"LEADER\"", "\"leaderId\":0", "\"lastSequence\":0");
    }

    @Test
    void shouldTellItsMetrics() throws Exception {
        ExchangeTestCluster.await(
                "UP", () -> "UP".equals(cluster.node(0).health().get("status")));

        assertThat(ask("/metrics").body())
                .contains(
                        "exchange_node_up{component=\"node\"} 1.0",
                        "exchange_node_role{component=\"node\",state=\"LEADER\"} 1.0",
                        "exchange_node_role{component=\"node\",state=\"FOLLOWER\"} 0.0",
                        "exchange_node_sequence{component=\"node\"} 0.0",
                        "exchange_node_commit_position",
                        "jvm_memory_used_bytes");
    }

    @Test
    void shouldEndWithAnErrorWhenTheArchiveStopsRecordingTheJournal() throws Exception {
        stopJournalRecording();

        final Optional<Throwable> reason = cluster.node(0).awaitTermination();

        assertThat(reason).get().isInstanceOf(JournalException.class);
        assertThat(ask("/health").statusCode()).isEqualTo(503);
        assertThat(ask("/health").body()).contains("no longer records the journal");
        assertThat(errors.expected()).isNotEmpty();
    }

    @Test
    void shouldEndWithoutAnErrorWhenClosed() throws InterruptedException {
        final ExchangeNode node = cluster.node(0);
        cluster.stop(0);

        assertThat(node.awaitTermination()).isEmpty();
    }

    private HttpResponse<String> ask(final String path) throws IOException, InterruptedException {
        final URI uri = URI.create("http://" + cluster.members().get(0).status() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void stopJournalRecording() {
        final String control = "aeron:udp?endpoint=" + cluster.members().get(0).archiveControl();
        try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(cluster.clientAeronDirectoryName()));
                AeronArchive archive = AeronArchive.connect(new AeronArchive.Context()
                        .aeron(aeron)
                        .controlRequestChannel(control)
                        .controlResponseChannel("aeron:udp?endpoint=127.0.0.1:0"))) {
            archive.listRecordingsForUri(
                    0,
                    10,
                    "aeron:ipc",
                    JournalLayout.STREAM_ID,
                    (c, r, id, t0, t1, p0, p1, ti, sl, tl, mtu, session, stream, sc, oc, source) -> recordingId = id);
            archive.tryStopRecordingByIdentity(recordingId);
        }
    }

    private static InetSocketAddress address(final String endpoint) {
        final String[] parts = endpoint.split(":");
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    private static void copyMarkFiles(final Path from, final Path to) throws IOException {
        for (final String name :
                List.of("archive/archive-mark.dat", "cluster/cluster-mark.dat", "cluster/cluster-mark-service-0.dat")) {
            Files.createDirectories(to.resolve(name).getParent());
            Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
