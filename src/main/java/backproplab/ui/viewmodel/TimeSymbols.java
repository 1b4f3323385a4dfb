package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Gru;
import backproplab.layer.Part;
import backproplab.layer.Recurrent;

/// What the numbers inside of a recurrent layer are called: letters of docs/model.md, with the time step before the unit
/// below and the gate above.
final class TimeSymbols {
    private final CardContext context;

    TimeSymbols(CardContext context) {
        this.context = context;
    }

    /// The letter of a gate or of what it is made of: i, f, g, o, c of an LSTM; r, u, n of a GRU.
    static String letter(Recurrent layer, Part part) {
        return switch (part) {
            case STATE -> "h";
            case INPUT_GATE -> "i";
            case FORGET_GATE -> "f";
            case CANDIDATE, CANDIDATE_INPUT, CANDIDATE_STATE -> layer instanceof Gru ? "n" : "g";
            case OUTPUT_GATE -> "o";
            case CELL -> "c";
            case RESET_GATE -> "r";
            case UPDATE_GATE, NEW_SHARE -> "u";
            case DIFFERENCE -> "h - n";
        };
    }

    private Recurrent layer(String owner) {
        return (Recurrent) context.trace().layer(owner).description().layer();
    }

    String letter(String owner, Part part) {
        return letter(layer(owner), part);
    }

    /// δ of the gate k and the unit j, at the time step of another one.
    String runningDelta(Place.Timed place) {
        return CardSymbols.backward(letter("\\delta", place, "j", "k"));
    }

    /// In LaTeX, without a colour.
    ///
    /// @param unit what stands for the unit
    String of(Quantity quantity, Place.Timed place, String unit) {
        return switch (place.part()) {
            case STATE -> ofState(quantity, place, unit);
            case CELL -> ofCell(quantity, place, unit);
            case NEW_SHARE -> "(1 - " + letter("u", place, unit, "") + ")";
            case DIFFERENCE ->
                    "(%s - %s)".formatted(letter("h", before(place), unit, ""), letter("n", place, unit, ""));
            case CANDIDATE_INPUT -> letter("p", place, unit, gate(place));
            case CANDIDATE_STATE ->
                    quantity == Quantity.DELTA
                            ? quotient(letter("q", place, unit, gate(place)))
                            : letter("q", place, unit, gate(place));
            default -> ofGate(quantity, place, unit);
        };
    }

    private static Place.Timed before(Place.Timed it) {
        return new Place.Timed(it.owner(), it.sample(), it.time() - 1, it.part(), it.unit());
    }

    private String ofState(Quantity quantity, Place.Timed place, String unit) {
        return switch (quantity) {
            case PRE_ACTIVATION -> letter("z", place, unit, "");
            case SLOPE -> context.slopeName(place.owner()) + "(" + letter("z", place, unit, "") + ")";
            case DELTA -> letter("\\delta", place, unit, "");
            case ARRIVING -> quotient(letter("h", place, unit, ""));
            case PARAMETER_SLOPE -> "\\frac{\\partial f}{\\partial p}(" + letter("z", place, unit, "") + ")";
            default -> letter("h", place, unit, "");
        };
    }

    private String ofCell(Quantity quantity, Place.Timed place, String unit) {
        String c = letter("c", place, unit, "");
        return switch (quantity) {
            case ACTIVATION -> "\\tanh(" + c + ")";
            case SLOPE -> "\\tanh'(" + c + ")";
            case DELTA, ARRIVING -> quotient(c);
            default -> c;
        };
    }

    private String ofGate(Quantity quantity, Place.Timed place, String unit) {
        return switch (quantity) {
            case PRE_ACTIVATION -> letter("z", place, unit, gate(place));
            case SLOPE ->
                    (place.part() == Part.CANDIDATE ? "\\tanh'" : "\\sigma'")
                            + "("
                            + letter("z", place, unit, gate(place))
                            + ")";
            case DELTA -> letter("\\delta", place, unit, gate(place));
            case ARRIVING -> quotient(letter(gate(place), place, unit, ""));
            default -> letter(gate(place), place, unit, "");
        };
    }

    private String gate(Place.Timed place) {
        return letter(layer(place.owner()), place.part());
    }

    private String letter(String letter, Place.Timed place, String unit, String gate) {
        String sample = context.isBatch() ? (place.sample() + 1) + "," : "";
        int number = context.number(place.owner());
        String above = gate + (number == 0 ? "" : "(" + number + ")");
        return "%s_{%s%s,%s}".formatted(letter, sample, context.time(place.time()), unit)
                + (above.isEmpty() ? "" : "^{" + above + "}");
    }

    private static String quotient(String by) {
        return "\\frac{\\partial L}{\\partial " + by + "}";
    }

    static boolean isBackward(Quantity quantity) {
        return switch (quantity) {
            case DELTA, ARRIVING -> true;
            default -> false;
        };
    }

    /// In words, such as "the forget gate of cell 3 at t = 7".
    String name(Place.Timed place) {
        return of(place.part())
                + context.names().feature(place.owner(), place.unit())
                + " at t = "
                + (place.time() + 1);
    }

    private static String of(Part part) {
        return part.label().isEmpty() || part == Part.CELL ? "" : "the " + part.label() + " of ";
    }

    /// The letter before "of": what a title begins with.
    String title(Quantity quantity, Place.Timed place) {
        boolean isGate = quantity == Quantity.ACTIVATION && !of(place.part()).isEmpty();
        return letterOf(quantity, place) + (isGate ? ", " : " of ") + name(place);
    }

    String letterOf(Quantity quantity, Place.Timed place) {
        return switch (quantity) {
            case PRE_ACTIVATION ->
                    switch (place.part()) {
                        case CELL -> "c";
                        case CANDIDATE_INPUT -> "p";
                        case CANDIDATE_STATE -> "q";
                        default -> "z";
                    };
            case ACTIVATION -> place.part() == Part.CELL ? "tanh(c)" : gate(place);
            case SLOPE -> place.part() == Part.CELL ? "tanh′(c)" : "f′(z)";
            case DELTA ->
                    switch (place.part()) {
                        case CELL -> "∂L/∂c";
                        case CANDIDATE_STATE -> "∂L/∂q";
                        default -> "δ";
                    };
            default -> "∂L/∂" + gate(place);
        };
    }
}
