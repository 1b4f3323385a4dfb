package backproplab.backprop;

import backproplab.network.Parameters;

import java.util.Optional;

/// One trained number with the gradient that the backward pass gave it, and what moving it does to the loss.
///
/// @param key the tensor
/// @param index in the tensor, row-major
/// @param value the number itself
/// @param analytic `∂L/∂w` as the backward pass has it
/// @param numeric what differences say, see [GradientCheck]
/// @param h by how much the number was moved to either side
/// @param uncertainty how far `numeric` may be off, by rounding and by the curvature of the loss
/// @param kink what lies between the two ends, if anything
public record CheckedNumber(
        Parameters.Key key,
        int index,
        double value,
        double analytic,
        double numeric,
        double h,
        double uncertainty,
        Optional<Kink> kink) {
    /// What is said of a number.
    public enum Verdict {
        OK,
        FAIL,
        /// A kink lies between the ends: the difference is no measure there, whatever it gives.
        KINK
    }

    public Verdict verdict() {
        if (kink.isPresent()) {
            return Verdict.KINK;
        }
        return relativeError() <= GradientCheck.THRESHOLD ? Verdict.OK : Verdict.FAIL;
    }

    /// `|analytic − numeric| / max(|analytic|, |numeric|, floor)`, 0 where both are 0, infinite where the difference is not
    /// a number.
    public double relativeError() {
        double difference = Math.abs(analytic - numeric);
        return difference == 0 ? 0 : shareOf(difference, Math.max(size(), floor()));
    }

    private static double shareOf(double difference, double size) {
        double share = difference / size;
        return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
    }

    /// The gradient below which the uncertainty alone could reach the threshold.
    public double floor() {
        return uncertainty / GradientCheck.THRESHOLD;
    }

    /// Whether the differences can tell the gradient from 0 at all, and so tell something of it: the uncertainty is under
    /// a tenth of it. A gradient of exactly 0 that the loss agrees with is seen too.
    public boolean isResolved() {
        return uncertainty < size() / 10 || (analytic == 0 && numeric == 0);
    }

    private double size() {
        return Math.max(Math.abs(analytic), Math.abs(numeric));
    }
}
