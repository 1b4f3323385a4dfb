package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.LossTrace;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.loss.ElementwiseLoss;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/// The steps from the samples to the loss.
final class ForwardBlocks {
    private final BackwardTrace trace;
    private final TraceNumbers numbers;
    private final List<StepBlock> blocks = new ArrayList<>();

    ForwardBlocks(BackwardTrace trace, TraceNumbers numbers) {
        this.trace = trace;
        this.numbers = numbers;
    }

    List<StepBlock> blocks() {
        trace.inputs().forEach((name, x) -> given(Quantity.INPUT, name, x));
        trace.targets().forEach((name, t) -> given(Quantity.TARGET, name, t));
        trace.layers().forEach(this::layer);
        loss();
        return blocks;
    }

    private void given(Quantity quantity, String owner, Tensor values) {
        List<TraceValue> results = TraceNumbers.units(quantity, owner, values, 0, values.size());
        add(
                Phase.GIVEN,
                1,
                new Cell(
                        quantity,
                        owner,
                        0,
                        _ -> new TraceStep.Given(quantity, owner, values, results),
                        place -> place instanceof Place.Unit unit && unit.owner().equals(owner) ? 0 : -1));
    }

    private void add(Phase phase, int elements, Cell... cells) {
        blocks.add(new StepBlock(phase, elements, cells));
    }

    private void layer(LayerTrace layer) {
        Optional<RecurrentNumbers> recurrent = RecurrentNumbers.of(layer, numbers);
        if (recurrent.isPresent()) {
            blocks.add(new RecurrentBlocks(recurrent.get(), numbers).forward());
            return;
        }
        Optional<Cell> z = zOfEachUnit(layer);
        Optional<Activation> function = layer.description().function().elementwise();
        int units = layer.z().size();
        if (z.isPresent() && function.isPresent()) {
            add(Phase.FORWARD, units, z.get(), activation(layer, function.get()));
            return;
        }
        z.ifPresentOrElse(it -> add(Phase.FORWARD, units, it), () -> opaque(layer));
        function.ifPresentOrElse(it -> add(Phase.FORWARD, units, activation(layer, it)), () -> functionOutput(layer));
    }

    /// z of the layers that the trace opens.
    private Optional<Cell> zOfEachUnit(LayerTrace layer) {
        Optional<WeightedNumbers> weighted = WeightedNumbers.of(layer, numbers);
        if (weighted.isPresent()) {
            WeightedNumbers of = weighted.get();
            return Optional.of(
                    unitCell(
                            Quantity.PRE_ACTIVATION,
                            layer,
                            layer.z(),
                            of.products(),
                            e -> new ForwardStep.PreActivation(z(layer, e), of.weightedSum(e))));
        }
        return NormalizedNumbers.of(layer, numbers)
                .<IntFunction<TraceStep>>map(it -> it::forward)
                .or(() -> JoinedNumbers.of(layer, numbers).map(it -> it::forward))
                .or(() -> PassingNumbers.of(layer, numbers).map(it -> it::forward))
                .map(it -> unitCell(Quantity.PRE_ACTIVATION, layer, layer.z(), Periodic.constant(0), it));
    }

    private Cell activation(LayerTrace layer, Activation function) {
        IntFunction<Optional<TraceValue>> learned = LearnedNumbers.of(layer, numbers)::parameter;
        return unitCell(
                Quantity.ACTIVATION,
                layer,
                layer.a(),
                Periodic.constant(0),
                e ->
                        new ForwardStep.Activated(
                                TraceNumbers.unit(Quantity.ACTIVATION, layer.name(), layer.a(), e),
                                z(layer, e),
                                at(function, learned.apply(e)),
                                learned.apply(e)));
    }

    /// The function of a unit: of a learned one at the number that the unit has now.
    static Activation at(Activation function, Optional<TraceValue> learned) {
        return function instanceof LearnedActivation it && learned.isPresent()
                ? it.at(learned.get().value())
                : function;
    }

    private static TraceValue z(LayerTrace layer, int element) {
        return TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), element);
    }

    /// One step for each unit in each sample.
    static Cell unitCell(
            Quantity quantity, LayerTrace layer, Tensor tensor, Periodic products, IntFunction<TraceStep> step) {
        return new Cell(quantity, layer.name(), products, step, elementOf(layer.name(), tensor));
    }

    static ToIntFunction<Place> elementOf(String owner, Tensor tensor) {
        return place ->
                place instanceof Place.Unit(String of, int sample, int unit)
                                && of.equals(owner)
                                && sample >= 0
                                && sample < tensor.rows()
                                && unit >= 0
                                && unit < tensor.rowSize()
                        ? sample * tensor.rowSize() + unit
                        : -1;
    }

    /// z of a layer that the trace does not open, sample by sample.
    private void opaque(LayerTrace layer) {
        int units = layer.z().rowSize();
        ToIntFunction<Place> element = elementOf(layer.name(), layer.z());
        add(
                Phase.FORWARD,
                layer.z().rows(),
                new Cell(
                        Quantity.PRE_ACTIVATION,
                        layer.name(),
                        0,
                        sample ->
                                new TraceStep.Opaque(
                                        Phase.FORWARD,
                                        layer.name(),
                                        inputsOf(layer, sample),
                                        TraceNumbers.units(
                                                Quantity.PRE_ACTIVATION,
                                                layer.name(),
                                                layer.z(),
                                                sample * units,
                                                units)),
                        place -> Math.floorDiv(element.applyAsInt(place), units)));
    }

    private List<TraceValue> inputsOf(LayerTrace layer, int sample) {
        return layer.inputs().stream()
                .map(source -> {
                    Tensor x = numbers.outputs(source);
                    return LazyList.of(x.rowSize(), i -> numbers.output(source, x, sample * x.rowSize() + i));
                })
                .reduce(List.of(), LazyList::joined);
    }

    /// A function of all units together, for each row along the last axis.
    private void functionOutput(LayerTrace layer) {
        int n = layer.z().shape().last();
        ToIntFunction<Place> element = elementOf(layer.name(), layer.a());
        add(
                Phase.FORWARD,
                layer.z().size() / n,
                new Cell(
                        Quantity.ACTIVATION,
                        layer.name(),
                        0,
                        row ->
                                new ForwardStep.FunctionOutput(
                                        layer.name(),
                                        row * n / layer.z().rowSize(),
                                        layer.description().function(),
                                        TraceNumbers.units(
                                                Quantity.PRE_ACTIVATION, layer.name(), layer.z(), row * n, n),
                                        TraceNumbers.units(Quantity.ACTIVATION, layer.name(), layer.a(), row * n, n)),
                        place -> Math.floorDiv(element.applyAsInt(place), n)));
    }

    private void loss() {
        for (int term = 0; term < trace.losses().size(); term++) {
            int number = term;
            LossTrace loss = trace.losses().get(term);
            add(
                    Phase.LOSS,
                    trace.samples(),
                    new Cell(
                            Quantity.SAMPLE_LOSS,
                            loss.term().on(),
                            0,
                            sample -> sampleLoss(number, loss, sample),
                            place -> place instanceof Place.Term(int of, int sample) && of == number ? sample : -1));
        }
        add(
                Phase.LOSS,
                1,
                new Cell(
                        Quantity.LOSS,
                        trace.losses().getFirst().term().on(),
                        0,
                        _ -> totalLoss(),
                        place -> place instanceof Place.Whole ? 0 : -1));
    }

    private TraceStep sampleLoss(int term, LossTrace loss, int sample) {
        LayerTrace layer = numbers.layer(loss.term().on());
        Tensor compared = loss.fused() ? layer.z() : layer.a();
        Tensor targets = trace.target(layer.name());
        int n = compared.rowSize();
        int from = sample * n;
        return new LossStep.SampleLoss(
                sampleLossValue(term, loss, sample),
                term,
                loss,
                TraceNumbers.units(
                        loss.fused() ? Quantity.PRE_ACTIVATION : Quantity.ACTIVATION, layer.name(), compared, from, n),
                TraceNumbers.units(Quantity.ACTIVATION, layer.name(), layer.a(), from, n),
                TraceNumbers.units(Quantity.TARGET, layer.name(), targets, from, n),
                loss.computed() instanceof ElementwiseLoss elementwise
                        ? LazyList.of(n, i -> elementwise.value(compared.get(from + i), targets.get(from + i)))
                        : List.of());
    }

    private static TraceValue sampleLossValue(int term, LossTrace loss, int sample) {
        return new TraceValue(Quantity.SAMPLE_LOSS, new Place.Term(term, sample), loss.samples().get(sample));
    }

    private TraceStep totalLoss() {
        int samples = trace.samples();
        return new LossStep.TotalLoss(
                new TraceValue(Quantity.LOSS, new Place.Whole(), trace.loss()),
                trace.losses(),
                LazyList.of(
                        trace.losses().size() * samples,
                        i -> sampleLossValue(i / samples, trace.losses().get(i / samples), i % samples)));
    }
}
