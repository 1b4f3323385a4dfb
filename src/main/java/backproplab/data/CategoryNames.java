package backproplab.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The different values of a column of names, in an order that does not depend on the rows: numbers by their size,
/// words by their letters. Where all are numbers, `1` and `1.0` are the same.
final class CategoryNames {
    static final int MOST = 1000;

    private final boolean numbers;
    private final char decimalMark;
    private final TreeSet<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    CategoryNames(boolean numbers, char decimalMark) {
        this.numbers = numbers;
        this.decimalMark = decimalMark;
        this.names =
                new TreeSet<>(
                        numbers ? Comparator.comparingDouble(Double::parseDouble) : Comparator.<String>naturalOrder());
    }

    /// Returns whether there is room for the name.
    boolean add(String cell) {
        names.add(nameOf(cell));
        return names.size() <= MOST;
    }

    /// Fixes the positions; nothing is added afterwards.
    List<String> inOrder() {
        List<String> ordered = List.copyOf(names);
        for (int i = 0; i < ordered.size(); i++) {
            positions.put(ordered.get(i), i);
        }
        return ordered;
    }

    int positionOf(String cell) {
        Integer position = positions.get(nameOf(cell));
        if (position == null) {
            throw new IllegalStateException("`" + cell + "` was not there when the names were collected");
        }
        return position;
    }

    private String nameOf(String cell) {
        String stripped = CsvCell.strip(cell);
        if (!numbers) {
            return stripped;
        }
        double value = CsvCell.number(stripped, decimalMark) + 0.0; // −0 becomes 0
        return Double.toString(value).replaceFirst("\\.0$", "");
    }
}
