package io.unidatum.exchange.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.security.AuthenticationException;
import io.unidatum.exchange.runtime.Ed25519Key;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may connect to the cluster. */
class NodeAuthenticationTest {
    private static ExchangeTestCluster cluster;

    @BeforeAll
    static void launch() {
        cluster = ExchangeTestCluster.launch(1);
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void shouldConnectWithAKeyThatSignsTheChallenge() {
        try (TestSession session = cluster.connect(Ed25519Key.generate())) {
            assertThat(session.leaderMemberId()).isZero();
        }
    }

    @Test
    void shouldRefuseABadSignature() {
        try (TestSession session = cluster.session(Ed25519Key.generate(), signature -> {
            signature[10] ^= 1;
            return signature;
        })) {
            assertThatThrownBy(session::connect).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void shouldRefuseASignatureOfAnotherLength() {
        try (TestSession session = cluster.session(Ed25519Key.generate(), signature -> new byte[3])) {
            assertThatThrownBy(session::connect).isInstanceOf(AuthenticationException.class);
        }
    }
}
