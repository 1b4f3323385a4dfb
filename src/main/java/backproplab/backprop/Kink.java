package backproplab.backprop;

/// A kink between the two ends of a difference: somewhere between w − ε and w + ε, this unit comes to a place where its
/// function (or the loss that looks at it) changes its slope, so that the difference mixes both slopes.
///
/// @param place whether it is the activation, as a function of z, or the loss, as a function of y, or a window of max-pooling,
///     as a function of the winner's lead; what is said of z below holds for these too
/// @param unit within the sample
/// @param at where the kink is
/// @param below z (or y) at w − ε
/// @param usual z (or y) at w
/// @param above z (or y) at w + ε
/// @param leftSlope the slope right below the kink
/// @param rightSlope the slope right above it
/// @param usedSlope what the backward pass takes at the kink itself, a convention
public record Kink(
        Place place,
        String layer,
        int sample,
        int unit,
        double at,
        double below,
        double usual,
        double above,
        double leftSlope,
        double rightSlope,
        double usedSlope) {
    /// Whose kink it is.
    public enum Place {
        ACTIVATION("z"),
        LOSS("y"),
        /// Of max-pooling: how far the number that wins is ahead of the one that comes to win instead. The unit is the
        /// window's.
        WINDOW("lead of the winner");

        private final String symbol;

        Place(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /// Whether the number stands on the kink itself: no ε is then small enough.
    public boolean isExact() {
        return usual == at;
    }

    /// The mean slope from one end to the other, which is what the difference sees of it, as far as the function is
    /// straight on both sides of the kink; NaN when z did not move.
    public double seenSlope() {
        return (rise(above) - rise(below)) / (above - below);
    }

    /// How much higher the function is than at the kink, as far as it is straight on both sides.
    public double rise(double z) {
        return (z > at ? rightSlope : leftSlope) * (z - at);
    }

    /// What a central difference says of the slope when it stands on the kink itself: the mean of both, ½ for ReLU.
    public double centralSlope() {
        return (leftSlope + rightSlope) / 2;
    }
}
