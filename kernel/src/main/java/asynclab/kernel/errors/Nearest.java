package asynclab.kernel.errors;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** Returns the most alike of the names, if one is alike enough: few letters are wrong, and not most of a short name. */
    static Optional<String> of(String wrong, Collection<String> names) {
        return names.stream()
                .filter(name -> !name.equals(wrong))
                .filter(name -> distance(wrong, name) <= allowed(wrong, name))
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparingInt(name -> -name.length())
                        .thenComparing(name -> name));
    }

    private static int allowed(String wrong, String name) {
        if (wrong.equalsIgnoreCase(name)) {
            return Integer.MAX_VALUE;
        }
        int length = Math.min(wrong.length(), name.length());
        return length < 2 ? 0 : length < 3 ? (name.startsWith(wrong) ? 1 : 0) : length < 6 ? 1 : length < 10 ? 2 : 3;
    }

    /** The number of letters to add, remove, change or exchange with the next one (Damerau, 1964). */
    static int distance(String a, String b) {
        var one = a.toLowerCase(Locale.ROOT);
        var two = b.toLowerCase(Locale.ROOT);
        var rows = new int[one.length() + 1][two.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= two.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1;
                rows[i][j] = Math.min(rows[i - 1][j - 1] + change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == two.charAt(j - 2)
                        && one.charAt(i - 2) == two.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[one.length()][two.length()];
    }
}
