package backproplab.ui.viewmodel;

import backproplab.activation.Activation;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.backprop.BackwardStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Convolution2d;
import backproplab.layer.Layer;
import backproplab.layer.MapPlace;
import backproplab.layer.OutputFunction;
import backproplab.loss.Link;
import backproplab.tensor.Shape;

import java.util.Optional;
import java.util.stream.Collectors;

/// Cards from the outputs back to the inputs.
final class BackwardCards {
    private final CardContext context;
    private final CardSymbols symbols;
    private final SumTex sums;

    BackwardCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.sums = new SumTex(context);
    }

    /// Under 5 % of the largest slope that the function has.
    static boolean isSaturated(Activation function, double slope) {
        return Double.isFinite(function.steepestSlope()) && Math.abs(slope) < 0.05 * function.steepestSlope();
    }

    StepCard normalizedBackward(BackwardStep.NormalizedBackward step) {
        Place to = step.result().place() instanceof Place.Edge edge ? edge.to() : step.result().place();
        String title =
                (step.result().quantity() == Quantity.INPUT_GRADIENT ? "∂L/∂x of " : "∂L/∂a of ") + symbols.name(to);
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        title,
                        step.count() == 0
                                ? "The running statistics are constants: δ comes back by scale and deviation."
                                : "Each number moves the mean and the deviation of all, so their means go off it.");
        String delta = symbols.of(step.delta());
        String gamma = symbols.of(step.gamma());
        String s = symbols.of(step.inverseDeviation());
        String xHat = symbols.of(step.normalised());
        String g = step.overFeatures() ? CardSymbols.backward("g") : delta;
        String before = step.overFeatures() ? s : gamma + "\\," + s;
        String first = step.overFeatures() ? delta + "\\," + gamma : delta;
        String beforeNumbers =
                step.overFeatures()
                        ? context.tex(step.inverseDeviation().value())
                        : context.tex(step.gamma().value())
                                + " \\cdot "
                                + context.digits().factor(step.inverseDeviation().value());
        String firstNumbers =
                context.tex(step.delta().value())
                        + (step.overFeatures() ? " \\cdot " + context.digits().factor(step.gamma().value()) : "");
        if (step.count() == 0) {
            return draft.formula(symbols.of(step.result()), "= " + before + "\\," + delta)
                    .numbers("= " + beforeNumbers, "\\cdot\\: " + context.digits().factor(step.delta().value()))
                    .card();
        }
        return draft.formula(
                        symbols.of(step.result()),
                        "= " + before + "\\,(" + first,
                        "-\\: \\text{mean}(" + g + ")",
                        "-\\: " + xHat + " \\cdot \\text{mean}(" + g + "\\," + xHat + "))")
                .numbers(
                        "= " + beforeNumbers + " \\cdot (" + firstNumbers,
                        "-\\: " + context.digits().factor(step.mean()),
                        "-\\: "
                                + context.digits().factor(step.normalised().value())
                                + " \\cdot "
                                + context.digits().factor(step.meanTimesNormalised())
                                + ")")
                .note(
                        step.overFeatures()
                                ? "g = δ·γ; the means go over the %d features of the sample.".formatted(step.count())
                                : "The means go over the %d numbers of this feature in the batch."
                                        .formatted(step.count()))
                .card();
    }

    StepCard slope(BackwardStep.Slope step) {
        ActivationTex tex = ActivationTex.of(step.function(), context.digits());
        String z = symbols.of(step.z());
        String written = tex.slope().apply(z);
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        symbols.title("f′(z)", step.result()),
                        awake(step.function(), step.result().value()));
        String slope = CardSymbols.forward(tex.slopeAt(z));
        String number = context.digits().factor(step.z().value());
        String substituted = ActivationTex.tidied(tex.slope().apply(number));
        boolean isPlain = substituted.isEmpty() || ActivationTex.isCases(substituted);
        TraceValue a = activation(step);
        draft.formula(slope, written.isEmpty() ? "" : "= " + written, inTermsOfA(step.function(), symbols.of(a)));
        draft.numbers(
                "= " + (isPlain ? tex.slopeAt(number) : substituted),
                inTermsOfA(step.function(), context.digits().factor(a.value())));
        return draft.note(
                        isInTermsOfA(step.function())
                                ? "Taken at z. Written with a it is the same number; f′ at a is not."
                                : "Taken at z, not at a.")
                .note(kink(step))
                .note(ForwardCards.said(step.function(), written, tex.isNamed()))
                .card();
    }

    /// a of the same unit.
    private static TraceValue activation(BackwardStep.Slope step) {
        return new TraceValue(Quantity.ACTIVATION, step.z().place(), step.function().value(step.z().value()));
    }

    private static String awake(Activation function, double slope) {
        if (slope == 0) {
            return "How awake the unit is: not at all for this sample. Nothing will pass it.";
        }
        return isSaturated(function, slope)
                ? "How awake the unit is: nearly asleep. It is saturated, under 5 % of the steepest slope."
                : "How awake the unit is: what a does when z grows.";
    }

    private static boolean isInTermsOfA(Activation function) {
        return !inTermsOfA(function, "a").isEmpty();
    }

    /// What people compute by hand.
    private static String inTermsOfA(Activation function, String a) {
        return switch (function) {
            case Sigmoid _ -> "= %1$s\\,(1 - %1$s)".formatted(a);
            case Tanh _ -> "= 1 - %s^2".formatted(a.contains("^") ? "(" + a + ")" : a); // `a^{(1)2}` reads badly
            default -> "";
        };
    }

    private String kink(BackwardStep.Slope step) {
        double z = step.z().value();
        for (double kink : step.function().kinks()) {
            if (z == kink) {
                return "z is exactly at the kink: f′(%s) = %s is a convention."
                        .formatted(context.digits().text(z), context.digits().text(step.result().value()));
            }
        }
        return step.function() instanceof Relu(double atZero)
                ? "By convention ReLU′(0) = %s.".formatted(context.digits().text(atZero))
                : "";
    }

    StepCard delta(BackwardStep.Delta step) {
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        symbols.title("δ", step.result()),
                        step.slope().value() == 0
                                ? "How wrong × how awake: the unit is asleep, so nothing passes."
                                : "How wrong × how awake: what the loss does when z of this unit grows.");
        String wrong = symbols.of(step.arriving());
        String awake = symbols.of(step.slope());
        StringBuilder fused = new StringBuilder();
        for (TraceValue it : step.fused()) {
            fused.append(context.tex(it.value())).append(" + ");
        }
        return draft.formula(
                        symbols.of(step.result()),
                        "= "
                                + (step.fused().isEmpty() ? "" : "g + ")
                                + "\\underbrace{%s}_{\\text{how wrong}}".formatted(wrong),
                        "\\cdot\\: \\underbrace{%s\\vphantom{%s}}_{\\text{how awake}}".formatted(awake, wrong))
                .numbers(
                        "= " + fused + context.tex(step.arriving().value()),
                        "\\cdot\\: " + context.digits().factor(step.slope().value()))
                .note(step.fused().isEmpty() ? "" : "g comes straight from the loss that is fused with this layer.")
                .card();
    }

    StepCard functionBackward(BackwardStep.FunctionBackward step) {
        String above = context.number(step.layer()) == 0 ? "" : "^{(" + context.number(step.layer()) + ")}";
        CardDraft draft =
                new CardDraft(
                        step.phase(),
                        context,
                        "δ of " + step.layer() + (context.isBatch() ? ", sample " + (step.sample() + 1) : ""),
                        "%s ties all units together: each δ depends on all ∂L/∂a."
                                .formatted(ForwardCards.label(step.function())));
        if (isSoftmax(step.function())) {
            String a = CardSymbols.forward("a_k" + above);
            draft.formula(
                    CardSymbols.backward("\\delta_k" + above) + " = " + a,
                    "\\cdot\\: \\left("
                            + CardSymbols.derivative("a_k" + above)
                            + " - \\sum_j "
                            + CardSymbols.forward("a_j" + above)
                            + "\\,"
                            + CardSymbols.derivative("a_j" + above)
                            + "\\right)");
        }
        new ResultList(context).addTo(draft, step.deltas());
        return draft.card();
    }

    private static boolean isSoftmax(OutputFunction function) {
        return function.link().equals(Optional.of(Link.SOFTMAX));
    }

    StepCard parameterGradient(BackwardStep.ParameterGradient step) {
        Place.Weight place = (Place.Weight) step.result().place();
        CardDraft draft = CardDraft.of(step, context, symbols.title("∂L/∂", place), sentence(place));
        return draft.formula(symbols.of(step.result()), "= " + formula(place, step.sum()))
                .numbers(sums.numbers(step.sum()))
                .note(
                        context.isBatch()
                                ? "A plain sum over the batch: a mean over it is in δ already, and is not taken twice."
                                : "")
                .card();
    }

    private String sentence(Place.Weight weight) {
        String over = context.isBatch() ? ", added up over the batch" : "";
        String name = weight.key().name();
        if (layerOf(weight) instanceof Convolution2d) {
            String where = context.isBatch() ? "all places and the batch" : "all places";
            return name.equals("weights")
                    ? "δ times the number that lay under this weight, added up over " + where + "."
                    : "δ of the filter, added up over " + where + ": the bias goes into every z as it is.";
        }
        return switch (name) {
            case "weights" -> "δ of the unit, times what came in by this weight" + over + ".";
            case "bias", "beta" -> "δ of the unit" + over + ": the bias goes into z as it is.";
            default -> "What arrives, times what this number was multiplied by" + over + ".";
        };
    }

    private Layer layerOf(Place.Weight weight) {
        return context.trace().layer(weight.key().layer()).description().layer();
    }

    private String formula(Place.Weight weight, TraceSum sum) {
        if (sum.terms().isEmpty()) {
            return "0";
        }
        if (layerOf(weight) instanceof Convolution2d && !isOfFunction(sum)) {
            return WindowFormulas.of(context, weight.key().layer())
                    .orElseThrow()
                    .gradient(weight, weight.key().name().equals("weights"));
        }
        TraceSum.Term term = sum.terms().getFirst();
        Shape item = context.shape(((Place.Unit) term.first().place()).owner());
        boolean overMap = item.rank() == 3 && sum.terms().size() > context.trace().samples();
        String product = term.factors().stream().map(it -> factor(it, overMap)).collect(Collectors.joining("\\, "));
        String samples = context.isBatch() ? "\\sum_{s=1}^{%d} ".formatted(context.trace().samples()) : "";
        if (overMap) {
            return samples + "\\sum_{r=1}^{%d}\\sum_{k=1}^{%d} %s".formatted(item.size(1), item.size(2), product);
        }
        return context.isBatch() ? "\\sum_{s=1}^{%d} %s".formatted(sum.terms().size(), product) : product;
    }

    /// Of a learned activation.
    private static boolean isOfFunction(TraceSum sum) {
        return sum.terms().getFirst().second().filter(it -> it.quantity() == Quantity.PARAMETER_SLOPE).isPresent();
    }

    /// A batch's with s for the sample.
    ///
    /// @param overMap whether with r and k for the place in its map
    private String factor(TraceValue value, boolean overMap) {
        if (!(value.place() instanceof Place.Unit unit)) {
            return symbols.of(value);
        }
        String within = symbols.indexWithin(unit.owner(), unit.unit());
        if (overMap) {
            Shape item = context.shape(unit.owner());
            int channel = MapPlace.of(item, unit.unit()).orElseThrow().channel() + 1;
            within = CardSymbols.inMap(item, channel, "r", "k");
        }
        return symbols.of(value, symbols.running(unit, "s", within));
    }
}
