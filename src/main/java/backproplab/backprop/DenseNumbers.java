package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Dense;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// The sums of a dense layer, in the engine's order ([backproplab.tensor.Kernels]). Of a sequence each time step is a row.
///
/// @param x what feeds it
record DenseNumbers(
        LayerTrace layer,
        ParameterTrace weights,
        Optional<ParameterTrace> bias,
        String source,
        Tensor x,
        TraceNumbers numbers) {

    static Optional<DenseNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        if (!(layer.description().layer() instanceof Dense)) {
            return Optional.empty();
        }
        String source = layer.inputs().getFirst();
        return numbers.parameter(layer.description().owner(), "weights")
                .map(weights ->
                        new DenseNumbers(
                                layer,
                                weights,
                                numbers.parameter(layer.description().owner(), "bias"),
                                source,
                                numbers.outputs(source),
                                numbers));
    }

    int in() {
        return weights.before().rowSize();
    }

    int units() {
        return weights.before().rows();
    }

    /// Samples, times the time steps of each.
    int rows() {
        return layer.z().size() / units();
    }

    /// `z = b + Σ wᵢ·xᵢ`
    TraceSum weightedSum(int element) {
        int row = element / units();
        int unit = element % units();
        return new TraceSum(
                bias.map(it -> TraceNumbers.weight(Quantity.PARAMETER, it.key(), it.before(), unit)),
                LazyList.of(in(), i -> Term.of(weight(unit * in() + i), numbers.output(source, x, row * in() + i))),
                layer.z().get(element));
    }

    private TraceValue weight(int index) {
        return TraceNumbers.weight(Quantity.PARAMETER, weights.key(), weights.before(), index);
    }

    private TraceValue delta(int row, int unit) {
        return TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), row * units() + unit);
    }

    /// One of the [#units] products `δ·w` that an element of x receives.
    Term sentBack(int element, int unit) {
        return Term.of(delta(element / in(), unit), weight(unit * in() + element % in()));
    }

    /// How many numbers a unit has: its weights, then its bias.
    int perUnit() {
        return in() + (bias.isPresent() ? 1 : 0);
    }

    /// A trained number of a unit, counted from 0 to [#perUnit].
    ParameterTrace parameter(int position) {
        return position < in() ? weights : bias.orElseThrow();
    }

    /// Its index within [#parameter].
    int index(int unit, int position) {
        return position < in() ? unit * in() + position : unit;
    }

    /// `∂L/∂w = Σ δ·x`, `∂L/∂b = Σ δ` over the rows; of shared parameters over those of every layer that uses them.
    TraceSum gradient(int unit, int position) {
        return new TraceSum(
                Optional.empty(),
                numbers.users(layer).stream()
                        .map(it -> of(it, numbers).orElseThrow().gradientTerms(unit, position))
                        .reduce(List.of(), LazyList::joined),
                parameter(position).gradient().get(index(unit, position)));
    }

    private List<Term> gradientTerms(int unit, int position) {
        return LazyList.of(
                rows(),
                row ->
                        position < in()
                                ? Term.of(delta(row, unit), numbers.output(source, x, row * in() + position))
                                : Term.of(delta(row, unit)));
    }

    /// How many terms [#gradient] has.
    int gradientRows() {
        return numbers.users(layer).stream().mapToInt(it -> of(it, numbers).orElseThrow().rows()).sum();
    }

    /// The position of a number of this layer in the order unit by unit, each with its weights and its bias; −1 for others.
    int element(TraceValue.Place place) {
        if (!(place instanceof TraceValue.Place.Weight(var key, int index))) {
            return -1;
        }
        if (key.equals(weights.key())) {
            return index / in() * perUnit() + index % in();
        }
        return bias.isPresent() && key.equals(bias.get().key()) ? index * perUnit() + in() : -1;
    }
}
