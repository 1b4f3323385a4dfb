package backproplab.data;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// How a text file is cut into cells. What is left to be found out is found like this:
///
/// - separator: the first of tab, semicolon, bar and comma that cuts all of the first 50 rows into the same number of
///   cells, at least two. The comma comes last because it may be the decimal mark.
/// - decimal mark: the comma when more cells are numbers with a comma than with a point.
/// - header: the first row is one unless it holds a number; and where no column below holds numbers either, unless one
///   of its cells comes again in its column.
public record CsvFormat(Separator separator, DecimalMark decimal, Header header) {
    private static final Setting.Choice<Separator> SEPARATOR =
            Setting.choice("separator", Separator.AUTO, "what stands between two cells");
    private static final Setting.Choice<DecimalMark> DECIMAL =
            Setting.choice("decimal", DecimalMark.AUTO, "what stands before the decimals of a number");
    private static final Setting.Choice<Header> HEADER =
            Setting.choice("header", Header.AUTO, "whether the first row holds the names of the columns");

    public static final Entry<CsvFormat> ENTRY =
            new Entry<>(
                    "csv",
                    "CSV",
                    "a table in a text file: one sample a row",
                    List.of(SEPARATOR, DECIMAL, HEADER),
                    it -> new CsvFormat(it.choice(SEPARATOR), it.choice(DECIMAL), it.choice(HEADER)));

    public enum Separator {
        AUTO('\0'),
        TAB('\t'),
        SEMICOLON(';'),
        BAR('|'),
        COMMA(',');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    public enum DecimalMark {
        AUTO('\0'),
        POINT('.'),
        COMMA(',');

        private final char character;

        DecimalMark(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }
    }

    public enum Header {
        AUTO,
        YES,
        NO
    }
}
