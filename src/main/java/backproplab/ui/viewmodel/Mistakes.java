package backproplab.ui.viewmodel;

import backproplab.activation.Activation;
import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.LossTrace;
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
import backproplab.layer.Part;
import backproplab.loss.Reduction;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What comes out of a step when it is done wrongly in one of the ways that teachers know, from the operands of the step.
///
/// @param all the likeliest first
record Mistakes(List<Mistake> all) {
    /// @param value what it gives
    record Mistake(double value, String sentence) {}

    private static final String NO_SLOPE = "That is without f′(z): how wrong, but not yet how awake.";
    private static final String SLOPE_AT_A = "That is f′ taken at a. It belongs to z.";
    private static final String BATCH_MISSED = "The mean over the batch is missing.";
    private static final String BATCH_TWICE = "The mean over the batch is taken twice: it is in δ already.";

    static Mistakes of(TraceStep.Single step, CardContext context) {
        List<Mistake> found = new ArrayList<>();
        switch (step) {
            case ForwardStep.PreActivation it -> preActivation(it.sum(), found);
            case ForwardStep.Activated it -> activated(it, found);
            case LossStep.SampleLoss it -> sampleLoss(it, found);
            case LossStep.TotalLoss it -> totalLoss(it, context, found);
            case BackwardStep.LossGradient it -> lossGradient(it, context, found);
            case BackwardStep.Arriving it -> arriving(it, context, found);
            case BackwardStep.NormalizedBackward it ->
                    add(
                            found,
                            it.gamma().value() * it.inverseDeviation().value() * it.delta().value(),
                            "That is γ·s·δ: what goes off for the means is missing.");
            case BackwardStep.Slope it -> slope(it, context, found);
            case BackwardStep.Delta it -> delta(it, context, found);
            case BackwardStep.FusedDelta it -> fusedDelta(it, context, found);
            case BackwardStep.ParameterGradient it -> parameterGradient(it, context, found);
            case UpdateStep.Update it -> update(it, found);
            case UpdateStep.Verify it -> {
                add(found, it.before().value(), "That is the loss before the update.");
                add(found, it.change(), "That is the change. The new loss is asked for.");
            }
            case Gated it -> gated(it, found);
            case ForwardStep.Joined it -> joined(it, found);
            case PassingStep it -> passing(it, found);
            case ForwardStep.Normalized it ->
                    add(found, it.normalised().value(), "That is x̂. Its scale γ and its shift β are missing.");
        }
        return new Mistakes(List.copyOf(found));
    }

    private static void add(List<Mistake> found, double value, String sentence) {
        found.add(new Mistake(value, sentence));
    }

    private static void preActivation(TraceSum sum, List<Mistake> found) {
        double bias = sum.start().map(TraceValue::value).orElse(0.0);
        add(found, sum.total() - bias, "The bias is missing.");
        add(found, sum.total() - 2 * bias, "The bias has the wrong sign.");
    }

    private static void gated(Gated step, List<Mistake> found) {
        if (step.products().size() > 1) {
            for (List<TraceValue> product : step.products()) {
                add(found, step.result().value() - product(product), "One way is missing: both are added.");
            }
        }
        for (List<TraceValue> product : step.products()) {
            if (product.size() > 1) {
                double without = step.result().value() - product(product) + product.getFirst().value();
                add(found, without, "A gate is forgotten: what passes it is multiplied by it.");
            }
        }
    }

    private static double product(List<TraceValue> factors) {
        return factors.stream().mapToDouble(TraceValue::value).reduce(1, (a, b) -> a * b);
    }

    private static void joined(ForwardStep.Joined step, List<Mistake> found) {
        double sum = step.operands().stream().mapToDouble(TraceValue::value).sum();
        double product = step.operands().stream().mapToDouble(TraceValue::value).reduce(1, (a, b) -> a * b);
        switch (step.rule()) {
            case SUM -> add(found, product, "They are added, not multiplied.");
            case PRODUCT -> add(found, sum, "They are multiplied, not added.");
            case COPY -> {}
        }
    }

    private static void passing(PassingStep step, List<Mistake> found) {
        switch (step) {
            case PassingStep.Largest it -> {
                double smallest = it.operands().stream().mapToDouble(TraceValue::value).min().orElseThrow();
                double sum = it.operands().stream().mapToDouble(TraceValue::value).sum();
                double sharpest = it.operands().stream().mapToDouble(x -> Math.abs(x.value())).max().orElseThrow();
                add(
                        found,
                        sum / it.operands().size(),
                        "That is the mean of the window. The largest number is asked for.");
                add(found, smallest, "That is the smallest number of the window.");
                add(found, sharpest, "That is the largest size. The sign counts too.");
                add(found, it.winner() + 1, "That is which number won. The number itself is asked for.");
            }
            case PassingStep.Mean it -> {
                double sum = it.operands().stream().mapToDouble(TraceValue::value).sum();
                double largest = it.operands().stream().mapToDouble(TraceValue::value).max().orElseThrow();
                add(found, sum, "That is the sum. It has still to be divided by how many they are.");
                add(found, largest, "That is the largest number. The mean is asked for.");
            }
            case PassingStep.Masked it -> {
                add(found, it.x().value(), "That is x itself: the mask is missing.");
                add(found, 0, "The mask keeps this number.");
            }
        }
    }

    private static void activated(ForwardStep.Activated step, List<Mistake> found) {
        double z = step.z().value();
        Activation f = step.function();
        add(found, z, "That is z. The activation function has still to be applied.");
        add(found, f.derivative(z), "That is f′(z). On the way forward it is f(z).");
        add(found, f.value(-z), "That is f(−z): a sign has gone wrong inside.");
    }

    private static void slope(BackwardStep.Slope step, CardContext context, List<Mistake> found) {
        double a =
                step.z().place() instanceof Place.Timed
                        ? step.function().value(step.z().value())
                        : activation(step.z(), context);
        add(found, step.function().derivative(a), SLOPE_AT_A);
        add(found, a, "That is f(z). The slope f′(z) is asked for.");
        add(found, 1 - a, "That is 1 − a, not yet the slope.");
    }

    private static void delta(BackwardStep.Delta step, CardContext context, List<Mistake> found) {
        double arriving = step.arriving().value();
        add(found, arriving, NO_SLOPE);
        if (step.result().place() instanceof Place.Unit place) {
            LayerTrace layer = context.trace().layer(place.owner());
            Optional<Activation> function = layer.description().function().elementwise();
            double a = at(layer.a(), place);
            function.ifPresent(f -> add(found, arriving * f.derivative(a), SLOPE_AT_A));
            add(found, arriving * a, "That is ∂L/∂a · a. Its slope f′(z) is needed.");
        }
        add(found, step.slope().value(), "That is how awake the unit is. How wrong it is, is missing.");
        add(found, arriving + step.slope().value(), "The two are multiplied, not added.");
    }

    private static void arriving(BackwardStep.Arriving step, CardContext context, List<Mistake> found) {
        double deltas = 0;
        double updated = 0;
        double wrongOfNext = 0;
        boolean isDense = !step.sum().terms().isEmpty();
        for (TraceSum.Term term : step.sum().terms()) {
            if (term.second().isEmpty()
                    || !(Factors.of(term, Quantity.DELTA).other().place() instanceof Place.Weight at)) {
                isDense = false;
                break;
            }
            Factors factors = Factors.of(term, Quantity.DELTA);
            TraceValue delta = factors.wanted();
            TraceValue weight = factors.other();
            deltas += delta.value();
            updated += delta.value() * context.trace().parameter(at.key()).after().get(at.index());
            wrongOfNext += weight.value() * arrivingAt(delta.place(), context);
        }
        if (isDense) {
            add(found, deltas, "That is the sum of the δ alone. Each comes back through its weight.");
            add(found, updated, "That is with the updated weights. The update comes when all δ are known.");
            add(
                    found,
                    wrongOfNext,
                    "That takes ∂L/∂a of the units after it. Their δ is needed: f′ is forgotten there.");
        }
        for (TraceSum.Term term : step.sum().terms().subList(0, Math.min(2, step.sum().terms().size()))) {
            add(
                    found,
                    step.result().value() - term.value(),
                    "One path is missing: the sum goes over all units it feeds.");
        }
    }

    private static double arrivingAt(Place place, CardContext context) {
        return switch (place) {
            case Place.Unit it ->
                    context.trace().layer(it.owner()).arriving().map(arriving -> at(arriving, it)).orElse(Double.NaN);
            case Place.Timed it when it.part() == Part.STATE ->
                    context.trace().putOut(it).map(unit -> arrivingAt(unit, context)).orElse(Double.NaN);
            default -> Double.NaN;
        };
    }

    private static void lossGradient(BackwardStep.LossGradient step, CardContext context, List<Mistake> found) {
        double value = step.result().value();
        add(found, -value, "The sign: it is the output less the target.");
        meanMissed(step.loss(), value, context, found);
        add(found, step.output().value(), "That is the output itself.");
        add(found, 2 * value, "Twice too much: mind the factor of the loss.");
        add(found, value / 2, "Half too little: mind the factor of the loss.");
    }

    private static void meanMissed(LossTrace loss, double value, CardContext context, List<Mistake> found) {
        if (loss.term().batch() == Reduction.MEAN && context.isBatch()) {
            add(found, value * context.trace().samples(), BATCH_MISSED);
        }
        int outputs = loss.gradient().shape().last();
        if (loss.term().outputs() == Reduction.MEAN && outputs > 1) {
            add(found, value * outputs, "The mean over the outputs is missing.");
        }
    }

    private static void fusedDelta(BackwardStep.FusedDelta step, CardContext context, List<Mistake> found) {
        double value = step.result().value();
        add(found, -value, "The sign: it is the output less the target.");
        meanMissed(step.losses().getFirst(), value, context, found);
        double a = step.a().value();
        add(found, value * a * (1 - a), "Without f′(z): it has cancelled against the slope of the loss.");
        add(found, a, "That is the output. The target has still to be taken away.");
    }

    private static void sampleLoss(LossStep.SampleLoss step, List<Mistake> found) {
        double value = step.result().value();
        add(found, 2 * value, "Twice too much: the factor of the loss is missing.");
        add(found, value / 2, "Half too little: mind the factor of the loss.");
        for (double part : step.perOutput()) {
            add(found, part, "That is the part of one output. The parts are added up.");
        }
        if (step.loss().term().outputs() == Reduction.MEAN) {
            add(found, value * step.targets().size(), "The mean over the outputs is missing.");
        } else {
            add(found, value / step.targets().size(), "The outputs are added up here; no mean is taken.");
        }
    }

    private static void totalLoss(LossStep.TotalLoss step, CardContext context, List<Mistake> found) {
        add(found, step.result().value() * context.trace().samples(), BATCH_MISSED);
        add(found, step.samples().getFirst().value(), "That is the loss of the first sample.");
    }

    private static void parameterGradient(
            BackwardStep.ParameterGradient step, CardContext context, List<Mistake> found) {
        double value = step.result().value();
        int samples = context.trace().samples();
        if (samples > 1) {
            add(found, value / samples, BATCH_TWICE);
            add(found, value * samples, BATCH_MISSED);
            add(found, step.sum().terms().getFirst().value(), "That is the first sample's part. They are added up.");
        }
        double withoutSlope = 0;
        double deltas = 0;
        double withZ = 0;
        for (TraceSum.Term term : step.sum().terms()) {
            double factor = term.second().map(TraceValue::value).orElse(1.0);
            deltas += term.first().value();
            if (term.first().quantity() == Quantity.DELTA) {
                withoutSlope += factor * arrivingAt(term.first().place(), context);
            }
            withZ += term.first().value() * term.second().map(it -> preActivation(it, context)).orElse(Double.NaN);
        }
        add(found, withoutSlope, "That takes ∂L/∂a in place of δ: f′(z) is forgotten.");
        add(found, deltas, "That is δ alone. It is multiplied by what came in through the weight.");
        add(found, withZ, "That takes z of the unit before. What came in is its a.");
    }

    private static void update(UpdateStep.Update step, List<Mistake> found) {
        double before = step.before().value();
        double change = step.change();
        double g = step.gradient().value();
        add(found, before - change, "The sign: the step goes against the gradient.");
        add(found, before - g, "The learning rate is missing.");
        add(found, change, "That is the change. The new number is asked for.");
        add(found, -change, "That is the step. It has still to be taken from the old number.");
        add(found, before, "That is the old number.");
    }

    /// a of the unit whose z it is.
    private static double activation(TraceValue z, CardContext context) {
        Place.Unit place = (Place.Unit) z.place();
        return at(context.trace().layer(place.owner()).a(), place);
    }

    /// z of the unit whose a it is; NaN for what has none.
    private static double preActivation(TraceValue a, CardContext context) {
        return a.quantity() == Quantity.ACTIVATION && a.place() instanceof Place.Unit place
                ? at(context.trace().layer(place.owner()).z(), place)
                : Double.NaN;
    }

    private static double at(Tensor tensor, Place.Unit place) {
        return tensor.get(place.sample() * tensor.rowSize() + place.unit());
    }
}
