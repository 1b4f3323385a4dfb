package backproplab.statistics;

import java.util.Optional;

/// One layer at one step. All gradients are those of the batch's loss: with a mean over the batch they contain the
/// factor 1/samples.
///
/// @param hidden whether it has weights and lies before the last layers that have: see [GradientFlow]
/// @param delta size of `δ = ∂L/∂z` over samples and units
/// @param weightGradient size of `∂L/∂W`, all weights of the layer together; absent without weights
/// @param biasGradient size of `∂L/∂b`; absent without biases
/// @param updateRatio `log10(RMS of Δw / RMS of w)` with the weights after the update; −∞ when they stayed, NaN when
///     there are none or no update was made
public record LayerStatistics(
        String layer,
        boolean hidden,
        Size delta,
        Optional<Size> weightGradient,
        Optional<Size> biasGradient,
        double updateRatio) {

    /// NaN where the layer lacks it.
    public double get(Quantity quantity) {
        return switch (quantity) {
            case DELTA_RMS -> delta.rms();
            case DELTA_L2 -> delta.l2();
            case DELTA_MEAN_ABS -> delta.meanAbs();
            case WEIGHT_GRADIENT_RMS -> weightGradient.map(Size::rms).orElse(Double.NaN);
            case WEIGHT_GRADIENT_L2 -> weightGradient.map(Size::l2).orElse(Double.NaN);
            case WEIGHT_GRADIENT_MEAN_ABS -> weightGradient.map(Size::meanAbs).orElse(Double.NaN);
            case BIAS_GRADIENT_L2 -> biasGradient.map(Size::l2).orElse(Double.NaN);
            case UPDATE_RATIO -> updateRatio;
        };
    }
}
