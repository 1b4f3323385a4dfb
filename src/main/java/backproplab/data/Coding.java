package backproplab.data;

/// Which two numbers stand for no and yes. The second pair suits outputs through tanh and the hinge losses.
public enum Coding {
    ZERO_ONE(0, 1),
    MINUS_ONE_ONE(-1, 1);

    private final double low;
    private final double high;

    Coding(double low, double high) {
        this.low = low;
        this.high = high;
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    public double of(boolean yes) {
        return yes ? high : low;
    }

    /// What divides no from yes when an output is turned into a decision: the middle of the two.
    public double threshold() {
        return (low + high) / 2;
    }

    /// For menus.
    @Override
    public String toString() {
        return this == ZERO_ONE ? "0 and 1" : "−1 and 1";
    }

    boolean has(double value) {
        return value == low || value == high;
    }
}
