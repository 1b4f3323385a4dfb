package backproplab.statistics;

/// Between which limits z of each unit of a layer moved. Immutable. NaN for a unit without any finite z.
public final class UnitRanges {
    private final double[] min;
    private final double[] max;
    private final double[] mean;

    UnitRanges(double[] min, double[] max, double[] mean) {
        this.min = min.clone();
        this.max = max.clone();
        this.mean = mean.clone();
    }

    public int units() {
        return min.length;
    }

    public double min(int unit) {
        return min[unit];
    }

    public double max(int unit) {
        return max[unit];
    }

    public double mean(int unit) {
        return mean[unit];
    }
}
