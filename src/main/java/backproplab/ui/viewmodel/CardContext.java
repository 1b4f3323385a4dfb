package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.layer.Recurrent;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.OptionalInt;

/// What a card is written with, beside the step.
///
/// @param most how many terms of a long sum are shown
/// @param names what units are called
/// @param now the time step that is written as t; absent where each is written with its number
public record CardContext(BackwardTrace trace, CardDigits digits, int most, Names names, OptionalInt now) {
    public CardContext(BackwardTrace trace, CardDigits digits, int most, Names names) {
        this(trace, digits, most, names, OptionalInt.empty());
    }

    /// The same at a time step, from 0.
    CardContext at(int time) {
        return new CardContext(trace, digits, most, names, OptionalInt.of(time));
    }

    CardContext withoutTime() {
        return new CardContext(trace, digits, most, names);
    }

    /// A time step in a formula: t, t−1, t+1 or its number.
    String time(int time) {
        if (now.isEmpty()) {
            return String.valueOf(time + 1);
        }
        int since = time - now.getAsInt();
        return since == 0 ? "t" : "t" + (since < 0 ? "-" : "+") + Math.abs(since);
    }

    /// How many numbers each time step of a sequence has, where `owner` is one.
    OptionalInt perStep(String owner) {
        Shape item = trace.output(owner).shape().item();
        return item.rank() == 2 ? OptionalInt.of(item.last()) : OptionalInt.empty();
    }

    /// f′ of a layer, as it is written.
    String slopeName(String owner) {
        return trace.layer(owner)
                        .description()
                        .function()
                        .elementwise()
                        .map(it -> ActivationTex.of(it, digits).name())
                        .orElse("f")
                + "'";
    }

    /// What a unit of a layer, or a number of an input, is called in the window.
    @FunctionalInterface
    public interface Names {
        /// @param unit from 0
        String of(String owner, int unit);

        /// What the numbers of a parameter belong to that has one for each filter, each channel or each unit; of weights
        /// those that go into one of them.
        ///
        /// @param index of the filter, the channel or the unit
        default String ofParameter(Parameters.Key key, int index) {
            return of(key.layer(), index);
        }

        /// What it is called in every time step of a sequence.
        default String feature(String owner, int feature) {
            return owner + " " + (feature + 1);
        }

        /// Such as "hidden 1".
        Names PLAIN = (owner, unit) -> owner + " " + (unit + 1);

        /// By their places in what was traced, without knowing the data.
        static Names of(BackwardTrace trace) {
            return new Names() {
                @Override
                public String of(String owner, int unit) {
                    return MapNames.unit(owner, trace.output(owner).shape().item(), unit);
                }

                @Override
                public String ofParameter(Parameters.Key key, int index) {
                    LayerTrace layer = trace.layer(key.layer());
                    return MapNames.ofParameter(layer.description(), layer.z().shape().item(), key.name(), index);
                }
            };
        }
    }

    /// The shape of one sample of an input or of what a layer gives.
    Shape shape(String owner) {
        return trace.output(owner).shape().item();
    }

    /// The name of the unit, with the sample where there are several.
    String place(Place.Unit it) {
        OptionalInt perStep = perStep(it.owner());
        String unit =
                perStep.isEmpty()
                        ? names.of(it.owner(), it.unit())
                        : "%s at t = %d"
                                .formatted(
                                        names.feature(it.owner(), it.unit() % perStep.getAsInt()),
                                        it.unit() / perStep.getAsInt() + 1);
        return isBatch() ? unit + ", sample " + (it.sample() + 1) : unit;
    }

    String sample(int sample) {
        return isBatch() ? ", sample " + (sample + 1) : "";
    }

    boolean isRecurrent(String layer) {
        return trace.network().layer(layer).filter(it -> it.layer() instanceof Recurrent).isPresent();
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
