package backproplab.data;

import backproplab.data.CsvColumn.Kind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What one look at every cell of a column tells about it.
final class ColumnScan {
    private final char decimalMark;
    private final Map<CsvCell, Cells> cells = new EnumMap<>(CsvCell.class);

    ColumnScan(char decimalMark) {
        this.decimalMark = decimalMark;
        for (CsvCell kind : CsvCell.values()) {
            cells.put(kind, new Cells());
        }
    }

    void see(long row, String text) {
        String stripped = CsvCell.strip(text);
        of(CsvCell.of(stripped, decimalMark)).add(row, stripped);
    }

    private Cells of(CsvCell kind) {
        return Objects.requireNonNull(cells.get(kind));
    }

    /// The marks of missing values and the words for numbers that are not finite count only beside numbers; in a column
    /// of words they are words.
    Kind kind() {
        boolean numbers = of(CsvCell.NUMBER).count > 0;
        boolean words = of(CsvCell.WORD).count > 0;
        return numbers && words ? Kind.MIXED : numbers ? Kind.NUMBERS : words ? Kind.WORDS : Kind.EMPTY;
    }

    /// Adds what keeps the column from being used.
    ///
    /// @param category whether words among numbers are meant
    /// @return how many more cells there are like those added
    long addProblems(String source, CsvColumn column, boolean category, List<CsvProblem> problems) {
        Kind kind = kind();
        if (kind == Kind.EMPTY) {
            problems.add(new CsvProblem.EmptyColumn(source, column));
            return 0;
        }
        if (kind == Kind.MIXED && !category) {
            problems.add(mixed(source, column));
        }
        of(CsvCell.EMPTY).first.forEach(it -> problems.add(new CsvProblem.Missing(source, it.row, column, "")));
        long more = of(CsvCell.EMPTY).more();
        if (kind == Kind.NUMBERS) {
            of(CsvCell.MISSING_MARK)
                    .first
                    .forEach(it -> problems.add(new CsvProblem.Missing(source, it.row, column, it.text)));
            of(CsvCell.NOT_FINITE)
                    .first
                    .forEach(it -> problems.add(new CsvProblem.NotFinite(source, it.row, column, it.text)));
            more += of(CsvCell.MISSING_MARK).more() + of(CsvCell.NOT_FINITE).more();
        }
        return more;
    }

    private CsvProblem mixed(String source, CsvColumn column) {
        Cells words = of(CsvCell.WORD);
        Cells numbers = of(CsvCell.NUMBER);
        boolean fewWords = words.count <= numbers.count;
        Found odd = (fewWords ? words : numbers).first.getFirst();
        Found other = (fewWords ? numbers : words).first.getFirst();
        return new CsvProblem.Mixed(source, column, odd.row, odd.text, other.row, other.text);
    }

    private record Found(long row, String text) {}

    /// How many cells of a kind there are, and the first of them.
    private static final class Cells {
        private final List<Found> first = new ArrayList<>();
        private long count;

        /// In the order of the rows, but for the first row of a table without a header, which comes last.
        void add(long row, String text) {
            count++;
            if (first.size() < CsvTable.MOST_PROBLEMS) {
                first.add(new Found(row, text));
            }
            if (row < first.getFirst().row) {
                first.addFirst(new Found(row, text));
                first.removeLast();
            }
        }

        long more() {
            return count - first.size();
        }
    }
}
