package backproplab.data;

import backproplab.data.CsvColumn.Kind;
import backproplab.data.CsvFormat.Header;

import java.util.ArrayList;
import java.util.List;

/// One look at every cell of a table: how wide it is, whether it has a header, what its columns hold.
final class CsvScan {
    private static final int PREVIEW_ROWS = 20;

    private final String source;
    private final char decimalMark;
    private final List<CsvProblem> ragged = new ArrayList<>();
    private final List<ColumnScan> scans = new ArrayList<>();
    private final List<List<String>> preview = new ArrayList<>();
    private List<String> firstCells = List.of();
    private long firstRow;
    private boolean firstRecurs;
    private long raggedRows;
    private int rows;
    private Header header = Header.AUTO;
    private List<CsvColumn> columns = List.of();

    private CsvScan(String source, char decimalMark) {
        this.source = source;
        this.decimalMark = decimalMark;
    }

    /// @param asked whether the first row is a header
    static CsvScan of(CsvRows text, char decimalMark, Header asked) throws Refusal {
        CsvScan scan = new CsvScan(text.source(), decimalMark);
        text.forEach(scan::see);
        scan.conclude(asked);
        return scan;
    }

    /// Whether there is a header: yes or no.
    Header header() {
        return header;
    }

    List<CsvColumn> columns() {
        return columns;
    }

    List<ColumnScan> scans() {
        return scans;
    }

    int rows() {
        return rows;
    }

    List<List<String>> preview() {
        return preview;
    }

    private boolean see(long row, List<String> cells) {
        if (scans.isEmpty()) {
            firstRow = row;
            firstCells = List.copyOf(cells);
            cells.forEach(_ -> scans.add(new ColumnScan(decimalMark)));
            return true;
        }
        if (cells.size() != scans.size()) {
            raggedRows++;
            if (ragged.size() < CsvTable.MOST_PROBLEMS) {
                ragged.add(new CsvProblem.Ragged(source, row, cells.size(), scans.size()));
            }
            return true;
        }
        addSample(row, cells);
        for (int i = 0; i < scans.size() && !firstRecurs; i++) {
            firstRecurs = cells.get(i).equals(firstCells.get(i));
        }
        return true;
    }

    private void addSample(long row, List<String> cells) {
        rows++;
        if (preview.size() < PREVIEW_ROWS) {
            preview.add(List.copyOf(cells));
        }
        for (int i = 0; i < scans.size(); i++) {
            scans.get(i).see(row, cells.get(i));
        }
    }

    private void conclude(Header asked) throws Refusal {
        if (!ragged.isEmpty()) {
            throw CsvTable.refusal(source, ragged, raggedRows - ragged.size());
        }
        header = asked == Header.AUTO ? foundHeader() : asked;
        if (header == Header.NO) {
            addSample(firstRow, firstCells);
            preview.addFirst(preview.removeLast());
        }
        if (rows == 0) {
            throw new Refusal(new CsvProblem.NoRows(source));
        }
        columns = named();
    }

    private Header foundHeader() {
        boolean holdsNumber =
                firstCells.stream()
                        .map(it -> CsvCell.of(CsvCell.strip(it), decimalMark))
                        .anyMatch(it -> it == CsvCell.NUMBER || it == CsvCell.NOT_FINITE);
        boolean numbersBelow =
                scans.stream().map(ColumnScan::kind).anyMatch(it -> it == Kind.NUMBERS || it == Kind.MIXED);
        return !holdsNumber && (numbersBelow || !firstRecurs) ? Header.YES : Header.NO;
    }

    private List<CsvColumn> named() {
        List<CsvColumn> named = new ArrayList<>();
        for (int i = 0; i < scans.size(); i++) {
            String name = header == Header.YES ? CsvCell.strip(firstCells.get(i)) : "";
            named.add(new CsvColumn(i + 1, name, scans.get(i).kind()));
        }
        return List.copyOf(named);
    }
}
