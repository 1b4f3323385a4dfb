package backproplab.catalog;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// What somebody may have meant, and how what is counted is written.
public final class Spelling {
    private Spelling() {}

    /// The candidate nearest to `word`, the first of several, when at most two edits or a third of the letters
    /// tell them apart. Capitals do not count: `ReLU` is `relu`.
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String best = null;
        int fewest = Math.max(2, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int edits = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /// The number of letters to insert, delete or replace (Levenshtein 1966).
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }

    /// As in `1 update` and `20 updates`.
    public static String counted(long number, String noun) {
        return number + " " + plural(number, noun);
    }

    /// The noun as it stands behind this number.
    public static String plural(long number, String noun) {
        return number == 1 ? noun : noun + "s";
    }
}
