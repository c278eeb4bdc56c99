package io.unidatum.exchange.cli.registry;

/** A drill, found as a service of this type. */
public interface Drill extends NamedTask {}
