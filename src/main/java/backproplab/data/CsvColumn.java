package backproplab.data;

/// One column of a table.
///
/// @param number from 1
/// @param name as in the header, empty where there is none
public record CsvColumn(int number, String name, Kind kind) {
    public enum Kind {
        /// Every value is a number, but for some that are missing.
        NUMBERS,
        /// No value is a number.
        WORDS,
        /// Some are numbers and some are words: a mistake, or names.
        MIXED,
        /// There is no value.
        EMPTY
    }

    /// The name, or one made from the position.
    public String label() {
        return name.isEmpty() ? "column " + number : name;
    }

    /// For messages: column `age` (3).
    String text() {
        return name.isEmpty() ? "column " + number : "column `%s` (%d)".formatted(CsvCell.shown(name), number);
    }
}
