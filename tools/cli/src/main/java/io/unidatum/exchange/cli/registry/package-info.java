/**
 * The registries of benchmarks and drills: what is on the class path as a service is found, listed and run by name.
 *
 * <p>Start with {@link io.unidatum.exchange.runtime.task.NamedTask}.
 */
package io.unidatum.exchange.cli.registry;
