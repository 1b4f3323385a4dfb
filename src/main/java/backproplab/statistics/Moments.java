package backproplab.statistics;

/// Mean and spread of many numbers. Numbers that are NaN or infinite are counted and otherwise left out.
///
/// @param count how many finite numbers; with none, all but the counts are NaN
/// @param mean `μ = Σx / count`
/// @param standardDeviation `√(Σ(x − μ)² / count)`, that of the population
/// @param nonFinite how many numbers were NaN or infinite
public record Moments(long count, double mean, double standardDeviation, double min, double max, long nonFinite) {
    public static final Moments NONE = new Moments(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    /// Of the first n values.
    public static Moments of(double[] values, int n) {
        MomentsAccumulator accumulator = new MomentsAccumulator();
        for (int i = 0; i < n; i++) {
            accumulator.add(values[i]);
        }
        return accumulator.toMoments();
    }

    /// Of both sets of numbers together. Counts and extremes are exact; mean and standard deviation are those of
    /// the whole up to rounding (Chan, Golub, LeVeque, *Algorithms for computing the sample variance*, 1983):
    /// with `d = μ₂ − μ₁`, `μ = μ₁ + d·n₂/n` and `σ² = (n₁σ₁² + n₂σ₂²)/n + d²·n₁n₂/n²`.
    public Moments merge(Moments next) {
        long allNonFinite = nonFinite + next.nonFinite;
        if (count == 0 || next.count == 0) {
            Moments some = count == 0 ? next : this;
            return new Moments(some.count, some.mean, some.standardDeviation, some.min, some.max, allNonFinite);
        }
        long n = count + next.count;
        double first = (double) count / n;
        double second = (double) next.count / n;
        double d = next.mean - mean;
        return new Moments(
                n,
                mean + d * second,
                root(first, standardDeviation, second, next.standardDeviation, Math.sqrt(first * second) * d),
                Math.min(min, next.min),
                Math.max(max, next.max),
                allNonFinite);
    }

    /// `√(p·x² + q·y² + z²)`, scaled so that no square leaves the range of a double.
    private static double root(double p, double x, double q, double y, double z) {
        double scale = Math.max(Math.max(x, y), Math.abs(z));
        if (scale == 0) {
            return 0;
        }
        double u = x / scale;
        double v = y / scale;
        double w = z / scale;
        return scale * Math.sqrt(p * u * u + q * v * v + w * w);
    }
}
