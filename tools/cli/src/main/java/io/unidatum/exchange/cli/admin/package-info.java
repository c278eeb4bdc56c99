/**
 * What operators do to a running cluster: commands under the operator's key, and a look at its state.
 *
 * <p>{@link io.unidatum.exchange.cli.admin.OperatorClient} speaks to the cluster;
 * {@link io.unidatum.exchange.cli.admin.Requests} makes the commands; {@code exchange run} sets a new exchange up
 * with the same two, in {@link io.unidatum.exchange.cli.admin.Bootstrap}.
 */
package io.unidatum.exchange.cli.admin;
