package backproplab.ui.viewmodel;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.Kink;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A column of the list of checked numbers: a name, or one number of what was found.
public enum CheckColumn {
    LETTER("", "parameter", "w weight, b bias, or another trained number"),
    PLACE("number", "number", "The unit, of a weight both ends"),
    BACKWARD("backward", "backward", "a, ∂L/∂w as the backward pass gives it"),
    DIFFERENCE("numeric", "difference", "n, what moving the number does to the loss: the central difference"),
    APART("|a − n|", "absolute_error", "How far both are apart"),
    ERROR("error", "relative_error", "The relative error |a − n| / max(|a|, |n|, floor); more than 1e−6 fails"),
    VERDICT(
            "",
            "verdict",
            "OK; unresolved: OK, but too small to be told from 0; FAIL; kink: some unit comes to a kink of its"
                    + " function"),
    UNIT("unit", "kink_unit", "The unit that comes to a kink of its function"),
    SAMPLE("sample", "kink_sample", "In which sample, counted from 1"),
    BELOW("z at w−h", "kink_below", "What reaches the unit when the number is moved down; of a loss, y"),
    USUAL("z", "kink_usual", "What reaches the unit in the pass itself; of a loss, y"),
    ABOVE("z at w+h", "kink_above", "What reaches the unit when the number is moved up; of a loss, y");

    /// For every number, and for those at a kink.
    static final List<CheckColumn> OF_NUMBERS = List.of(LETTER, PLACE, BACKWARD, DIFFERENCE, APART, ERROR, VERDICT);

    static final List<CheckColumn> OF_KINKS =
            List.of(LETTER, PLACE, BACKWARD, DIFFERENCE, UNIT, SAMPLE, BELOW, USUAL, ABOVE);

    private final String title;
    private final String fileName;
    private final String help;

    CheckColumn(String title, String fileName, String help) {
        this.title = title;
        this.fileName = fileName;
        this.help = help;
    }

    public String title() {
        return title;
    }

    /// In the header of text that other programs read.
    public String fileName() {
        return fileName;
    }

    public String help() {
        return help;
    }

    /// Whether it holds numbers; if not, names.
    public boolean isNumber() {
        return switch (this) {
            case LETTER, PLACE, VERDICT, UNIT, SAMPLE -> false;
            case BACKWARD, DIFFERENCE, APART, ERROR, BELOW, USUAL, ABOVE -> true;
        };
    }

    /// The number that stands there; empty in a column of names, and where there is no kink.
    public OptionalDouble number(CheckedNumber of) {
        return switch (this) {
            case BACKWARD -> OptionalDouble.of(of.analytic());
            case DIFFERENCE -> OptionalDouble.of(of.numeric());
            case APART -> OptionalDouble.of(Math.abs(of.analytic() - of.numeric()));
            case ERROR -> of.kink().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(of.relativeError());
            case BELOW -> kink(of, Kink::below);
            case USUAL -> kink(of, Kink::usual);
            case ABOVE -> kink(of, Kink::above);
            case LETTER, PLACE, VERDICT, UNIT, SAMPLE -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble kink(CheckedNumber of, Function<Kink, Double> part) {
        return of.kink().map(it -> OptionalDouble.of(part.apply(it))).orElse(OptionalDouble.empty());
    }

    /// The name that stands there; empty in a column of numbers.
    ///
    /// @param checked that the number is of
    String name(CheckedNumber of, Checked checked, NumberNames names) {
        return switch (this) {
            case LETTER -> NumberNames.letter(of.key().name());
            case PLACE -> names.place(NumberId.of(of));
            case VERDICT -> verdict(of);
            case UNIT -> of.kink().map(it -> unit(it, checked.names())).orElse("");
            case SAMPLE -> of.kink().map(it -> String.valueOf(checked.row(it) + 1)).orElse("");
            case BACKWARD, DIFFERENCE, APART, ERROR, BELOW, USUAL, ABOVE -> "";
        };
    }

    private static String unit(Kink kink, UnitNames names) {
        String unit = names.of(kink.layer(), kink.unit());
        return kink.place() == Kink.Place.LOSS ? "loss of " + unit : unit;
    }

    private static String verdict(CheckedNumber of) {
        return switch (of.verdict()) {
            case OK -> of.isResolved() ? "OK" : "unresolved";
            case FAIL -> "FAIL";
            case KINK -> "kink";
        };
    }
}
