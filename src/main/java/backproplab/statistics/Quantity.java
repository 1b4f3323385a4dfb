package backproplab.statistics;

/// One number per layer and step, of those that a view can show. A layer that lacks it has NaN.
public enum Quantity {
    DELTA_RMS("RMS of δ"),
    DELTA_L2("L2 norm of δ"),
    DELTA_MEAN_ABS("mean |δ|"),
    WEIGHT_GRADIENT_RMS("RMS of ∂L/∂W"),
    WEIGHT_GRADIENT_L2("L2 norm of ∂L/∂W"),
    WEIGHT_GRADIENT_MEAN_ABS("mean |∂L/∂W|"),
    BIAS_GRADIENT_L2("L2 norm of ∂L/∂b"),
    /// `log10(RMS of the update / RMS of the weights)`: about −3 is healthy, −4 … −2 the band around it.
    UPDATE_RATIO("update ratio, log10");

    private final String label;

    Quantity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /// Whether a layer has it.
    boolean isOf(boolean weights, boolean biases) {
        return switch (this) {
            case DELTA_RMS, DELTA_L2, DELTA_MEAN_ABS -> true;
            case WEIGHT_GRADIENT_RMS, WEIGHT_GRADIENT_L2, WEIGHT_GRADIENT_MEAN_ABS, UPDATE_RATIO -> weights;
            case BIAS_GRADIENT_L2 -> biases;
        };
    }
}
