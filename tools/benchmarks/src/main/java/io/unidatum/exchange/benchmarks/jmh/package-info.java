/** {@code bench NAME=jmh}: the small benchmarks of this module, by JMH. */
package io.unidatum.exchange.benchmarks.jmh;
