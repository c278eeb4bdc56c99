/**
 * {@code exchange run}: the whole exchange on one machine, each part a process of its own, started, watched and stopped
 * by this one; and the commands that look at it or stop it.
 *
 * <p>{@link io.unidatum.exchange.cli.run.RunCommand} is where it starts; {@link
 * io.unidatum.exchange.cli.run.Supervisor} looks after the processes; {@link io.unidatum.exchange.cli.run.DataFolder}
 * says where things are.
 */
package io.unidatum.exchange.cli.run;
