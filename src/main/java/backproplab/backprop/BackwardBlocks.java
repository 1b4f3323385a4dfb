package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.backprop.BackwardTrace.Arrival;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.LossTrace;
import backproplab.backprop.BackwardTrace.Normalization;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The steps from the loss back to the parameters and the inputs, layer by layer.
final class BackwardBlocks {
    private final BackwardTrace trace;
    private final TraceNumbers numbers;
    private final List<StepBlock> blocks = new ArrayList<>();

    BackwardBlocks(BackwardTrace trace, TraceNumbers numbers) {
        this.trace = trace;
        this.numbers = numbers;
    }

    List<StepBlock> blocks() {
        for (LayerTrace layer : trace.layers().reversed()) {
            deltas(layer);
            learnedGradient(layer);
            gradients(layer);
        }
        trace.inputGradients()
                .forEach((name, gradient) ->
                        add(
                                gradient.total().size(),
                                arriving(
                                        Quantity.INPUT_GRADIENT,
                                        name,
                                        gradient.total(),
                                        List.of(),
                                        gradient.arrivals())));
        return blocks;
    }

    private void add(int elements, Cell... cells) {
        blocks.add(new StepBlock(Phase.BACKWARD, elements, cells));
    }

    private List<Integer> termsOn(LayerTrace layer, boolean fused) {
        return IntStream.range(0, trace.losses().size())
                .filter(it -> trace.losses().get(it).fused() == fused)
                .filter(it -> trace.losses().get(it).term().on().equals(layer.name()))
                .boxed()
                .toList();
    }

    /// From what arrives at a layer to its δ.
    private void deltas(LayerTrace layer) {
        int units = layer.z().size();
        if (layer.arriving().isEmpty()) {
            add(units, cell(Quantity.DELTA, layer, fusedDelta(layer)));
            return;
        }
        List<Cell> cells = new ArrayList<>(arrivingCells(layer, layer.arriving().get()));
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

    private static Cell cell(Quantity quantity, LayerTrace layer, IntFunction<TraceStep> step) {
        return ForwardBlocks.unitCell(quantity, layer, layer.z(), 0, step);
    }

    /// What the losses on a layer add to ∂L/∂a, each by itself, and then the sum, where there is more to it.
    private List<Cell> arrivingCells(LayerTrace layer, Tensor arriving) {
        List<Integer> terms = termsOn(layer, false);
        if (terms.size() == 1 && layer.arrivals().isEmpty()) {
            return List.of(cell(Quantity.ARRIVING, layer, lossGradient(Quantity.ARRIVING, terms.getFirst(), layer)));
        }
        List<Cell> cells = new ArrayList<>();
        for (int term : terms) {
            cells.add(cell(Quantity.LOSS_GRADIENT, layer, lossGradient(Quantity.LOSS_GRADIENT, term, layer)));
        }
        cells.add(arriving(Quantity.ARRIVING, layer.name(), arriving, terms, layer.arrivals()));
        return cells;
    }

    private IntFunction<TraceStep> lossGradient(Quantity result, int term, LayerTrace layer) {
        LossTrace loss = trace.losses().get(term);
        Tensor targets = numbers.targets(layer.name());
        return e ->
                new TraceStep.LossGradient(
                        TraceNumbers.unit(result, layer.name(), loss.gradient(), e),
                        term,
                        loss,
                        TraceNumbers.unit(Quantity.ACTIVATION, layer.name(), layer.a(), e),
                        TraceNumbers.unit(Quantity.TARGET, layer.name(), targets, e));
    }

    /// `∂L/∂a` or `∂L/∂x`: what the losses add, then what each layer that is fed sends back, in the engine's order.
    private Cell arriving(Quantity quantity, String owner, Tensor total, List<Integer> terms, List<Arrival> arrivals) {
        List<Contribution> contributions = new ArrayList<>();
        for (int term : terms) {
            Tensor gradient = trace.losses().get(term).gradient();
            contributions.add(
                    new Contribution(
                            1, (e, _) -> Term.of(TraceNumbers.unit(Quantity.LOSS_GRADIENT, owner, gradient, e))));
        }
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            Optional<Tensor> before = i > 0 ? Optional.of(arrivals.get(i - 1).total()) : Optional.empty();
            contributions.add(
                    DenseNumbers.of(numbers.layer(arrival.from()), numbers)
                            .map(it -> new Contribution(it.units(), it::sentBack))
                            .orElseGet(() -> sentBack(owner, arrival, before, terms)));
        }
        int count = contributions.stream().mapToInt(Contribution::terms).sum();
        return new Cell(
                quantity,
                owner,
                count,
                e ->
                        new TraceStep.Arriving(
                                TraceNumbers.unit(quantity, owner, total, e),
                                new TraceSum(
                                        Optional.empty(),
                                        contributions.stream()
                                                .map(it -> LazyList.of(it.terms(), k -> it.term().of(e, k)))
                                                .reduce(List.of(), LazyList::joined),
                                        total.get(e))),
                ForwardBlocks.elementOf(owner, total));
    }

    /// What one loss or one layer adds to each element: so many terms.
    private record Contribution(int terms, TermOf term) {}

    private interface TermOf {
        Term of(int element, int position);
    }

    /// Of a layer that is not opened: the difference that it made.
    private Contribution sentBack(String owner, Arrival arrival, Optional<Tensor> before, List<Integer> terms) {
        return new Contribution(
                1,
                (e, _) -> {
                    double start =
                            before.map(it -> it.get(e))
                                    .orElseGet(() ->
                                            terms.stream()
                                                    .mapToDouble(it -> trace.losses().get(it).gradient().get(e))
                                                    .reduce(0, Double::sum));
                    return Term.of(
                            new TraceValue(
                                    Quantity.SENT_BACK,
                                    new Place.Edge(arrival.from(), TraceNumbers.place(owner, arrival.total(), e)),
                                    arrival.total().get(e) - start));
                });
    }

    private IntFunction<TraceStep> slope(LayerTrace layer, Tensor slope, Activation function) {
        LearnedNumbers learned = LearnedNumbers.of(layer, numbers);
        return e ->
                new TraceStep.Slope(
                        TraceNumbers.unit(Quantity.SLOPE, layer.name(), slope, e),
                        TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), e),
                        ForwardBlocks.at(function, learned.parameter(e)));
    }

    private IntFunction<TraceStep> delta(LayerTrace layer, Tensor arriving, Tensor slope) {
        List<Integer> fused = termsOn(layer, true);
        return e ->
                new TraceStep.Delta(
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
        List<Integer> fused = termsOn(layer, true);
        List<LossTrace> losses = fused.stream().map(it -> trace.losses().get(it)).toList();
        Tensor targets = numbers.targets(layer.name());
        int n = layer.z().shape().last();
        return e ->
                new TraceStep.FusedDelta(
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
        List<Integer> fused = termsOn(layer, true);
        ToIntFunction<Place> element = ForwardBlocks.elementOf(layer.name(), layer.z());
        add(
                layer.z().size() / n,
                new Cell(
                        Quantity.DELTA,
                        layer.name(),
                        0,
                        row ->
                                new TraceStep.FunctionBackward(
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
        LearnedNumbers.of(layer, numbers)
                .trained()
                .ifPresent(it ->
                        gradient(
                                it.parameter(),
                                layer.z().size() / it.parameter().before().size(),
                                index -> LearnedNumbers.gradient(layer, it, index)));
    }

    private void gradients(LayerTrace layer) {
        Optional<DenseNumbers> dense = DenseNumbers.of(layer, numbers);
        if (dense.isPresent()) {
            denseGradients(dense.get());
        } else if (layer.normalization().isPresent()) {
            normalizedGradients(layer, layer.normalization().get());
        } else {
            numbers.parametersOf(layer.name()).stream()
                    .filter(it -> !isOfFunction(layer, it))
                    .forEach(it -> opaqueGradient(layer, it));
        }
    }

    private boolean isOfFunction(LayerTrace layer, ParameterTrace parameter) {
        return LearnedNumbers.of(layer, numbers)
                .trained()
                .filter(it -> it.parameter().key().equals(parameter.key()))
                .isPresent();
    }

    private void denseGradients(DenseNumbers dense) {
        int perUnit = dense.perUnit();
        blocks.add(
                new StepBlock(
                        Phase.BACKWARD,
                        dense.units() * perUnit,
                        perUnit,
                        List.of(
                                new Cell(
                                        Quantity.GRADIENT,
                                        dense.layer().name(),
                                        dense.rows(),
                                        e -> denseGradient(dense, e / perUnit, e % perUnit),
                                        dense::element))));
    }

    private static TraceStep denseGradient(DenseNumbers dense, int unit, int position) {
        ParameterTrace parameter = dense.parameter(position);
        return new TraceStep.ParameterGradient(
                TraceNumbers.weight(
                        Quantity.GRADIENT, parameter.key(), parameter.gradient(), dense.index(unit, position)),
                dense.gradient(unit, position));
    }

    private void normalizedGradients(LayerTrace layer, Normalization normalization) {
        for (ParameterTrace parameter : numbers.parametersOf(layer.name())) {
            boolean scales = parameter.key().name().equals("gamma");
            if (scales || parameter.key().name().equals("beta")) {
                int terms = layer.z().size() / parameter.before().size();
                gradient(
                        parameter,
                        terms,
                        feature ->
                                new TraceSum(
                                        Optional.empty(),
                                        LazyList.of(
                                                terms,
                                                i ->
                                                        normalizedTerm(
                                                                layer, normalization, parameter, scales, feature, i)),
                                        parameter.gradient().get(feature)));
            }
        }
    }

    private static Term normalizedTerm(
            LayerTrace layer,
            Normalization normalization,
            ParameterTrace parameter,
            boolean scales,
            int feature,
            int position) {
        int positions = normalization.positions();
        int element = (position / positions * parameter.before().size() + feature) * positions + position % positions;
        TraceValue delta = TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), element);
        return scales
                ? Term.of(
                        delta,
                        TraceNumbers.unit(Quantity.NORMALISED, layer.name(), normalization.normalised(), element))
                : Term.of(delta);
    }

    private void gradient(ParameterTrace parameter, int terms, IntFunction<TraceSum> sum) {
        add(
                parameter.before().size(),
                new Cell(
                        Quantity.GRADIENT,
                        parameter.key().layer(),
                        terms,
                        index ->
                                new TraceStep.ParameterGradient(
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
