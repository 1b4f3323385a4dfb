package backproplab.backprop;

import backproplab.backprop.BackwardTrace.Arrival;
import backproplab.backprop.BackwardTrace.InputGradient;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.LossTrace;
import backproplab.backprop.StepBlock.Cell;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// How `∂L/∂a` of a unit, or `∂L/∂x` of an input, comes together: from the losses on it, then from what it feeds, in the
/// engine's order. What comes from one place alone is one step; otherwise each part that has a formula of its own is a
/// step, and then the sum.
final class ArrivingCells {
    private final BackwardTrace trace;
    private final TraceNumbers numbers;

    ArrivingCells(BackwardTrace trace, TraceNumbers numbers) {
        this.trace = trace;
        this.numbers = numbers;
    }

    List<Cell> at(LayerTrace layer, Tensor arriving) {
        return cells(Quantity.ARRIVING, layer.name(), arriving, numbers.termsOn(layer.name(), false), layer.arrivals());
    }

    /// What arrives at a layer from the losses and the layers after it, as parts of a sum.
    ///
    /// @param cells the steps of those that have formulas of their own
    record Outside(List<Cell> cells, List<Contribution> contributions) {}

    /// Of a layer that adds more to it: a recurrent one, from step to step.
    Outside outside(LayerTrace layer) {
        List<Arrival> arrivals = layer.arrivals().stream().filter(it -> !it.from().equals(layer.name())).toList();
        List<Cell> cells = new ArrayList<>();
        List<Contribution> contributions = new ArrayList<>();
        collect(
                Quantity.ARRIVING,
                layer.name(),
                layer.z(),
                numbers.termsOn(layer.name(), false),
                arrivals,
                false,
                cells,
                contributions);
        return new Outside(cells, contributions);
    }

    List<Cell> atInput(String name, InputGradient gradient) {
        return cells(Quantity.INPUT_GRADIENT, name, gradient.total(), List.of(), gradient.arrivals());
    }

    private List<Cell> cells(
            Quantity quantity, String owner, Tensor total, List<Integer> terms, List<Arrival> arrivals) {
        boolean single = terms.size() + arrivals.size() == 1;
        List<Cell> cells = new ArrayList<>();
        List<Contribution> contributions = new ArrayList<>();
        collect(quantity, owner, total, terms, arrivals, single, cells, contributions);
        if (cells.stream().noneMatch(it -> it.quantity() == quantity)) {
            cells.add(sum(quantity, owner, total, contributions));
        }
        return cells;
    }

    /// @param single whether nothing else arrives
    private void collect(
            Quantity quantity,
            String owner,
            Tensor total,
            List<Integer> terms,
            List<Arrival> arrivals,
            boolean single,
            List<Cell> cells,
            List<Contribution> contributions) {
        for (int term : terms) {
            Tensor gradient = trace.losses().get(term).gradient();
            Quantity result = single ? quantity : Quantity.LOSS_GRADIENT;
            cells.add(cell(result, owner, total, lossGradient(result, term, numbers.layer(owner))));
            contributions.add(
                    new Contribution(
                            Periodic.constant(1),
                            (e, _) -> Term.of(TraceNumbers.unit(Quantity.LOSS_GRADIENT, owner, gradient, e))));
        }
        for (int i = 0; i < arrivals.size(); i++) {
            LayerTrace from = numbers.layer(arrivals.get(i).from());
            Optional<SendingBack> opened = SendingBack.of(from, numbers);
            if (opened.isPresent()) {
                SendingBack of = opened.get();
                contributions.add(new Contribution(of.sentTo(owner), (e, k) -> of.sentBack(owner, e, k)));
                continue;
            }
            Optional<Tensor> before = i > 0 ? Optional.of(arrivals.get(i - 1).total()) : Optional.empty();
            IntFunction<TraceValue> sent = sentBack(owner, arrivals.get(i), before, terms);
            contributions.add(new Contribution(Periodic.constant(1), (e, _) -> Term.of(sent.apply(e))));
            if (NormalizedNumbers.of(from, numbers).isPresent()) {
                cells.add(
                        throughNormalization(
                                from, owner, total, sent, single ? Optional.of(quantity) : Optional.empty()));
            }
        }
    }

    private static Cell cell(Quantity quantity, String owner, Tensor tensor, IntFunction<TraceStep> step) {
        return new Cell(quantity, owner, 0, step, ForwardBlocks.elementOf(owner, tensor));
    }

    private IntFunction<TraceStep> lossGradient(Quantity result, int term, LayerTrace layer) {
        LossTrace loss = trace.losses().get(term);
        Tensor targets = trace.target(layer.name());
        return e ->
                new BackwardStep.LossGradient(
                        TraceNumbers.unit(result, layer.name(), loss.gradient(), e),
                        term,
                        loss,
                        TraceNumbers.unit(Quantity.ACTIVATION, layer.name(), layer.a(), e),
                        TraceNumbers.unit(Quantity.TARGET, layer.name(), targets, e));
    }

    /// What a layer that is not a sum of products adds: the difference that it made.
    private IntFunction<TraceValue> sentBack(
            String owner, Arrival arrival, Optional<Tensor> before, List<Integer> terms) {
        return e -> {
            double start =
                    before.map(it -> it.get(e))
                            .orElseGet(() ->
                                    terms.stream()
                                            .mapToDouble(it -> trace.losses().get(it).gradient().get(e))
                                            .reduce(0, Double::sum));
            return new TraceValue(
                    Quantity.SENT_BACK,
                    new Place.Edge(arrival.from(), TraceNumbers.place(owner, arrival.total(), e)),
                    arrival.total().get(e) - start);
        };
    }

    /// @param alone what it is called where nothing else arrives
    private Cell throughNormalization(
            LayerTrace from, String owner, Tensor total, IntFunction<TraceValue> sent, Optional<Quantity> alone) {
        NormalizedNumbers normalized = NormalizedNumbers.of(from, numbers).orElseThrow();
        return new Cell(
                alone.orElse(Quantity.SENT_BACK),
                owner,
                0,
                e -> {
                    TraceValue value = sent.apply(e);
                    TraceValue result = alone.map(it -> TraceNumbers.unit(it, owner, total, e)).orElse(value);
                    return normalized.sentBack(result, e);
                },
                place ->
                        alone.isPresent()
                                ? ForwardBlocks.elementOf(owner, total).applyAsInt(place)
                                : place instanceof Place.Edge(String of, Place.Unit to) && of.equals(from.name())
                                        ? ForwardBlocks.elementOf(owner, total).applyAsInt(to)
                                        : -1);
    }

    /// What one loss or one layer adds to each element: so many terms.
    record Contribution(Periodic terms, TermOf term) {
        static Periodic terms(List<Contribution> contributions) {
            return contributions.stream().map(Contribution::terms).reduce(Periodic.constant(0), Periodic::plus);
        }

        static TraceSum sum(List<Contribution> contributions, int element, double total) {
            return new TraceSum(
                    Optional.empty(),
                    contributions.stream()
                            .map(it -> LazyList.of(it.terms().at(element), k -> it.term().of(element, k)))
                            .reduce(List.of(), LazyList::joined),
                    total);
        }
    }

    interface TermOf {
        Term of(int element, int position);
    }

    private static Cell sum(Quantity quantity, String owner, Tensor total, List<Contribution> contributions) {
        return new Cell(
                quantity,
                owner,
                Contribution.terms(contributions),
                e ->
                        new BackwardStep.Arriving(
                                TraceNumbers.unit(quantity, owner, total, e),
                                Contribution.sum(contributions, e, total.get(e))),
                ForwardBlocks.elementOf(owner, total));
    }
}
