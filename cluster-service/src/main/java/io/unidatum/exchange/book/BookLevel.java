package io.unidatum.exchange.book;

/** All orders of one side at one price, as anybody may see them. Shows the book as it is when it is asked. */
public interface BookLevel {
    /** Price of the level. {@return in the caller's unit} */
    long price();

    /** Visible open quantity of all its orders. {@return in the caller's unit} */
    long quantity();

    /** Open quantity of its icebergs that is not visible. {@return in the caller's unit} */
    long hidden();

    /** Number of its orders. {@return at least 1} */
    int orderCount();
}
