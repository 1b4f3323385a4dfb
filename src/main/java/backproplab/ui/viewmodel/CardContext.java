package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.network.Parameters;

/// What a card is written with, beside the step.
///
/// @param most how many terms of a long sum are shown
/// @param names what units are called
public record CardContext(BackwardTrace trace, CardDigits digits, int most, Names names) {
    /// What a unit of a layer, or a number of an input, is called in the window.
    @FunctionalInterface
    public interface Names {
        /// @param unit from 0
        String of(String owner, int unit);

        /// Where a number of a parameter stands that is no matrix, such as the bias of a unit.
        default String ofParameter(Parameters.Key key, int index) {
            return of(key.layer(), index);
        }

        /// Such as "hidden 1".
        Names PLAIN = (owner, unit) -> owner + " " + (unit + 1);
    }

    /// The name of the unit, with the sample where there are several.
    String place(Place.Unit it) {
        String unit = names.of(it.owner(), it.unit());
        return isBatch() ? unit + ", sample " + (it.sample() + 1) : unit;
    }

    boolean isBatch() {
        return trace.samples() > 1;
    }

    /// Its number, counted from the input; 0 for an input, and for the layer of a network that has no other.
    int number(String owner) {
        if (trace.layers().size() == 1) {
            return 0;
        }
        for (int i = 0; i < trace.layers().size(); i++) {
            if (trace.layers().get(i).name().equals(owner)) {
                return i + 1;
            }
        }
        return 0;
    }

    /// Of a number that stands at a unit.
    LayerTrace layerOf(TraceValue value) {
        return trace.layer(((Place.Unit) value.place()).owner());
    }

    String tex(double value) {
        return digits.tex(value);
    }
}
