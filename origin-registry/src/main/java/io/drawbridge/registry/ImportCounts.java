package io.drawbridge.registry;

/**
 * What an import changes, in registrations.
 *
 * @param pending how many of those added or changed wait for an approval
 */
public record ImportCounts(int added, int removed, int changed, int unchanged, int pending) {

    /** Of an import that has changed nothing yet. */
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);
}
