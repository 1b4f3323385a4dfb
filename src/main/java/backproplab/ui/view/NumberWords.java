package backproplab.ui.view;

import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.NumberTable;
import backproplab.ui.viewmodel.SampleChoice;
import backproplab.ui.viewmodel.StepTable;
import backproplab.ui.viewmodel.StepTable.Shown;
import backproplab.ui.viewmodel.TraceColumn;
import backproplab.ui.viewmodel.WhatIf;

import java.util.Optional;
import java.util.OptionalInt;

/// What there is to say about a cell of the table of numbers: its number with all digits, or why there is none.
final class NumberWords {
    private NumberWords() {}

    static String of(Shown shown, int row, TraceColumn column) {
        NumberTable table = shown.table();
        if (!column.isNumber()) {
            String name = table.fullName(row, column);
            return name.isEmpty() ? column.help() : column == TraceColumn.SAMPLE ? sample(shown, row) : name;
        }
        Optional<TraceValue> number = table.number(row, column);
        if (number.isEmpty()) {
            return absent(shown, row, column);
        }
        String what = what(number.get(), column) + " of " + owner(shown, row);
        if (!shown.seen().isSeen(number.get())) {
            return what + ": " + when(shown, number.get());
        }
        String value = what + " = " + exact(number.get().value());
        String was =
                WhatIf.before(shown.pass(), number.get()).stream()
                        .mapToObj(it -> "\nwas " + exact(it))
                        .findFirst()
                        .orElse("");
        String hint = StepTable.isEditable(number.get()) ? "\nDouble click or F2: what if it were another?" : "";
        return value + was + hint;
    }

    private static String exact(double value) {
        return String.valueOf(value).replace('-', '−').replace("E", "e");
    }

    private static String sample(Shown shown, int row) {
        int sample = ((Place.Unit) shown.table().place(row)).sample();
        OptionalInt inSet = shown.pass().row(sample);
        return inSet.isPresent()
                ? "sample %d of the %s set".formatted(inSet.getAsInt() + 1, set(shown))
                : "sample " + (sample + 1);
    }

    private static String set(Shown shown) {
        return shown.pass().choice().original() instanceof SampleChoice.TestRow ? "test" : "training";
    }

    /// The unit with its sample, or both ends of the weight.
    private static String owner(Shown shown, int row) {
        NumberTable table = shown.table();
        return switch (table.kind()) {
            case UNITS ->
                    table.fullName(row, TraceColumn.UNIT)
                            + (shown.pass().trace().samples() > 1
                                    ? ", sample " + table.fullName(row, TraceColumn.SAMPLE)
                                    : "");
            case WEIGHTS -> {
                String from = table.fullName(row, TraceColumn.FROM);
                yield table.name(row, TraceColumn.PARAMETER)
                        + " of "
                        + table.fullName(row, TraceColumn.TO)
                        + (from.isEmpty() ? "" : " ← " + from);
            }
        };
    }

    private static String what(TraceValue number, TraceColumn column) {
        return switch (number.quantity()) {
            case INPUT -> "x";
            case INPUT_GRADIENT -> "∂L/∂x";
            case GRADIENT -> "gradient";
            case CHANGE -> "change";
            default -> column.title();
        };
    }

    private static String when(Shown shown, TraceValue number) {
        TraceSteps steps = shown.seen().moment().steps();
        int step = steps.indexOf(number.quantity(), number.place());
        return step == shown.seen().moment().index()
                ? "this step gives it"
                : "step %s of %s gives it".formatted(Numbers.count(step + 1), Numbers.count(steps.size()));
    }

    private static String absent(Shown shown, int row, TraceColumn column) {
        Place place = shown.table().place(row);
        boolean isInput = place instanceof Place.Unit unit && shown.pass().trace().inputs().containsKey(unit.owner());
        return switch (column) {
            case TARGET -> "no loss is on it, so it has no target";
            case ARRIVING, SLOPE ->
                    isInput
                            ? "an input has none"
                            : column == TraceColumn.ARRIVING || isFused(shown, place)
                                    ? "none: the loss is computed from z and gives δ directly"
                                    : "none: the function takes all units of the layer together";
            default -> isInput ? "an input has none" : "";
        };
    }

    private static boolean isFused(Shown shown, Place place) {
        return place instanceof Place.Unit unit && shown.pass().trace().layer(unit.owner()).arriving().isEmpty();
    }
}
