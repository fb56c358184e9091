package io.drawbridge.gateway.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class Spelling {

    /** Two slips at most: more, and the guess would rather mislead. */
    private static final int MOST_SLIPS = 2;

    private Spelling() {}

    static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> slips(written, name) <= Math.min(MOST_SLIPS, name.length() / 3))
                .min(Comparator.comparingInt((String name) -> slips(written, name))
                        .thenComparing(name -> name));
    }

    /** The Levenshtein distance, case ignored. */
    private static int slips(String written, String known) {
        int[] row = new int[known.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= written.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same =
                        Character.toLowerCase(written.charAt(i - 1)) == Character.toLowerCase(known.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[known.length()];
    }
}
