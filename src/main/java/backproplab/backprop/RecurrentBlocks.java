package backproplab.backprop;

import backproplab.backprop.ArrivingCells.Contribution;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The steps of a recurrent layer: time step by time step, and back from the last one to the first. Within a time step
/// they go sample by sample and unit by unit.
final class RecurrentBlocks {
    private final RecurrentNumbers numbers;
    private final LearnedNumbers learned;
    private final int units;
    private final int steps;
    private final int samples;

    RecurrentBlocks(RecurrentNumbers numbers, TraceNumbers all) {
        this.numbers = numbers;
        this.learned = LearnedNumbers.of(numbers.layer(), all);
        this.units = numbers.units();
        this.steps = numbers.steps();
        this.samples = numbers.rows() / steps;
    }

    StepBlock forward() {
        RecurrentCells cells =
                new RecurrentCells(
                        numbers,
                        learned,
                        e -> point(e / (samples * units), e),
                        p -> (numbers.time(p) * samples + numbers.sample(p)) * units + p % units);
        return new StepBlock(Phase.FORWARD, numbers.points(), 1, steps, cells.forward());
    }

    /// The element of a time step that it stands in.
    private int point(int time, int element) {
        return (element / units % samples * steps + time) * units + element % units;
    }

    /// From what arrives at the layer to its δ.
    ///
    /// @param outside what the losses and the layers after it add to what the layer puts out
    /// @param fused what fused losses add to δ of what it puts out
    List<StepBlock> backward(List<Contribution> outside, IntFunction<List<TraceValue>> fused) {
        List<StepBlock> blocks = new ArrayList<>();
        blocks.add(backward(steps - 1, 1, outside, fused));
        if (steps > 1) {
            blocks.add(backward(steps - 2, steps - 1, outside, fused));
        }
        return blocks;
    }

    /// @param from the latest time step of the block
    /// @param count how many it has
    private StepBlock backward(int from, int count, List<Contribution> outside, IntFunction<List<TraceValue>> fused) {
        boolean hasNext = from < steps - 1;
        boolean isPutOut = numbers.isPutOut(from);
        RecurrentCells cells =
                new RecurrentCells(
                        numbers,
                        learned,
                        e -> point(from - e / (samples * units), e),
                        p -> elementBack(from, count, p));
        List<Contribution> parts = new ArrayList<>();
        if (isPutOut) {
            outside.forEach(it -> parts.add(atPoint(it)));
        }
        if (hasNext) {
            parts.add(
                    new Contribution(
                            Periodic.constant(numbers.sentToState()),
                            (p, position) -> numbers.sentToState(p + units, position)));
        }
        List<Cell> all = new ArrayList<>();
        all.add(
                cells.cell(
                        numbers::arriving,
                        Contribution.terms(parts).at(0),
                        p ->
                                new BackwardStep.Arriving(
                                        numbers.arriving(p), Contribution.sum(parts, p, numbers.arriving(p).value()))));
        all.addAll(cells.backward(p -> isPutOut ? fused.apply(numbers.putOut(p)) : List.of(), hasNext));
        return new StepBlock(Phase.BACKWARD, count * samples * units, 1, count, all);
    }

    private Contribution atPoint(Contribution outside) {
        return new Contribution(
                Periodic.constant(outside.terms().at(0)),
                (p, position) -> outside.term().of(numbers.putOut(p), position));
    }

    private int elementBack(int from, int count, int point) {
        int since = from - numbers.time(point);
        return since >= 0 && since < count ? (since * samples + numbers.sample(point)) * units + point % units : -1;
    }

    /// `∂L/∂w`, row by row of each tensor.
    List<StepBlock> gradients() {
        return numbers.parameters().stream().map(this::gradient).toList();
    }

    private StepBlock gradient(ParameterTrace parameter) {
        return perRow(
                Phase.BACKWARD,
                parameter,
                Quantity.GRADIENT,
                numbers.gradientRows(),
                index ->
                        new BackwardStep.ParameterGradient(
                                TraceNumbers.weight(Quantity.GRADIENT, parameter.key(), parameter.gradient(), index),
                                numbers.gradient(parameter, index)));
    }

    /// Those that end at one gate of one unit are one step at the grain of units.
    static StepBlock perRow(
            Phase phase, ParameterTrace parameter, Quantity quantity, int products, IntFunction<TraceStep> step) {
        boolean isMatrix = parameter.before().shape().rank() == 2;
        return new StepBlock(
                phase,
                parameter.before().size(),
                isMatrix ? parameter.before().rowSize() : 1,
                List.of(
                        new Cell(
                                quantity,
                                parameter.key().layer(),
                                Periodic.constant(products),
                                step,
                                UpdateBlocks.indexOf(parameter.key()))));
    }
}
