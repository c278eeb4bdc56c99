package io.unidatum.exchange.node;

import io.aeron.cluster.codecs.AdminRequestDecoder;
import io.aeron.cluster.codecs.AdminRequestType;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.security.AuthorisationService;

/**
 * What a session may ask of the consensus module itself: an operator may have a snapshot taken, nobody may do
 * anything else. Thread safe.
 */
final class OperatorAuthorisation implements AuthorisationService {
    private final OperatorKeys operators;

    OperatorAuthorisation(final OperatorKeys operators) {
        this.operators = operators;
    }

    @Override
    public boolean isAuthorised(
            final int protocolId, final int actionId, final Object type, final byte[] encodedPrincipal) {
        if (protocolId != MessageHeaderDecoder.SCHEMA_ID) {
            return false;
        }
        return actionId == AdminRequestDecoder.TEMPLATE_ID
                && type == AdminRequestType.SNAPSHOT
                && operators.contains(encodedPrincipal);
    }
}
