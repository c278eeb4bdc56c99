package io.unidatum.exchange.cli.registry;

/** A benchmark, found as a service of this type. */
public interface Benchmark extends NamedTask {}
