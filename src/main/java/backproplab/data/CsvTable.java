package backproplab.data;

import backproplab.data.CsvFormat.DecimalMark;
import backproplab.data.CsvFormat.Header;
import backproplab.data.CsvFormat.Separator;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// A table in a text file: what its columns are, seen before anything is chosen, and its way into a data set.
///
/// Every row has as many cells as the first one. Nothing is guessed silently about values: an empty cell, a number
/// that is not finite, or a word among numbers is refused with its row and column, once the column is used.
public final class CsvTable {
    static final int MOST_PROBLEMS = 20;

    private final CsvRows text;
    private final CsvFormat format;
    private final List<CsvColumn> columns;
    private final List<ColumnScan> scans;
    private final int rows;
    private final List<List<String>> preview;

    private CsvTable(CsvRows text, CsvFormat format, CsvScan scan) {
        this.text = text;
        this.format = format;
        this.columns = scan.columns();
        this.scans = scan.scans();
        this.rows = scan.rows();
        this.preview = scan.preview();
    }

    /// Gzipped or not; UTF-8, UTF-16 with a byte order mark, or Windows-1252.
    public static Read<CsvTable> read(DataFile file, CsvFormat format) {
        return Source.read(file, (name, in) -> look(name, TextFile.read(name, in), format));
    }

    /// @param name what messages call it
    public static Read<CsvTable> read(String name, InputStream in, CsvFormat format) {
        return Source.read(name, in, (_, bytes) -> look(name, TextFile.read(name, bytes), format));
    }

    /// @param name what messages call it
    public static Read<CsvTable> parse(String name, String text, CsvFormat format) {
        try {
            TextFile.checkCharacters(name, text);
            return new Read.Loaded<>(look(name, text, format));
        } catch (Refusal refusal) {
            return refusal.toRead();
        }
    }

    /// The format, with what was found in place of `auto`.
    public CsvFormat format() {
        return format;
    }

    public List<CsvColumn> columns() {
        return columns;
    }

    /// How many samples there are: rows without the header.
    public int rows() {
        return rows;
    }

    /// The cells of the first samples, as they stand in the file.
    public List<List<String>> preview() {
        return preview;
    }

    /// Inputs and targets. Numbers stay as they are, names become one column each that is 1 where the name stands and
    /// 0 elsewhere ("one-hot"), in the order of the names. Where the only target is names, they are the classes.
    public Read<Dataset> toDataset(CsvColumns chosen) {
        try {
            return new Read.Loaded<>(new CsvConversion(this, chosen).convert());
        } catch (Refusal refusal) {
            return refusal.toRead();
        }
    }

    String source() {
        return text.source();
    }

    char decimalMark() {
        return format.decimal().character();
    }

    ColumnScan scanOf(CsvColumn column) {
        return scans.get(column.number() - 1);
    }

    /// Visits the samples.
    void forEach(CsvRows.Visitor visitor) throws Refusal {
        boolean[] headerPassed = {format.header() == Header.NO};
        text.forEach((row, cells) -> {
            if (headerPassed[0]) {
                return visitor.row(row, cells);
            }
            headerPassed[0] = true;
            return true;
        });
    }

    private static CsvTable look(String source, String given, CsvFormat asked) throws Refusal {
        String text = given.startsWith("\ufeff") ? given.substring(1) : given;
        if (text.isBlank()) {
            throw new Refusal(new FileProblem.Empty(source));
        }
        Separator separator =
                asked.separator() == Separator.AUTO ? CsvRows.separatorOf(source, text) : asked.separator();
        CsvRows rows = new CsvRows(source, text, separator.character());
        DecimalMark decimal = asked.decimal() == DecimalMark.AUTO ? decimalMarkOf(rows) : asked.decimal();
        CsvScan scan = CsvScan.of(rows, decimal.character(), asked.header());
        return new CsvTable(rows, new CsvFormat(separator, decimal, scan.header()), scan);
    }

    private static DecimalMark decimalMarkOf(CsvRows rows) throws Refusal {
        char mayHoldTheMark = rows.separator() == ',' ? '"' : ',';
        if (rows.text().indexOf(mayHoldTheMark) < 0) {
            return DecimalMark.POINT;
        }
        long[] lead = {0};
        rows.forEach((_, cells) -> {
            for (String cell : cells) {
                String stripped = CsvCell.strip(cell);
                boolean point = CsvCell.isNumber(stripped, '.');
                boolean comma = CsvCell.isNumber(stripped, ',');
                lead[0] += point == comma ? 0 : comma ? 1 : -1;
            }
            return true;
        });
        return lead[0] > 0 ? DecimalMark.COMMA : DecimalMark.POINT;
    }

    /// At most [#MOST_PROBLEMS], and how many more there are.
    static Refusal refusal(String source, List<? extends DataProblem> problems, long more) {
        List<DataProblem> shown = new ArrayList<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
        long rest = more + problems.size() - shown.size();
        if (rest > 0) {
            shown.add(new CsvProblem.More(source, rest));
        }
        return new Refusal(shown);
    }
}
