package backproplab.statistics;

import backproplab.tensor.Elementary;

import java.util.List;

/// How the gradient fares on its way from the last hidden layer to the first, measured by the RMS of δ.
///
/// The factor per layer is the geometric mean of `RMS δ(l) / RMS δ(l+1)` over neighbouring hidden layers. The product
/// of these telescopes, so it is `(RMS δ(first) / RMS δ(last))^(1 / (hidden layers − 1))`. Hidden layers are those with
/// weights, on whose way to a loss another layer with weights comes, in the order of computation.
///
/// @param hiddenLayers how many
/// @param first the name of the hidden layer nearest to the input; empty when there is none
/// @param firstRms its RMS δ
/// @param last the name of the one nearest to the loss; empty when there is none
/// @param lastRms its RMS δ
/// @param ratio `firstRms / lastRms`; NaN unless the flag is one that compares them
/// @param factorPerLayer below 1 when gradients shrink towards the input; NaN like `ratio`
public record GradientFlow(
        Flag flag,
        Rule rule,
        int hiddenLayers,
        String first,
        double firstRms,
        String last,
        double lastRms,
        double ratio,
        double factorPerLayer) {

    /// What is said of the flow.
    public enum Flag {
        /// The first hidden layer's RMS δ is comparable to the last one's.
        NONE,
        VANISHING,
        EXPLODING,
        /// δ of a hidden layer is NaN or infinite.
        NOT_FINITE,
        /// RMS δ of the last hidden layer is exactly 0: nothing to compare with.
        NO_GRADIENT,
        /// There are fewer than two hidden layers.
        NOT_APPLICABLE
    }

    /// Vanishing when the first hidden layer's RMS δ is under `vanishing` times the last one's, exploding when it is
    /// over `exploding` times that.
    public record Rule(double vanishing, double exploding) {
        public static final Rule STANDARD = new Rule(1e-3, 1e3);

        public Rule {
            if (!(0 < vanishing && vanishing < 1 && 1 < exploding && exploding < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "needed is 0 < vanishing < 1 < exploding, got %s and %s".formatted(vanishing, exploding));
            }
        }

        /// To be printed beside the flag.
        public String text() {
            return ("vanishing: RMS δ at the first hidden layer under %s of that at the last; "
                            + "exploding: over %s times it")
                    .formatted(Figures.twoDigits(vanishing), Figures.twoDigits(exploding));
        }
    }

    /// At one step.
    public static GradientFlow of(StepStatistics step, Rule rule) {
        return of(
                step.layers().stream()
                        .filter(LayerStatistics::hidden)
                        .map(it -> new HiddenLayer(it.layer(), it.delta().rms()))
                        .toList(),
                rule);
    }

    /// At the last step of a span.
    public static GradientFlow of(StepSummary span, Rule rule) {
        return of(
                span.layers().stream()
                        .filter(LayerSummary::hidden)
                        .map(it -> new HiddenLayer(it.layer(), it.get(Quantity.DELTA_RMS).last()))
                        .toList(),
                rule);
    }

    private record HiddenLayer(String name, double rms) {}

    private static GradientFlow of(List<HiddenLayer> hidden, Rule rule) {
        if (hidden.isEmpty()) {
            return new GradientFlow(
                    Flag.NOT_APPLICABLE, rule, 0, "", Double.NaN, "", Double.NaN, Double.NaN, Double.NaN);
        }
        HiddenLayer first = hidden.getFirst();
        HiddenLayer last = hidden.getLast();
        // Through logarithms, since the quotient of two doubles may leave their range.
        double logRatio = Elementary.log(first.rms) - Elementary.log(last.rms);
        Flag flag = flag(hidden, logRatio, rule);
        boolean compared = flag == Flag.NONE || flag == Flag.VANISHING || flag == Flag.EXPLODING;
        return new GradientFlow(
                flag,
                rule,
                hidden.size(),
                first.name,
                first.rms,
                last.name,
                last.rms,
                compared ? first.rms / last.rms : Double.NaN,
                compared ? Elementary.exp(logRatio / (hidden.size() - 1)) : Double.NaN);
    }

    private static Flag flag(List<HiddenLayer> hidden, double logRatio, Rule rule) {
        if (!hidden.stream().allMatch(it -> Double.isFinite(it.rms))) {
            return Flag.NOT_FINITE;
        }
        if (hidden.getLast().rms == 0) {
            return Flag.NO_GRADIENT;
        }
        if (hidden.size() < 2) {
            return Flag.NOT_APPLICABLE;
        }
        if (logRatio < Elementary.log(rule.vanishing)) {
            return Flag.VANISHING;
        }
        return logRatio > Elementary.log(rule.exploding) ? Flag.EXPLODING : Flag.NONE;
    }

    /// One sentence, for example "vanishing: ×0.24 per layer; RMS δ at layer1 is 3e-7 of layer10".
    public String text() {
        return switch (flag) {
            case NONE -> "level: " + comparison();
            case VANISHING -> "vanishing: " + comparison();
            case EXPLODING -> "exploding: " + comparison();
            case NOT_FINITE -> "not finite: δ of a hidden layer is NaN or infinite";
            case NO_GRADIENT ->
                    firstRms == 0
                            ? "no gradient: δ is exactly 0 at %s and at %s".formatted(first, last)
                            : "no comparison: δ is exactly 0 at " + last;
            case NOT_APPLICABLE ->
                    hiddenLayers == 0
                            ? "not applicable: no hidden layer"
                            : "not applicable: %s is the only hidden layer".formatted(first);
        };
    }

    private String comparison() {
        return "×%s per layer; RMS δ at %s is %s %s %s"
                .formatted(
                        Figures.twoDigits(factorPerLayer),
                        first,
                        Figures.twoDigits(ratio),
                        ratio > 1 ? "times that at" : "of",
                        last);
    }
}
