package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.LossTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/// The steps from the loss back to the parameters and the inputs, layer by layer.
final class BackwardBlocks {
    private final BackwardTrace trace;
    private final TraceNumbers numbers;
    private final ArrivingCells arriving;
    private final List<StepBlock> blocks = new ArrayList<>();

    BackwardBlocks(BackwardTrace trace, TraceNumbers numbers) {
        this.trace = trace;
        this.numbers = numbers;
        this.arriving = new ArrivingCells(trace, numbers);
    }

    List<StepBlock> blocks() {
        for (LayerTrace layer : trace.layers().reversed()) {
            deltas(layer);
            learnedGradient(layer);
            gradients(layer);
        }
        trace.inputGradients()
                .forEach((name, gradient) ->
                        add(gradient.total().size(), arriving.atInput(name, gradient).toArray(Cell[]::new)));
        return blocks;
    }

    private void add(int elements, Cell... cells) {
        blocks.add(new StepBlock(Phase.BACKWARD, elements, cells));
    }

    /// From what arrives at a layer to its δ.
    private void deltas(LayerTrace layer) {
        Optional<RecurrentNumbers> recurrent = RecurrentNumbers.of(layer, numbers);
        if (recurrent.isPresent()) {
            throughTime(layer, recurrent.get());
            return;
        }
        int units = layer.z().size();
        if (layer.arriving().isEmpty()) {
            add(units, cell(Quantity.DELTA, layer, fusedDelta(layer)));
            return;
        }
        List<Cell> cells = new ArrayList<>(arriving.at(layer, layer.arriving().get()));
        Optional<Activation> function = layer.description().function().elementwise();
        if (function.isPresent() && layer.slope().isPresent()) {
            Tensor slope = layer.slope().get();
            cells.add(cell(Quantity.SLOPE, layer, slope(layer, slope, function.get())));
            cells.add(cell(Quantity.DELTA, layer, delta(layer, layer.arriving().get(), slope)));
            add(units, cells.toArray(Cell[]::new));
        } else {
            add(units, cells.toArray(Cell[]::new));
            functionBackward(layer, layer.arriving().get());
        }
    }

    private void throughTime(LayerTrace layer, RecurrentNumbers recurrent) {
        ArrivingCells.Outside outside = arriving.outside(layer);
        if (!outside.cells().isEmpty()) {
            add(layer.z().size(), outside.cells().toArray(Cell[]::new));
        }
        List<Integer> fused = numbers.termsOn(layer.name(), true);
        blocks.addAll(
                new RecurrentBlocks(recurrent, numbers)
                        .backward(outside.contributions(), e -> fusedParts(layer, fused, e)));
    }

    private static Cell cell(Quantity quantity, LayerTrace layer, IntFunction<TraceStep> step) {
        return ForwardBlocks.unitCell(quantity, layer, layer.z(), Periodic.constant(0), step);
    }

    private IntFunction<TraceStep> slope(LayerTrace layer, Tensor slope, Activation function) {
        LearnedNumbers learned = LearnedNumbers.of(layer, numbers);
        return e ->
                new BackwardStep.Slope(
                        TraceNumbers.unit(Quantity.SLOPE, layer.name(), slope, e),
                        TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), e),
                        ForwardBlocks.at(function, learned.parameter(e)));
    }

    private IntFunction<TraceStep> delta(LayerTrace layer, Tensor arriving, Tensor slope) {
        List<Integer> fused = numbers.termsOn(layer.name(), true);
        return e ->
                new BackwardStep.Delta(
                        TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), e),
                        fusedParts(layer, fused, e),
                        TraceNumbers.unit(Quantity.ARRIVING, layer.name(), arriving, e),
                        TraceNumbers.unit(Quantity.SLOPE, layer.name(), slope, e));
    }

    private List<TraceValue> fusedParts(LayerTrace layer, List<Integer> fused, int element) {
        return fused.stream()
                .map(it ->
                        TraceNumbers.unit(
                                Quantity.LOSS_GRADIENT, layer.name(), trace.losses().get(it).gradient(), element))
                .toList();
    }

    private IntFunction<TraceStep> fusedDelta(LayerTrace layer) {
        List<Integer> fused = numbers.termsOn(layer.name(), true);
        List<LossTrace> losses = fused.stream().map(it -> trace.losses().get(it)).toList();
        Tensor targets = trace.target(layer.name());
        int n = layer.z().shape().last();
        return e ->
                new BackwardStep.FusedDelta(
                        TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), e),
                        losses,
                        fusedParts(layer, fused, e),
                        TraceNumbers.unit(Quantity.ACTIVATION, layer.name(), layer.a(), e),
                        TraceNumbers.unit(Quantity.TARGET, layer.name(), targets, e),
                        TraceNumbers.units(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), e / n * n, n),
                        TraceNumbers.units(Quantity.TARGET, layer.name(), targets, e / n * n, n));
    }

    /// δ through a function of all units together, for each row along the last axis.
    private void functionBackward(LayerTrace layer, Tensor arriving) {
        int n = layer.z().shape().last();
        List<Integer> fused = numbers.termsOn(layer.name(), true);
        ToIntFunction<Place> element = ForwardBlocks.elementOf(layer.name(), layer.z());
        add(
                layer.z().size() / n,
                new Cell(
                        Quantity.DELTA,
                        layer.name(),
                        0,
                        row ->
                                new BackwardStep.FunctionBackward(
                                        layer.name(),
                                        row * n / layer.z().rowSize(),
                                        layer.description().function(),
                                        TraceNumbers.units(Quantity.ARRIVING, layer.name(), arriving, row * n, n),
                                        TraceNumbers.units(Quantity.ACTIVATION, layer.name(), layer.a(), row * n, n),
                                        fused.stream()
                                                .map(it ->
                                                        TraceNumbers.units(
                                                                Quantity.LOSS_GRADIENT,
                                                                layer.name(),
                                                                trace.losses().get(it).gradient(),
                                                                row * n,
                                                                n))
                                                .toList(),
                                        TraceNumbers.units(Quantity.DELTA, layer.name(), layer.delta(), row * n, n)),
                        place -> Math.floorDiv(element.applyAsInt(place), n)));
    }

    private void learnedGradient(LayerTrace layer) {
        Optional<RecurrentNumbers> recurrent = RecurrentNumbers.of(layer, numbers).filter(_ -> isAlone(layer));
        if (recurrent.isPresent()) {
            RecurrentNumbers of = recurrent.get();
            LearnedNumbers.of(layer, numbers)
                    .trained()
                    .ifPresent(it ->
                            gradient(
                                    it.parameter(),
                                    of.points() / it.parameter().before().size(),
                                    index -> of.learnedGradient(it, index)));
            return;
        }
        LearnedNumbers.of(layer, numbers)
                .trained()
                .filter(_ -> isAlone(layer))
                .ifPresent(it ->
                        gradient(
                                it.parameter(),
                                layer.z().size() / it.parameter().before().size(),
                                index -> LearnedNumbers.gradient(layer, it, index)));
    }

    /// Whether what the layer has of z and ∂L/∂a is all that its parameters' gradients are made of: not where another
    /// layer shares them.
    private boolean isAlone(LayerTrace layer) {
        return numbers.users(layer).size() == 1;
    }

    /// Of the parameters of the layer's own; those that it shares stand at the layer that has them.
    private void gradients(LayerTrace layer) {
        if (layer.description().sharedWith().isPresent()) {
            return;
        }
        Optional<WeightedNumbers> weighted = WeightedNumbers.of(layer, numbers);
        Optional<NormalizedNumbers> normalized = NormalizedNumbers.of(layer, numbers).filter(_ -> isAlone(layer));
        weighted.ifPresent(this::weightedGradients);
        normalized.ifPresent(this::normalizedGradients);
        Optional<RecurrentNumbers> recurrent = RecurrentNumbers.of(layer, numbers);
        recurrent.ifPresent(it -> blocks.addAll(new RecurrentBlocks(it, numbers).gradients()));
        boolean isOpened = weighted.isPresent() || normalized.isPresent() || recurrent.isPresent();
        numbers.parametersOf(layer.name()).stream()
                .filter(it -> isOfFunction(layer, it) ? !isAlone(layer) : !isOpened)
                .forEach(it -> opaqueGradient(layer, it));
    }

    private boolean isOfFunction(LayerTrace layer, ParameterTrace parameter) {
        return LearnedNumbers.of(layer, numbers)
                .trained()
                .filter(it -> it.parameter().key().equals(parameter.key()))
                .isPresent();
    }

    private void weightedGradients(WeightedNumbers weighted) {
        int perUnit = weighted.perUnit();
        blocks.add(
                new StepBlock(
                        Phase.BACKWARD,
                        weighted.units() * perUnit,
                        perUnit,
                        List.of(
                                new Cell(
                                        Quantity.GRADIENT,
                                        weighted.layer().name(),
                                        weighted.gradientTerms(),
                                        e -> weightedGradient(weighted, e / perUnit, e % perUnit),
                                        weighted::element))));
    }

    private static TraceStep weightedGradient(WeightedNumbers weighted, int unit, int position) {
        ParameterTrace parameter = weighted.parameter(position);
        return new BackwardStep.ParameterGradient(
                TraceNumbers.weight(
                        Quantity.GRADIENT, parameter.key(), parameter.gradient(), weighted.index(unit, position)),
                weighted.gradient(unit, position));
    }

    private void normalizedGradients(NormalizedNumbers normalized) {
        gradient(normalized.gamma(), normalized.elementsPerFeature(), normalized::gammaGradient);
        gradient(normalized.beta(), normalized.elementsPerFeature(), normalized::betaGradient);
    }

    private void gradient(ParameterTrace parameter, int terms, IntFunction<TraceSum> sum) {
        add(
                parameter.before().size(),
                new Cell(
                        Quantity.GRADIENT,
                        parameter.key().layer(),
                        terms,
                        index ->
                                new BackwardStep.ParameterGradient(
                                        TraceNumbers.weight(
                                                Quantity.GRADIENT, parameter.key(), parameter.gradient(), index),
                                        sum.apply(index)),
                        UpdateBlocks.indexOf(parameter.key())));
    }

    private void opaqueGradient(LayerTrace layer, ParameterTrace parameter) {
        add(
                parameter.before().size(),
                new Cell(
                        Quantity.GRADIENT,
                        layer.name(),
                        0,
                        index ->
                                new TraceStep.Opaque(
                                        Phase.BACKWARD,
                                        layer.name(),
                                        List.of(),
                                        List.of(
                                                TraceNumbers.weight(
                                                        Quantity.GRADIENT,
                                                        parameter.key(),
                                                        parameter.gradient(),
                                                        index))),
                        UpdateBlocks.indexOf(parameter.key())));
    }
}
