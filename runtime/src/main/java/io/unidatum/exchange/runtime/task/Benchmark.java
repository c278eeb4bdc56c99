package io.unidatum.exchange.runtime.task;

/** A benchmark, found as a service of this type. */
public interface Benchmark extends NamedTask {}
