package backproplab.statistics;

/// Many [Band]s that grow, in arrays: adding to one allocates nothing.
final class Bands {
    private final long[] count;
    private final long[] nonFinite;
    private final double[] min;
    private final double[] max;
    private final double[] mean;
    private final double[] last;

    Bands(int size) {
        count = new long[size];
        nonFinite = new long[size];
        min = new double[size];
        max = new double[size];
        mean = new double[size];
        last = new double[size];
        clear();
    }

    /// Empties all.
    void clear() {
        for (int i = 0; i < count.length; i++) {
            clear(i);
        }
    }

    /// Empties band i.
    void clear(int i) {
        count[i] = 0;
        nonFinite[i] = 0;
        min[i] = Double.POSITIVE_INFINITY;
        max[i] = Double.NEGATIVE_INFINITY;
        mean[i] = 0;
        last[i] = Double.NaN;
    }

    /// The value of the step after those of band i.
    void add(int i, double value) {
        last[i] = value;
        if (Double.isFinite(value)) {
            count[i]++;
            min[i] = Math.min(min[i], value);
            max[i] = Math.max(max[i], value);
            mean[i] += (value - mean[i]) / count[i];
        } else {
            nonFinite[i]++;
        }
    }

    /// The span after that of band i.
    void add(int i, Band next) {
        if (!next.isEmpty()) {
            add(i, next.count(), next.nonFinite(), next.min(), next.max(), next.mean(), next.last());
        }
    }

    /// The span of band `next`, after that of band i.
    void merge(int i, int next) {
        if (count[next] + nonFinite[next] > 0) {
            add(i, count[next], nonFinite[next], min[next], max[next], mean[next], last[next]);
        }
    }

    /// The span after that of band i, of `nextCount` steps with a finite value.
    void add(int i, long nextCount, long nextNonFinite, double low, double high, double average, double latest) {
        last[i] = latest;
        nonFinite[i] += nextNonFinite;
        if (nextCount > 0) {
            count[i] += nextCount;
            min[i] = Math.min(min[i], low);
            max[i] = Math.max(max[i], high);
            mean[i] += (average - mean[i]) * ((double) nextCount / count[i]);
        }
    }

    /// Band `to` becomes what band `from` is.
    void move(int from, int to) {
        count[to] = count[from];
        nonFinite[to] = nonFinite[from];
        min[to] = min[from];
        max[to] = max[from];
        mean[to] = mean[from];
        last[to] = last[from];
    }

    Band get(int i) {
        return count[i] > 0
                ? new Band(count[i], nonFinite[i], min[i], max[i], mean[i], last[i])
                : new Band(0, nonFinite[i], Double.NaN, Double.NaN, Double.NaN, last[i]);
    }
}
