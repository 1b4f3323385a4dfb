package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;

import java.util.Optional;

/// The sums of a layer whose units weigh what comes in, in the engine's order. A unit of a convolution is a filter: its
/// weights are its kernel.
interface WeightedNumbers extends SendingBack {
    static Optional<WeightedNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        return switch (layer.description().layer()) {
            case Dense _ -> DenseNumbers.of(layer, numbers).map(it -> it);
            case Convolution2d _ -> ConvolutionNumbers.of(layer, numbers).map(it -> it);
            default -> Optional.empty();
        };
    }

    LayerTrace layer();

    ParameterTrace weights();

    Optional<ParameterTrace> bias();

    TraceNumbers numbers();

    /// `z = b + Σ wᵢ·xᵢ`
    TraceSum weightedSum(int element);

    /// How many products [#weightedSum] has.
    Periodic products();

    /// `∂L/∂w = Σ δ·x`, `∂L/∂b = Σ δ`; of shared parameters over every layer that uses them.
    TraceSum gradient(int unit, int position);

    /// How many terms [#gradient] has, by the position.
    Periodic gradientTerms();

    default int units() {
        return weights().before().rows();
    }

    /// How many weights a unit has.
    default int in() {
        return weights().before().rowSize();
    }

    /// How many numbers a unit has: its weights, then its bias.
    default int perUnit() {
        return in() + (bias().isPresent() ? 1 : 0);
    }

    /// A trained number of a unit, counted from 0 to [#perUnit].
    default ParameterTrace parameter(int position) {
        return position < in() ? weights() : bias().orElseThrow();
    }

    /// Its index within [#parameter].
    default int index(int unit, int position) {
        return position < in() ? unit * in() + position : unit;
    }

    default TraceValue weight(int index) {
        return TraceNumbers.weight(Quantity.PARAMETER, weights().key(), weights().before(), index);
    }

    default Optional<TraceValue> bias(int unit) {
        return bias().map(it -> TraceNumbers.weight(Quantity.PARAMETER, it.key(), it.before(), unit));
    }

    /// The position of a number of this layer in the order unit by unit, each with its weights and its bias; −1 for others.
    default int element(Place place) {
        if (!(place instanceof Place.Weight(var key, int index))) {
            return -1;
        }
        if (key.equals(weights().key())) {
            return index / in() * perUnit() + index % in();
        }
        return bias().filter(it -> it.key().equals(key)).isPresent() ? index * perUnit() + in() : -1;
    }
}
