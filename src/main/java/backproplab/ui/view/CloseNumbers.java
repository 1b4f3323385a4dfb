package backproplab.ui.view;

import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CardSymbols;
import backproplab.ui.viewmodel.Moment;

import java.util.ArrayList;
import java.util.List;

/// What the close look says of one unit or number of a parameter: a title, a few numbers with their letters, and one
/// sentence. A number that the walk has not come to is a question mark.
///
/// @param rows below each other
/// @param sentence what is to be seen; may be empty
record CloseNumbers(String title, List<Row> rows, String sentence) {
    private static final String HIDDEN = "?";

    /// @param symbol in LaTeX
    /// @param sign of the number, for its colour: 0 also for what is hidden
    record Row(String symbol, String number, int sign) {
        boolean isHidden() {
            return number.equals(HIDDEN);
        }
    }

    CloseNumbers {
        rows = List.copyOf(rows);
    }

    /// In one piece, for those who do not see it.
    ///
    /// @param letters of the rows in words
    String text(List<String> letters) {
        StringBuilder text = new StringBuilder(title).append('.');
        for (int i = 0; i < rows.size(); i++) {
            text.append(' ').append(letters.get(i)).append(" = ").append(rows.get(i).number()).append('.');
        }
        return sentence.isEmpty() ? text.toString() : text.append(' ').append(sentence).toString();
    }

    /// Collects rows of one place.
    static final class Rows {
        private final Moment moment;
        private final Place place;
        private final CardDigits digits;
        private final CardSymbols symbols;
        private final List<Row> rows = new ArrayList<>();
        private final List<String> letters = new ArrayList<>();

        Rows(Moment moment, Place place, CardDigits digits) {
            this.moment = moment;
            this.place = place;
            this.digits = digits;
            this.symbols = CardSymbols.flat(new CardContext(moment.trace(), digits, 0, moment.pass().names()));
        }

        /// A number of the trace, as far as it may be seen.
        Rows add(Quantity quantity, double value) {
            return add(symbols.of(quantity, place), letter(quantity), value, moment.isKnown(quantity, place));
        }

        /// Another number.
        ///
        /// @param letter the symbol in plain text
        Rows add(String symbol, String letter, double value, boolean isShown) {
            rows.add(
                    isShown
                            ? new Row(symbol, digits.text(value), Double.isNaN(value) ? 0 : (int) Math.signum(value))
                            : new Row(symbol, HIDDEN, 0));
            letters.add(letter);
            return this;
        }

        List<Row> rows() {
            return rows;
        }

        List<String> letters() {
            return letters;
        }

        private static String letter(Quantity quantity) {
            return switch (quantity) {
                case INPUT -> "x";
                case TARGET -> "t";
                case PRE_ACTIVATION -> "z";
                case ACTIVATION -> "a";
                case MEAN -> "μ";
                case INVERSE_DEVIATION -> "s";
                case NORMALISED -> "x̂";
                case SAMPLE_LOSS, LOSS -> "L";
                case LOSS_GRADIENT, ARRIVING -> "∂L/∂a";
                case SENT_BACK -> "g";
                case SLOPE -> "f′(z)";
                case DELTA -> "δ";
                case INPUT_GRADIENT -> "∂L/∂x";
                case PARAMETER -> "w";
                case PARAMETER_SLOPE -> "∂f/∂p";
                case GRADIENT, EFFECTIVE_GRADIENT -> "∂L/∂w";
                case CHANGE -> "Δw";
                case UPDATED -> "new w";
                case LOSS_AFTER -> "new L";
            };
        }
    }
}
