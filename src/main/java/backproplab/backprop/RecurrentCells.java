package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Gru;
import backproplab.layer.Lstm;
import backproplab.layer.Part;
import backproplab.layer.Rnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/// The steps of a recurrent layer, unit by unit: how one time step makes its numbers, and how they go back.
///
/// @param point of each element, see [RecurrentNumbers]
/// @param element of each point; −1 for a point that has none
record RecurrentCells(
        RecurrentNumbers numbers, LearnedNumbers learned, IntUnaryOperator point, IntUnaryOperator element) {
    private static final Activation SIGMOID = new Sigmoid();
    private static final Activation TANH = new Tanh();

    List<Cell> forward() {
        return switch (numbers.type()) {
            case Rnn _ -> List.of(sum(Part.STATE), activation());
            case Lstm _ -> lstmForward();
            case Gru _ -> gruForward();
        };
    }

    private List<Cell> lstmForward() {
        List<Cell> cells = new ArrayList<>();
        for (Part gate : numbers.type().rows()) {
            cells.add(sum(gate));
            cells.add(gate(gate));
        }
        cells.add(
                gated(
                        Phase.FORWARD,
                        numbers::cell,
                        p ->
                                List.of(
                                        List.of(numbers.gate(Part.FORGET_GATE, p), numbers.cellBefore(p)),
                                        List.of(numbers.gate(Part.INPUT_GATE, p), numbers.gate(Part.CANDIDATE, p)))));
        cells.add(cell(numbers::cellTanh, 0, p -> activated(numbers.cellTanh(p), numbers.cell(p), TANH)));
        cells.add(
                gated(
                        Phase.FORWARD,
                        numbers::state,
                        p -> List.of(List.of(numbers.gate(Part.OUTPUT_GATE, p), numbers.cellTanh(p)))));
        return cells;
    }

    private List<Cell> gruForward() {
        return List.of(
                sum(Part.RESET_GATE),
                gate(Part.RESET_GATE),
                sum(Part.UPDATE_GATE),
                gate(Part.UPDATE_GATE),
                candidatePart(Part.CANDIDATE_INPUT),
                candidatePart(Part.CANDIDATE_STATE),
                gated(
                        Phase.FORWARD,
                        p -> numbers.sum(Part.CANDIDATE, p),
                        p ->
                                List.of(
                                        List.of(numbers.candidatePart(Part.CANDIDATE_INPUT, p)),
                                        List.of(
                                                numbers.gate(Part.RESET_GATE, p),
                                                numbers.candidatePart(Part.CANDIDATE_STATE, p)))),
                gate(Part.CANDIDATE),
                gated(
                        Phase.FORWARD,
                        numbers::state,
                        p ->
                                List.of(
                                        List.of(numbers.newShare(p), numbers.gate(Part.CANDIDATE, p)),
                                        List.of(
                                                numbers.gate(Part.UPDATE_GATE, p),
                                                numbers.before(p, p % numbers.units())))));
    }

    private Cell sum(Part part) {
        return cell(
                p -> numbers.sum(part, p),
                numbers.weightedTerms(),
                p -> new ForwardStep.PreActivation(numbers.sum(part, p), numbers.weightedSum(part, p)));
    }

    private Cell candidatePart(Part part) {
        return cell(
                p -> numbers.candidatePart(part, p),
                part == Part.CANDIDATE_INPUT ? numbers.in() : numbers.units(),
                p -> new ForwardStep.PreActivation(numbers.candidatePart(part, p), numbers.candidateSum(part, p)));
    }

    private Cell gate(Part gate) {
        return cell(
                p -> numbers.gate(gate, p),
                0,
                p -> activated(numbers.gate(gate, p), numbers.sum(gate, p), functionOf(gate)));
    }

    private static Activation functionOf(Part gate) {
        return gate == Part.CANDIDATE ? TANH : SIGMOID;
    }

    private static TraceStep activated(TraceValue result, TraceValue z, Activation function) {
        return new ForwardStep.Activated(result, z, function, Optional.empty());
    }

    /// hₜ = f(zₜ), f the function of the layer.
    private Cell activation() {
        return cell(
                numbers::state,
                0,
                p ->
                        new ForwardStep.Activated(
                                numbers.state(p), numbers.sum(Part.STATE, p), function(p), learned.parameter(p)));
    }

    private Activation function(int point) {
        Activation function = numbers.layer().description().function().elementwise().orElseThrow();
        return ForwardBlocks.at(function, learned.parameter(point));
    }

    /// From `∂L/∂hₜ` to the δ of every gate.
    ///
    /// @param fused what fused losses add to δ of a point
    /// @param hasNext whether the time step is followed by another one
    List<Cell> backward(IntFunction<List<TraceValue>> fused, boolean hasNext) {
        return switch (numbers.type()) {
            case Rnn _ ->
                    List.of(
                            slope(p -> numbers.sum(Part.STATE, p), this::function),
                            cell(
                                    p -> numbers.delta(Part.STATE, p),
                                    0,
                                    p ->
                                            new BackwardStep.Delta(
                                                    numbers.delta(Part.STATE, p),
                                                    fused.apply(p),
                                                    numbers.arriving(p),
                                                    slopeOf(numbers.sum(Part.STATE, p), function(p)))));
            case Lstm _ -> lstmBackward(hasNext);
            case Gru _ -> gruBackward();
        };
    }

    private List<Cell> lstmBackward(boolean hasNext) {
        List<Cell> cells = new ArrayList<>();
        back(cells, Part.OUTPUT_GATE, p -> List.of(numbers.arriving(p), numbers.cellTanh(p)));
        cells.add(slope(numbers::cell, _ -> TANH));
        cells.add(
                gated(
                        Phase.BACKWARD,
                        numbers::cellDelta,
                        p -> {
                            List<TraceValue> throughState =
                                    List.of(
                                            numbers.arriving(p),
                                            numbers.gate(Part.OUTPUT_GATE, p),
                                            slopeOf(numbers.cell(p), TANH));
                            return hasNext
                                    ? List.of(numbers.cellBack(p + numbers.units()), throughState)
                                    : List.of(throughState);
                        }));
        back(cells, Part.INPUT_GATE, p -> List.of(numbers.cellDelta(p), numbers.gate(Part.CANDIDATE, p)));
        back(cells, Part.FORGET_GATE, p -> List.of(numbers.cellDelta(p), numbers.cellBefore(p)));
        back(cells, Part.CANDIDATE, p -> List.of(numbers.cellDelta(p), numbers.gate(Part.INPUT_GATE, p)));
        return cells;
    }

    private List<Cell> gruBackward() {
        List<Cell> cells = new ArrayList<>();
        back(cells, Part.CANDIDATE, p -> List.of(numbers.arriving(p), numbers.newShare(p)));
        cells.add(
                gated(
                        Phase.BACKWARD,
                        p -> numbers.delta(Part.CANDIDATE_STATE, p),
                        p -> List.of(List.of(numbers.delta(Part.CANDIDATE, p), numbers.gate(Part.RESET_GATE, p)))));
        back(
                cells,
                Part.RESET_GATE,
                p -> List.of(numbers.delta(Part.CANDIDATE, p), numbers.candidatePart(Part.CANDIDATE_STATE, p)));
        back(cells, Part.UPDATE_GATE, p -> List.of(numbers.arriving(p), numbers.difference(p)));
        return cells;
    }

    /// Through a gate: what arrives at it, its slope, its δ.
    private void back(List<Cell> cells, Part gate, IntFunction<List<TraceValue>> arriving) {
        IntFunction<TraceValue> result = p -> numbers.gateArriving(gate, p, arriving.apply(p));
        Activation function = functionOf(gate);
        cells.add(gated(Phase.BACKWARD, result, p -> List.of(arriving.apply(p))));
        cells.add(slope(p -> numbers.sum(gate, p), _ -> function));
        cells.add(
                cell(
                        p -> numbers.delta(gate, p),
                        0,
                        p ->
                                new BackwardStep.Delta(
                                        numbers.delta(gate, p),
                                        List.of(),
                                        result.apply(p),
                                        slopeOf(numbers.sum(gate, p), function))));
    }

    private Cell slope(IntFunction<TraceValue> z, IntFunction<Activation> function) {
        return cell(
                p -> slopeOf(z.apply(p), function.apply(p)),
                0,
                p -> new BackwardStep.Slope(slopeOf(z.apply(p), function.apply(p)), z.apply(p), function.apply(p)));
    }

    private static TraceValue slopeOf(TraceValue z, Activation function) {
        return new TraceValue(Quantity.SLOPE, z.place(), function.derivative(z.value()));
    }

    Cell gated(Phase phase, IntFunction<TraceValue> result, IntFunction<List<List<TraceValue>>> products) {
        return cell(result, 0, p -> new Gated(phase, result.apply(p), products.apply(p)));
    }

    /// One step for each element.
    ///
    /// @param result what it gives at a point
    /// @param step that gives it
    Cell cell(IntFunction<TraceValue> result, int products, IntFunction<TraceStep> step) {
        TraceValue first = result.apply(point.applyAsInt(0));
        Part part = ((Place.Timed) first.place()).part();
        return new Cell(
                first.quantity(),
                numbers.name(),
                Periodic.constant(products),
                e -> step.apply(point.applyAsInt(e)),
                place -> elementOf(place, part));
    }

    private int elementOf(Place place, Part part) {
        return switch (place) {
            case Place.Timed it when it.part() == part && numbers.has(it) -> element.applyAsInt(numbers.point(it));
            case Place.Unit it when part == Part.STATE && numbers.puts(it) -> element.applyAsInt(numbers.pointOf(it));
            default -> -1;
        };
    }
}
