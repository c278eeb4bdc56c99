/**
 * What the build does once so that every start is quick: PostgreSQL unpacked and its first data folder made, and the
 * classes that the processes load put into a file that JVMs share (class data sharing).
 *
 * <p>All of it is optional: without it everything works, and starts slower.
 */
package io.unidatum.exchange.cli.prepare;
