package io.unidatum.exchange.node;

import java.util.function.Consumer;

/**
 * What the service needs of the node.
 *
 * @param operators to keep up to date for the consensus module.
 * @param onFacts takes the service's facts some times a second, on the service's thread.
 * @param onFailure takes what the service cannot go on after, on the service's thread.
 * @param journalAwaitTimeoutNs longest wait for the archive.
 */
record ServiceContext(
        OperatorKeys operators,
        Consumer<ServiceFacts> onFacts,
        Consumer<Throwable> onFailure,
        long journalAwaitTimeoutNs) {}
