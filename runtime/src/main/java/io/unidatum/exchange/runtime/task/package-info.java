/**
 * What can be run by its name: benchmarks and drills, found as services, so that the launcher knows none of them.
 *
 * <p>Start with {@link io.unidatum.exchange.runtime.task.NamedTask}.
 */
package io.unidatum.exchange.runtime.task;
