package backproplab.ui.viewmodel;

import backproplab.statistics.ExpectedProfile;
import backproplab.statistics.LayerSummary;
import backproplab.statistics.Quantity;
import backproplab.statistics.StepSummary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// How large one quantity is at each layer, from the input to the loss: at the last step, over the recent ones, and as
/// theory expects it.
///
/// @param layers all layers; the arrays have one number for each
/// @param last at the last step; NaN for a layer that lacks it
/// @param low the smallest positive one of the recent steps; NaN where there is none
/// @param high the largest one of them
/// @param expected the profile of [ExpectedProfile], moved so that it meets the last hidden layer; NaN where theory says
///     nothing
public record GradientSizes(
        Quantity quantity, List<String> layers, double[] last, double[] low, double[] high, double[] expected) {
    /// Theory far away from what is measured does not widen the axis beyond this.
    private static final double FARTHEST_THEORY = 1e6;

    public GradientSizes {
        layers = List.copyOf(layers);
    }

    /// @param recent of the same steps
    /// @param theory is about δ and left out for other quantities
    public static GradientSizes of(
            StepSummary steps, Quantity quantity, RecentSizes recent, ExpectedProfile.Result theory) {
        List<LayerSummary> layers = steps.layers();
        int count = layers.size();
        double[] last = new double[count];
        double[] low = new double[count];
        double[] high = new double[count];
        for (int i = 0; i < count; i++) {
            last[i] = layers.get(i).get(quantity).last();
            // What was measured last is recent, though it lies in a span of steps that had a 0.
            low[i] = last[i] > 0 ? Math.min(last[i], recent.low(quantity, i)) : recent.low(quantity, i);
            high[i] = recent.high(quantity, i);
        }
        List<String> names = layers.stream().map(LayerSummary::layer).toList();
        return new GradientSizes(quantity, names, last, low, high, expected(names, quantity, last, theory));
    }

    private static double[] expected(
            List<String> names, Quantity quantity, double[] last, ExpectedProfile.Result theory) {
        double[] expected = new double[names.size()];
        Arrays.fill(expected, Double.NaN);
        if (quantity == Quantity.DELTA_RMS && theory instanceof ExpectedProfile.Result.Known(ExpectedProfile profile)) {
            int anchor = names.indexOf(profile.layers().getLast().layer());
            for (ExpectedProfile.ExpectedLayer layer : profile.layers()) {
                int index = names.indexOf(layer.layer());
                if (index >= 0 && anchor >= 0) {
                    expected[index] = layer.relative() * last[anchor];
                }
            }
        }
        return expected;
    }

    /// The smallest value that an axis has to show; NaN when there is none.
    public double smallest() {
        double measured =
                positive(DoubleStream.concat(DoubleStream.of(last), DoubleStream.of(low))).min().orElse(Double.NaN);
        double theory = positive(DoubleStream.of(expected)).min().orElse(measured);
        return Math.min(measured, Math.max(theory, measured / FARTHEST_THEORY));
    }

    /// The largest one.
    public double largest() {
        double measured =
                positive(DoubleStream.concat(DoubleStream.of(last), DoubleStream.of(high))).max().orElse(Double.NaN);
        double theory = positive(DoubleStream.of(expected)).max().orElse(measured);
        return Math.max(measured, Math.min(theory, measured * FARTHEST_THEORY));
    }

    private static DoubleStream positive(DoubleStream values) {
        return values.filter(it -> it > 0 && Double.isFinite(it));
    }
}
