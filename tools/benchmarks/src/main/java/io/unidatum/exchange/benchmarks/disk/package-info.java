/**
 * What a node's disk holds over a long run: bounded while consumers of the journal acknowledge it, and what happens
 * when one does not. Start reading at {@link io.unidatum.exchange.benchmarks.disk.DiskProgram}.
 */
package io.unidatum.exchange.benchmarks.disk;
