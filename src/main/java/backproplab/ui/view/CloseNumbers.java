package backproplab.ui.view;

import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
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

    /// Collects rows of one place. The title says which it is, so the letters have no indices.
    static final class Rows {
        private final Moment moment;
        private final Place place;
        private final CardDigits digits;
        private final String letter;
        private final List<Row> rows = new ArrayList<>();
        private final List<String> letters = new ArrayList<>();

        Rows(Moment moment, Place place, CardDigits digits) {
            this.moment = moment;
            this.place = place;
            this.digits = digits;
            this.letter = place instanceof Place.Weight weight ? CardSymbols.plainLetter(weight.key().name()) : "";
        }

        /// A number of the trace, as far as it may be seen.
        Rows add(Quantity quantity, double value) {
            return switch (quantity) {
                case INPUT -> forward("x", "x", quantity, value);
                case TARGET -> add("t", "t", value, moment.isKnown(quantity, place));
                case PRE_ACTIVATION -> forward("z", "z", quantity, value);
                case ACTIVATION -> forward("a", "a", quantity, value);
                case NORMALISED -> forward("\\hat x", "x̂", quantity, value);
                case SLOPE -> forward("f'(z)", "f′(z)", quantity, value);
                case ARRIVING -> backward("\\partial L / \\partial a", "∂L/∂a", quantity, value);
                case DELTA -> backward("\\delta", "δ", quantity, value);
                case INPUT_GRADIENT -> backward("\\partial L / \\partial x", "∂L/∂x", quantity, value);
                case PARAMETER -> add(letter(), letter, value, true);
                case GRADIENT -> backward("\\partial L / \\partial " + letter(), "∂L/∂" + letter, quantity, value);
                case CHANGE -> add("\\Delta " + letter(), "Δ" + letter, value, moment.isKnown(quantity, place));
                case UPDATED ->
                        add("\\text{new } " + letter(), "new " + letter, value, moment.isKnown(quantity, place));
                case MEAN,
                        INVERSE_DEVIATION,
                        MASK,
                        WON,
                        SHARE,
                        SAMPLE_LOSS,
                        LOSS,
                        LOSS_GRADIENT,
                        SENT_BACK,
                        PARAMETER_SLOPE,
                        EFFECTIVE_GRADIENT,
                        LOSS_AFTER ->
                        throw new IllegalArgumentException(quantity + " is not looked at");
            };
        }

        private String letter() {
            return CardSymbols.letter(((Place.Weight) place).key().name());
        }

        private Rows forward(String symbol, String plain, Quantity quantity, double value) {
            return add("\\forward{" + symbol + "}", plain, value, moment.isKnown(quantity, place));
        }

        private Rows backward(String symbol, String plain, Quantity quantity, double value) {
            return add("\\backward{" + symbol + "}", plain, value, moment.isKnown(quantity, place));
        }

        /// Another number.
        ///
        /// @param plain the symbol in plain text
        Rows add(String symbol, String plain, double value, boolean isShown) {
            rows.add(
                    isShown
                            ? new Row(symbol, digits.text(value), Double.isNaN(value) ? 0 : (int) Math.signum(value))
                            : new Row(symbol, HIDDEN, 0));
            letters.add(plain);
            return this;
        }

        List<Row> rows() {
            return rows;
        }

        List<String> letters() {
            return letters;
        }
    }
}
