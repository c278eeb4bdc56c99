package io.unidatum.exchange.cli.settings;

/**
 * Marks a command that looks at, or acts on, the exchange that runs on this machine: settings that are given nowhere it
 * takes from that exchange before their defaults, so that it finds it whatever ports it was started with.
 */
public interface LooksAtRunning {}
