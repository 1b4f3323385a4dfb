package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Sgd;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

/// The steps of the update, layer by layer in the engine's order, and the forward pass after it.
final class UpdateBlocks {
    private final BackwardTrace trace;
    private final TraceNumbers numbers;
    private final List<StepBlock> blocks = new ArrayList<>();

    UpdateBlocks(BackwardTrace trace, TraceNumbers numbers) {
        this.trace = trace;
        this.numbers = numbers;
    }

    List<StepBlock> blocks() {
        trace.layers().forEach(this::layer);
        UpdateStep.Verify verify = verify();
        blocks.add(
                new StepBlock(
                        Phase.VERIFY,
                        1,
                        new Cell(
                                Quantity.LOSS_AFTER,
                                trace.losses().getFirst().term().on(),
                                0,
                                _ -> verify,
                                place -> place instanceof Place.Whole ? 0 : -1)));
        return blocks;
    }

    private void layer(LayerTrace layer) {
        if (layer.description().sharedWith().isPresent()) {
            return;
        }
        Optional<WeightedNumbers> weighted = WeightedNumbers.of(layer, numbers);
        weighted.ifPresent(this::weighted);
        Optional<RecurrentNumbers> recurrent = RecurrentNumbers.of(layer, numbers);
        List<ParameterTrace> inRows = recurrent.map(RecurrentNumbers::parameters).orElse(List.of());
        for (ParameterTrace parameter : numbers.parametersOf(layer.name())) {
            if (inRows.contains(parameter)) {
                blocks.add(
                        RecurrentBlocks.perRow(
                                Phase.UPDATE, parameter, Quantity.UPDATED, 0, index -> update(parameter, index)));
            } else if (weighted.isEmpty() || weighted.get().element(new Place.Weight(parameter.key(), 0)) < 0) {
                blocks.add(
                        new StepBlock(
                                Phase.UPDATE,
                                parameter.before().size(),
                                new Cell(
                                        Quantity.UPDATED,
                                        layer.name(),
                                        0,
                                        index -> update(parameter, index),
                                        indexOf(parameter.key()))));
            }
        }
    }

    private void weighted(WeightedNumbers weighted) {
        int perUnit = weighted.perUnit();
        blocks.add(
                new StepBlock(
                        Phase.UPDATE,
                        weighted.units() * perUnit,
                        perUnit,
                        List.of(
                                new Cell(
                                        Quantity.UPDATED,
                                        weighted.layer().name(),
                                        0,
                                        e ->
                                                update(
                                                        weighted.parameter(e % perUnit),
                                                        weighted.index(e / perUnit, e % perUnit)),
                                        weighted::element))));
    }

    static ToIntFunction<Place> indexOf(Parameters.Key key) {
        return place -> place instanceof Place.Weight(var of, int index) && of.equals(key) ? index : -1;
    }

    private TraceStep update(ParameterTrace parameter, int index) {
        Parameters.Key key = parameter.key();
        return new UpdateStep.Update(
                TraceNumbers.weight(Quantity.UPDATED, key, parameter.after(), index),
                TraceNumbers.weight(Quantity.PARAMETER, key, parameter.before(), index),
                TraceNumbers.weight(Quantity.GRADIENT, key, parameter.gradient(), index),
                parameter.effective().map(it -> TraceNumbers.weight(Quantity.EFFECTIVE_GRADIENT, key, it, index)),
                parameter.slots().stream()
                        .map(it -> new UpdateStep.Update.Slot(it.name(), it.before().get(index), it.after().get(index)))
                        .toList(),
                trace.rule(),
                trace.update());
    }

    private UpdateStep.Verify verify() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        trace.outputsAfter().keySet().forEach(it -> outputs.put(it, numbers.layer(it).a()));
        return new UpdateStep.Verify(
                new TraceValue(Quantity.LOSS, new Place.Whole(), trace.loss()),
                new TraceValue(Quantity.LOSS_AFTER, new Place.Whole(), trace.lossAfter()),
                firstOrder(),
                isPlain() ? OptionalDouble.of(steepestDescent()) : OptionalDouble.empty(),
                outputs,
                trace.outputsAfter());
    }

    /// `Σ ∂L/∂w · Δw`
    private double firstOrder() {
        double sum = 0;
        for (ParameterTrace parameter : trace.parameters()) {
            double[] g = parameter.gradient().values();
            double[] before = parameter.before().values();
            double[] after = parameter.after().values();
            for (int i = 0; i < g.length; i++) {
                sum = Math.fma(g[i], after[i] - before[i], sum);
            }
        }
        return sum;
    }

    private boolean isPlain() {
        return trace.rule().optimizer() instanceof Sgd
                && trace.rule().penalty().isNone()
                && trace.rule().clipping() instanceof Clipping.None;
    }

    /// `−η·‖∇L‖²` over the parameters that are updated.
    private double steepestDescent() {
        double squares = 0;
        for (ParameterTrace parameter : trace.parameters()) {
            if (parameter.effective().isPresent()) {
                for (double g : parameter.gradient().values()) {
                    squares = Math.fma(g, g, squares);
                }
            }
        }
        return -trace.rule().optimizer().learningRate() * squares;
    }
}
