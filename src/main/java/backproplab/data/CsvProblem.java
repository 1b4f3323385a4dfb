package backproplab.data;

/// What can be wrong with a table. Rows are counted from 1 as a spreadsheet does, the header and blank lines included.
public sealed interface CsvProblem extends DataProblem {
    record Malformed(String source, long row, String reason) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` row %d cannot be cut into cells: %s".formatted(source, row, reason);
        }

        @Override
        public String hint() {
            return "a quote inside a quoted cell is written twice, and every quote is closed";
        }
    }

    record Ragged(String source, long row, int given, int needed) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` row %d has %d cell%s, the first row has %d"
                    .formatted(source, row, given, given == 1 ? "" : "s", needed);
        }

        @Override
        public String hint() {
            return "put a cell that holds a separator in quotes, or set `separator`";
        }
    }

    record NoRows(String source) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` has a header and no rows".formatted(source);
        }

        @Override
        public String hint() {
            return "if the first row is data, set `header` to `no`";
        }
    }

    /// @param text what stands there, empty or a mark such as `NA`
    record Missing(String source, long row, CsvColumn column, String text) implements CsvProblem {
        @Override
        public String message() {
            String place = "`%s` row %d, %s".formatted(source, row, column.text());
            return text.isEmpty() ? place + ": the value is missing" : place + ": `" + text + "` is no value";
        }

        @Override
        public String hint() {
            return "fill the cell, remove the row, or ignore the column";
        }
    }

    record NotFinite(String source, long row, CsvColumn column, String text) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` row %d, %s: `%s` is no finite number"
                    .formatted(source, row, column.text(), CsvCell.shown(text));
        }

        @Override
        public String hint() {
            return "correct the cell, remove the row, or ignore the column";
        }
    }

    /// @param oddRow the first row of the kind that is rarer in this column
    record Mixed(String source, CsvColumn column, long oddRow, String oddText, long otherRow, String otherText)
            implements CsvProblem {
        @Override
        public String message() {
            return "`%s` row %d, %s: `%s` does not fit `%s` in row %d: numbers and words are mixed"
                    .formatted(
                            source, oddRow, column.text(), CsvCell.shown(oddText), CsvCell.shown(otherText), otherRow);
        }

        @Override
        public String hint() {
            return "correct the cell, set `decimal`, or list the column in `categories` if its values are names";
        }
    }

    record EmptyColumn(String source, CsvColumn column) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` %s holds no values".formatted(source, column.text());
        }

        @Override
        public String hint() {
            return "ignore the column, or remove it";
        }
    }

    record UnknownColumn(String source, ColumnRef given, String hint) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` has no column %s".formatted(source, given.text());
        }
    }

    record AmbiguousColumn(String source, String name, int first, int second) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` has two columns `%s`: %d and %d".formatted(source, name, first, second);
        }

        @Override
        public String hint() {
            return "say which one by its number, or rename one in the header";
        }
    }

    record UsedTwice(String source, CsvColumn column) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` %s is listed twice in `targets` and `ignored`".formatted(source, column.text());
        }

        @Override
        public String hint() {
            return "list it once";
        }
    }

    record NoInputs(String source, int columns) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` has %d column%s, none of which is left as an input"
                    .formatted(source, columns, columns == 1 ? "" : "s");
        }

        @Override
        public String hint() {
            return columns == 1
                    ? "set `separator` if the rows hold several cells"
                    : "list fewer columns in `targets` or `ignored`";
        }
    }

    record OneClass(String source, CsvColumn column, String name) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` %s is a target and holds `%s` in every row"
                    .formatted(source, column.text(), CsvCell.shown(name));
        }

        @Override
        public String hint() {
            return "there must be two classes at least; choose another target";
        }
    }

    record TooManyNames(String source, CsvColumn column, int most) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` %s holds more than %d different names".formatted(source, column.text(), most);
        }

        @Override
        public String hint() {
            return "each name becomes an input or output of its own; ignore the column";
        }
    }

    record More(String source, long count) implements CsvProblem {
        @Override
        public String message() {
            return "`%s` holds %d more problem%s like these".formatted(source, count, count == 1 ? "" : "s");
        }

        @Override
        public String hint() {
            return "correct the first ones, and read the file again";
        }
    }
}
