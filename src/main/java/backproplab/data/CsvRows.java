package backproplab.data;

import backproplab.data.CsvFormat.Separator;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A text cut into rows of cells: the only class that knows FastCSV.
///
/// Quotes are those of RFC 4180, spaces around them allowed. Blank lines are passed over; rows of empty cells count
/// only where a filled row follows, because spreadsheets leave them at the end.
record CsvRows(String source, String text, char separator) {
    private static final List<Separator> LIKELIEST_FIRST =
            List.of(Separator.TAB, Separator.SEMICOLON, Separator.BAR, Separator.COMMA);
    private static final int ROWS_TRIED = 50;

    interface Visitor {
        /// Returns whether to go on.
        boolean row(long number, List<String> cells);
    }

    void forEach(Visitor visitor) throws Refusal {
        long row = 0;
        List<EmptyRow> waiting = new ArrayList<>();
        try {
            for (CsvRecord record : reader()) {
                row++;
                List<String> cells = record.getFields();
                if (cells.stream().allMatch(it -> CsvCell.strip(it).isEmpty())) {
                    if (cells.size() > 1) {
                        waiting.add(new EmptyRow(row, cells.size()));
                    }
                    continue;
                }
                for (EmptyRow empty : waiting) {
                    if (!visitor.row(empty.row, Collections.nCopies(empty.cells, ""))) {
                        return;
                    }
                }
                waiting.clear();
                if (!visitor.row(row, cells)) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            String reason = String.valueOf(e.getMessage()).replaceFirst(" \\(record starting at line \\d+\\)", "");
            String lower = reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
            throw new Refusal(new CsvProblem.Malformed(source, row + 1, lower));
        } catch (UncheckedIOException e) {
            throw new AssertionError("reading a string cannot fail", e);
        }
    }

    /// The separator that cuts the first rows alike, see [CsvFormat].
    static Separator separatorOf(String source, String text) {
        Optional<Separator> cutsTheFirstRow = Optional.empty();
        for (Separator candidate : LIKELIEST_FIRST) {
            Widths widths = firstWidths(source, text, candidate);
            if (widths.first > 1 && widths.alike) {
                return candidate;
            }
            if (widths.first > 1) {
                cutsTheFirstRow = cutsTheFirstRow.or(() -> Optional.of(candidate));
            }
        }
        return cutsTheFirstRow.orElse(Separator.COMMA);
    }

    private static Widths firstWidths(String source, String text, Separator separator) {
        List<Integer> widths = new ArrayList<>();
        try {
            new CsvRows(source, text, separator.character())
                    .forEach((_, cells) -> {
                        widths.add(cells.size());
                        return widths.size() < ROWS_TRIED;
                    });
        } catch (Refusal _) {
            widths.add(0); // the rows before the broken one tell something, but not that all are alike
        }
        Set<Integer> different = new HashSet<>(widths);
        return new Widths(widths.isEmpty() ? 0 : widths.getFirst(), different.size() == 1);
    }

    private CsvReader<CsvRecord> reader() {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .trimWhitespacesAroundQuotes(true)
                .allowUnclosedQuote(false)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new StringReader(text));
    }

    private record EmptyRow(long row, int cells) {}

    private record Widths(int first, boolean alike) {}
}
