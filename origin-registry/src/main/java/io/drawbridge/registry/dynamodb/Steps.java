package io.drawbridge.registry.dynamodb;

/**
 * How much of an import one call still has time for: a request ends after 29 seconds at the latest, and ten thousand
 * registrations may take longer.
 */
final class Steps {

    /** What a transaction costs beside its registrations, so that those written one by one are fewer. */
    private static final int TRANSACTION = 8;

    /** How many registrations a transaction has where nothing keeps them apart. */
    private static final int FULL = 49;

    private int left;

    /**
     * A budget.
     *
     * @param registrations how many may be written in full transactions
     */
    Steps(int registrations) {
        this.left = registrations + registrations / FULL * TRANSACTION + TRANSACTION;
    }

    /** How many registrations to look at: never fewer than can be written. */
    int most() {
        return Math.max(left, 0);
    }

    /** Takes what a transaction of so many registrations costs, if it is left. */
    boolean take(int registrations) {
        int cost = registrations + TRANSACTION;
        boolean isLeft = cost <= left;
        left = isLeft ? left - cost : 0;
        return isLeft;
    }
}
