package io.unidatum.exchange.cli.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unidatum.exchange.cli.UserError;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void shouldNameThePortThatIsTakenAndItsSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            final int port = taken.getLocalPort();

            assertThatThrownBy(
                            () -> new PortCheck().tcp(HOST, port, "REST_PORT").run())
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "port " + port + " on 127.0.0.1 is taken: stop what uses it or set REST_PORT to another");
        }
    }

    @Test
    void shouldCheckUdpApartFromTcp() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
            final int port = taken.getLocalPort();

            assertThatThrownBy(() ->
                            new PortCheck().udp(HOST, port, "MARKET_DATA_PORT").run())
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("MARKET_DATA_PORT");
            assertThatCode(() -> new PortCheck().tcp(HOST, port, "REST_PORT").run())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldNameBothSettingsOfOnePort() {
        assertThatThrownBy(() -> new PortCheck()
                        .tcp(HOST, 49_152, "REST_PORT")
                        .tcp(HOST, 49_152, "WS_PORT")
                        .run())
                .isInstanceOf(UserError.class)
                .hasMessage("port 49152 is set twice, by REST_PORT and by WS_PORT: change one of them");
    }

    @Test
    void shouldSayThatAHostIsUnknown() {
        assertThatThrownBy(() -> new PortCheck()
                        .tcp("no-such-host.invalid", 1, "REST_PORT")
                        .run())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("BIND_HOST=no-such-host.invalid");
    }
}
