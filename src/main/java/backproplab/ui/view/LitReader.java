package backproplab.ui.view;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.Gated;
import backproplab.backprop.LossStep;
import backproplab.backprop.PassingStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.backprop.UpdateStep;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.view.LitStep.Link;
import backproplab.ui.view.LitStep.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Finds out what a step lights.
final class LitReader {
    private final TraceStep step;
    private final BackwardTrace trace;
    private final ToIntFunction<String> capacity;
    private final LitStep lit;

    /// @param sample that is shown where the step is about all of them
    /// @param capacity how many units of a layer there is room for
    LitReader(TraceStep step, BackwardTrace trace, int sample, ToIntFunction<String> capacity) {
        this.step = step;
        this.trace = trace;
        this.capacity = capacity;
        this.lit = new LitStep(trace, step.phase(), sampleOf(step, sample), LitTime.of(step));
    }

    LitStep read() {
        take(step);
        lit.setWindow(LitWindowReader.of(step, trace));
        return lit;
    }

    /// The sample that the step is about; of a sum over the samples that of its largest term.
    private static int sampleOf(TraceStep step, int otherwise) {
        return switch (step) {
            case TraceStep.Product it -> sampleOf(it.term().first().place(), sampleOf(it.of(), otherwise));
            case BackwardStep.ParameterGradient it ->
                    it.sum().largest(1).stream()
                            .findFirst()
                            .map(i -> sampleOf(it.sum().terms().get(i).first().place(), otherwise))
                            .orElse(otherwise);
            case TraceStep.Group _, TraceStep.Given _ -> otherwise;
            default -> sampleOf(step.results().getFirst().place(), otherwise);
        };
    }

    private static int sampleOf(Place place, int otherwise) {
        return switch (place) {
            case Place.Unit unit -> unit.sample();
            case Place.Timed timed -> timed.sample();
            case Place.Term term -> term.sample();
            case Place.Edge edge -> edge.to().sample();
            case Place.Weight _, Place.Whole _ -> otherwise;
        };
    }

    private void take(TraceStep step) {
        switch (step) {
            case TraceStep.Given it -> lit.light(At.all(it.owner()), it.quantity(), Role.RESULT);
            case TraceStep.Product it -> product(it);
            case TraceStep.Group it -> group(it);
            case ForwardStep.PreActivation it -> sum(it, it.sum());
            case BackwardStep.Arriving it -> sum(it, it.sum());
            case BackwardStep.ParameterGradient it -> sum(it, it.sum());
            case LossStep.SampleLoss it -> {
                results(it);
                operands(it);
                lit.lightLossLink(At.all(it.loss().term().on()));
            }
            case BackwardStep.LossGradient it -> fromLoss(it, it.result());
            case BackwardStep.FusedDelta it -> fromLoss(it, it.result());
            case ForwardStep.Normalized it -> oneToOne(it, it.x(), it.result());
            case Gated it -> {
                results(it);
                operands(it);
            }
            case ForwardStep.Joined it -> it.operands().forEach(x -> oneToOne(it, x, it.result()));
            case PassingStep it -> it.operands().forEach(x -> oneToOne(it, x, it.result()));
            case BackwardStep.NormalizedBackward it -> oneToOne(it, it.result(), it.delta());
            case TraceStep.Opaque it -> {
                results(it);
                operands(it);
                lit.lightFan(At.all(it.layer()), false);
            }
            case UpdateStep.Update it -> {
                results(it);
                lit.lightResult((Place.Weight) it.result().place());
            }
            case ForwardStep.Activated _,
                    ForwardStep.FunctionOutput _,
                    LossStep.TotalLoss _,
                    BackwardStep.Slope _,
                    BackwardStep.Delta _,
                    BackwardStep.FunctionBackward _,
                    UpdateStep.Verify _ -> {
                results(step);
                operands(step);
            }
        }
    }

    private void results(TraceStep step) {
        lit.light(step.results(), Role.RESULT);
    }

    private void operands(TraceStep step) {
        lit.light(step.operands(), Role.OPERAND);
    }

    private void product(TraceStep.Product step) {
        lit.setSoFar(step.after());
        results(step);
        operands(step);
        link(step.of(), step.term());
    }

    /// The largest terms only, as many as there is room for.
    private void sum(TraceStep.Summed step, TraceSum sum) {
        results(step);
        sum.start().ifPresent(it -> lit.light(it, Role.OPERAND));
        int all = sum.terms().size();
        int room = all == 0 ? 0 : Math.max(1, capacity.applyAsInt(ownerOf(sum.terms().getFirst())));
        List<Integer> shown = new ArrayList<>(sum.largest(room));
        shown.sort((a, b) -> Double.compare(size(sum, b), size(sum, a)));
        lit.setOperands(shown.size(), all);
        for (int i : shown) {
            TraceSum.Term term = sum.terms().get(i);
            lit.light(term.factors(), Role.OPERAND);
            link(step, term);
        }
    }

    private static double size(TraceSum sum, int term) {
        return Math.abs(sum.terms().get(term).value());
    }

    private static String ownerOf(TraceSum.Term term) {
        for (TraceValue factor : term.factors()) {
            if (factor.place() instanceof Place.Unit unit) {
                return unit.owner();
            }
        }
        return "";
    }

    /// The connection that a term of a sum goes along.
    private void link(TraceStep.Summed step, TraceSum.Term term) {
        Optional<At> result = card(step.result().place());
        if (result.isEmpty()) {
            return;
        }
        At to = result.get();
        for (TraceValue factor : term.factors()) {
            card(factor.place())
                    .ifPresent(other -> {
                        if (other.equals(to)) {
                            if (!(step.result().place() instanceof Place.Timed)) {
                                lit.lightLossLink(to);
                            }
                        } else if (step instanceof BackwardStep.Arriving) {
                            lit.lightLink(new Link(to, other), true);
                        } else {
                            lit.lightLink(new Link(other, to), false);
                        }
                    });
        }
    }

    /// Where a number of the sample that is shown has its card.
    private Optional<At> card(Place place) {
        return switch (place) {
            case Place.Unit it when it.sample() == lit.sample() -> Optional.of(at(it));
            case Place.Timed it when it.sample() == lit.sample() -> LitTime.card(lit.time(), trace, it);
            default -> Optional.empty();
        };
    }

    private static At at(Place.Unit place) {
        return new At(place.owner(), place.unit());
    }

    private void fromLoss(TraceStep step, TraceValue result) {
        results(step);
        operands(step);
        if (result.place() instanceof Place.Unit unit) {
            lit.lightLossLink(at(unit));
        }
    }

    private void oneToOne(TraceStep step, TraceValue from, TraceValue to) {
        results(step);
        operands(step);
        if (from.place() instanceof Place.Unit first && to.place() instanceof Place.Unit second) {
            lit.lightLink(new Link(at(first), at(second)), false);
        }
    }

    private void group(TraceStep.Group step) {
        At results = At.all(step.owner());
        switch (step.quantity()) {
            case GRADIENT, UPDATED -> {
                At unit = step.unit().isPresent() ? new At(step.owner(), step.unit().getAsInt()) : results;
                lit.lightFan(unit, true);
                if (step.quantity() == Quantity.GRADIENT) {
                    lit.light(unit, Quantity.DELTA, Role.OPERAND);
                    sources(step.owner()).forEach(it -> lit.light(At.all(it), output(it), Role.OPERAND));
                }
            }
            case PRE_ACTIVATION -> {
                lit.light(results, step.quantity(), Role.RESULT);
                sources(step.owner()).forEach(it -> lit.light(At.all(it), output(it), Role.OPERAND));
                lit.lightFan(results, false);
            }
            case ARRIVING, SENT_BACK, INPUT_GRADIENT -> {
                lit.light(results, step.quantity(), Role.RESULT);
                fedBy(step.owner())
                        .forEach(it -> {
                            lit.light(At.all(it), Quantity.DELTA, Role.OPERAND);
                            lit.lightFan(At.all(it), false);
                        });
                if (trace.targets().containsKey(step.owner())) {
                    lit.lightLossLink(results);
                }
            }
            case SAMPLE_LOSS, LOSS, LOSS_AFTER -> lit.lightLoss(step.quantity());
            default -> {
                lit.light(results, step.quantity(), Role.RESULT);
                boolean isFromLoss = step.parts().getFirst() instanceof BackwardStep.FusedDelta;
                if (isFromLoss || step.quantity() == Quantity.LOSS_GRADIENT) {
                    lit.lightLossLink(results);
                    lit.light(results, Quantity.TARGET, Role.OPERAND);
                }
                operandsAtUnit(step.quantity(), isFromLoss).forEach(it -> lit.light(results, it, Role.OPERAND));
            }
        }
    }

    private static List<Quantity> operandsAtUnit(Quantity result, boolean isFromLoss) {
        return switch (result) {
            case ACTIVATION, SLOPE -> List.of(Quantity.PRE_ACTIVATION);
            case DELTA -> isFromLoss ? List.of(Quantity.ACTIVATION) : List.of(Quantity.ARRIVING, Quantity.SLOPE);
            case LOSS_GRADIENT -> List.of(Quantity.ACTIVATION);
            default -> List.of();
        };
    }

    private List<String> sources(String layer) {
        return trace.network().layer(layer).map(it -> it.inputs()).orElse(List.of());
    }

    private List<String> fedBy(String owner) {
        return trace.layers().stream().filter(it -> it.inputs().contains(owner)).map(it -> it.name()).toList();
    }

    private Quantity output(String owner) {
        return trace.inputs().containsKey(owner) ? Quantity.INPUT : Quantity.ACTIVATION;
    }
}
