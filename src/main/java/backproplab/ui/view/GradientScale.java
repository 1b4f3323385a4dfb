package backproplab.ui.view;

/// The fixed scale of `∂L/∂w`, the same for all edges, networks and runs: logarithmic from 1e−8 (nothing) to 1 (full).
final class GradientScale {
    static final double SMALLEST = 1e-8;
    static final double LARGEST = 1;
    private static final double DECADES = Math.log10(LARGEST / SMALLEST);

    private GradientScale() {}

    /// From −1 to 1, with the sign of the gradient.
    static double share(double gradient) {
        double size = Math.abs(gradient);
        if (Double.isNaN(size)) {
            return 0;
        }
        double share = Math.clamp(Math.log10(Math.max(size, SMALLEST) / SMALLEST) / DECADES, 0, 1);
        return gradient < 0 ? -share : share;
    }
}
