package io.unidatum.exchange.ledger.decoin;

/**
 * A transfer as a node knows it.
 *
 * @param id hex.
 * @param sender address.
 * @param recipient whatever was posted.
 * @param amount base units.
 * @param confirmed in a block; else pending.
 * @param height of its block, -1 while pending.
 */
public record NodeTransaction(
        String id, String sender, String recipient, long amount, boolean confirmed, long height) {}
