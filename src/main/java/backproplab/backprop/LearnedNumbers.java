package backproplab.backprop;

import backproplab.activation.LearnedActivation;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.LearnedElementwise;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// The trained number of a layer's function, where it has one: `[1]` for all units, or one per unit, of maps one per
/// channel.
///
/// @param trained with its function
record LearnedNumbers(LayerTrace layer, Optional<Learned> trained) {
    record Learned(LearnedActivation function, ParameterTrace parameter) {}

    static LearnedNumbers of(LayerTrace layer, TraceNumbers numbers) {
        return new LearnedNumbers(
                layer,
                layer.description()
                        .function()
                        .elementwise()
                        .flatMap(it ->
                                it instanceof LearnedActivation learned
                                        ? numbers.parameter(layer.description().owner(), learned.parameter())
                                                .map(parameter -> new Learned(learned, parameter))
                                        : Optional.empty()));
    }

    /// The number of an element's unit.
    Optional<TraceValue> parameter(int element) {
        return trained.map(it -> {
            Tensor p = it.parameter().before();
            return TraceNumbers.weight(Quantity.PARAMETER, it.parameter().key(), p, number(p, element));
        });
    }

    private int number(Tensor p, int element) {
        return LearnedElementwise.numberInBatch(layer.z().shape(), p.size(), element);
    }

    /// `∂L/∂p = Σ ∂L/∂a · ∂f/∂p` over the elements that share p.
    static TraceSum gradient(LayerTrace layer, Learned learned, int index) {
        Tensor arriving = layer.arriving().orElse(layer.delta());
        Tensor p = learned.parameter().before();
        int positions = LearnedElementwise.positionsInBatch(arriving.shape(), p.size());
        List<Term> terms =
                LazyList.of(
                        arriving.size() / p.size(),
                        i -> {
                            int element = (i / positions * p.size() + index) * positions + i % positions;
                            return Term.of(
                                    TraceNumbers.unit(Quantity.ARRIVING, layer.name(), arriving, element),
                                    new TraceValue(
                                            Quantity.PARAMETER_SLOPE,
                                            TraceNumbers.place(layer.name(), arriving, element),
                                            learned.function()
                                                    .parameterDerivative(layer.z().get(element), p.get(index))));
                        });
        return new TraceSum(Optional.empty(), terms, learned.parameter().gradient().get(index));
    }
}
