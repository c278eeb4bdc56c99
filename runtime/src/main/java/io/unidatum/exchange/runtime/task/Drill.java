package io.unidatum.exchange.runtime.task;

/** A drill, found as a service of this type. */
public interface Drill extends NamedTask {}
