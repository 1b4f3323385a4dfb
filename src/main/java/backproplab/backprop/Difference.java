package backproplab.backprop;

/// What was measured for one number: the loss with the number a little smaller and a little larger, and all else as it
/// was.
///
/// @param below the number moved down, as it is after rounding
/// @param above the number moved up
/// @param lossBelow the loss with `below`
/// @param lossAbove the loss with `above`
public record Difference(double below, double above, double lossBelow, double lossAbove) {
    /// By how much the number was moved to either side.
    public double h() {
        return (above - below) / 2;
    }

    /// The central difference `(L(w + h) − L(w − h)) / 2h`.
    public double slope() {
        return (lossAbove - lossBelow) / (above - below);
    }
}
