package backproplab.statistics;

import backproplab.activation.Activation;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Which units of a layer are dead and how much of it is saturated, over a whole set of samples. Immutable.
public final class UnitActivity {
    /// A unit that is awake for a smaller share of the samples is nearly dead.
    public static final double NEARLY_DEAD = 0.01;

    /// A unit is saturated where `|f′(z)|` is under this share of the largest `|f′|`.
    public static final double SATURATED = 0.05;

    private final int samples;
    private final int channels;
    private final int[] awake;
    private final long values;
    private final long closed;
    private final long[] saturated;
    private final boolean saturates;

    /// @param channels how many channels the units are positions of, one channel after the other; 0 where there are none
    /// @param awake per unit the samples with `f′(z) ≠ 0`
    /// @param values how many pairs of unit and sample (and time step) were looked at
    /// @param closed how many of them had `f′(z) = 0`
    /// @param saturated per unit how many of its pairs were saturated
    /// @param saturates whether saturation is defined
    UnitActivity(
            int samples, int channels, int[] awake, long values, long closed, long[] saturated, boolean saturates) {
        this.samples = samples;
        this.channels = channels;
        this.awake = awake.clone();
        this.values = values;
        this.closed = closed;
        this.saturated = saturated.clone();
        this.saturates = saturates;
    }

    /// Whether a unit with this function hardly answers any more: `|f′(z)|` is under [#SATURATED] of the largest `|f′|`.
    public static boolean isSaturated(Activation function, double slope) {
        return Math.abs(slope) < saturationLimit(function);
    }

    /// The size of slope under which a unit is saturated; NaN for functions whose slope has no bound.
    static double saturationLimit(Activation function) {
        double steepest = function.steepestSlope();
        return Double.isFinite(steepest) ? SATURATED * steepest : Double.NaN;
    }

    public int units() {
        return awake.length;
    }

    /// For how many samples `f′(z) ≠ 0`; of a sequence, at one time step at least.
    public int awakeSamples(int unit) {
        return awake[unit];
    }

    public UnitState state(int unit) {
        return stateOf(awake[unit]);
    }

    private UnitState stateOf(int awakeSamples) {
        if (awakeSamples == 0) {
            return UnitState.DEAD;
        }
        double share = (double) awakeSamples / samples;
        return share < NEARLY_DEAD ? UnitState.NEARLY_DEAD : UnitState.ALIVE;
    }

    /// How many units are in that state.
    public int count(UnitState state) {
        return (int) Arrays.stream(awake).filter(it -> stateOf(it) == state).count();
    }

    /// How many channels the layer has when it gives maps, whose units are the positions of the channels; else 0.
    public int channels() {
        return channels;
    }

    /// How many channels are dead at every position: their filters learn from no sample.
    public int deadChannels() {
        int dead = 0;
        for (int channel = 0; channel < channels; channel++) {
            int positions = awake.length / channels;
            int from = channel * positions;
            dead += Arrays.stream(awake, from, from + positions).allMatch(it -> it == 0) ? 1 : 0;
        }
        return dead;
    }

    /// The share of pairs of unit and sample with `f′(z) = 0`.
    public double closedShare() {
        return (double) closed / values;
    }

    /// The share of pairs of unit and sample that are saturated; absent for functions whose slope has no bound.
    public OptionalDouble saturatedShare() {
        return saturates ? OptionalDouble.of((double) Arrays.stream(saturated).sum() / values) : OptionalDouble.empty();
    }

    /// The same of one unit: of its samples (and time steps), each of them a pair.
    public OptionalDouble saturatedShare(int unit) {
        return saturates ? OptionalDouble.of(saturated[unit] * (double) units() / values) : OptionalDouble.empty();
    }
}
