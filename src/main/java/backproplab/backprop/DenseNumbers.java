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
        TraceNumbers numbers)
        implements WeightedNumbers {

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

    /// Samples, times the time steps of each.
    int rows() {
        return layer.z().size() / units();
    }

    @Override
    public TraceSum weightedSum(int element) {
        int row = element / units();
        int unit = element % units();
        return new TraceSum(
                bias(unit),
                LazyList.of(in(), i -> Term.of(weight(unit * in() + i), numbers.output(source, x, row * in() + i))),
                layer.z().get(element));
    }

    @Override
    public Periodic products() {
        return Periodic.constant(in());
    }

    private TraceValue delta(int row, int unit) {
        return TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), row * units() + unit);
    }

    @Override
    public Periodic sentTo(String ignored) {
        return Periodic.constant(units());
    }

    /// Unit by unit.
    @Override
    public Term sentBack(String ignored, int element, int unit) {
        return Term.of(delta(element / in(), unit), weight(unit * in() + element % in()));
    }

    /// Row by row.
    @Override
    public TraceSum gradient(int unit, int position) {
        return new TraceSum(
                Optional.empty(),
                numbers.users(layer).stream()
                        .map(it -> of(it, numbers).orElseThrow().ownTerms(unit, position))
                        .reduce(List.of(), LazyList::joined),
                parameter(position).gradient().get(index(unit, position)));
    }

    private List<Term> ownTerms(int unit, int position) {
        return LazyList.of(
                rows(),
                row ->
                        position < in()
                                ? Term.of(delta(row, unit), numbers.output(source, x, row * in() + position))
                                : Term.of(delta(row, unit)));
    }

    @Override
    public Periodic gradientTerms() {
        return Periodic.constant(
                numbers.users(layer).stream().mapToInt(it -> of(it, numbers).orElseThrow().rows()).sum());
    }
}
