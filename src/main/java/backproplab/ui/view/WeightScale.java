package backproplab.ui.view;

/// The scale of the weights of a network: 1, 2 or 5 times a power of ten, so that it can be read and stands still most
/// of the time. It grows as soon as a weight is larger, and shrinks only when all are clearly smaller.
final class WeightScale {
    /// The largest weight must fit so many times before a smaller scale is taken.
    private static final double CLEARLY = 1.25;

    private double largest = Double.NaN;

    /// Another network: nothing is known of its weights.
    void forget() {
        largest = Double.NaN;
    }

    /// @param weight the size of the largest weight of now
    void see(double weight) {
        double needed = roundUp(weight);
        if (!(needed <= largest) || roundUp(CLEARLY * weight) < largest) {
            largest = needed;
        }
    }

    /// The weight with the full colour and thickness.
    double largest() {
        return Double.isNaN(largest) ? 1 : largest;
    }

    /// To 1, 2 or 5 times a power of ten.
    static double roundUp(double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 5}) {
            if (value <= step * power * (1 + 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
