package backproplab.statistics;

/// Bands of one or several rows over all steps of a run, in a number of bins that does not grow. A bin spans `2^k`
/// steps; when the next step would need one bin more than there are, the width doubles and neighbours merge pairwise,
/// which keeps every minimum and maximum.
///
/// The width follows the steps, not how often something was added: a run that was first stepped by hand and then went
/// fast has bins of one width.
final class StepBins {
    private final int capacity;
    private final int rows;
    private final Bands bands;
    private final long[] slots;
    private final long[] firstSteps;
    private final long[] lastSteps;
    private long origin;
    private int doublings;
    private int used;

    StepBins(int rows, int capacity) {
        if (capacity < 2) {
            throw new IllegalArgumentException("a history needs at least 2 bins, got " + capacity);
        }
        this.rows = rows;
        this.capacity = capacity;
        this.bands = new Bands(rows * capacity);
        this.slots = new long[capacity];
        this.firstSteps = new long[capacity];
        this.lastSteps = new long[capacity];
    }

    int used() {
        return used;
    }

    long stepsPerBin() {
        return 1L << doublings;
    }

    long firstStep(int bin) {
        return firstSteps[bin];
    }

    long lastStep(int bin) {
        return lastSteps[bin];
    }

    Band band(int row, int bin) {
        return bands.get(bin * rows + row);
    }

    void clear() {
        bands.clear();
        used = 0;
        doublings = 0;
    }

    boolean endsWith(long step) {
        return used > 0 && lastSteps[used - 1] == step;
    }

    /// Goes on to the steps `first … last`, which have to follow those before; then [#add] their values.
    void advance(long first, long last) {
        if (first > last) {
            throw new IllegalArgumentException("steps %d to %d do not ascend".formatted(first, last));
        }
        if (used > 0 && first <= lastSteps[used - 1]) {
            throw new IllegalArgumentException(
                    "step %d does not come after step %d".formatted(first, lastSteps[used - 1]));
        }
        if (used == 0) {
            origin = first;
        }
        while (slot(last) >= capacity) {
            halve();
        }
        if (used == 0 || slots[used - 1] != slot(last)) {
            slots[used] = slot(last);
            firstSteps[used] = first;
            used++;
        }
        lastSteps[used - 1] = last;
    }

    void add(int row, double value) {
        bands.add((used - 1) * rows + row, value);
    }

    void add(int row, Band band) {
        bands.add((used - 1) * rows + row, band);
    }

    /// Forgets what came after `step`, and with it the steps before it that share a bin with one after.
    void rewindTo(long step) {
        while (used > 0 && lastSteps[used - 1] > step) {
            used--;
            for (int row = 0; row < rows; row++) {
                bands.clear(used * rows + row);
            }
        }
        if (used == 0) {
            doublings = 0;
        }
    }

    private long slot(long step) {
        return (step - origin) >> doublings;
    }

    private void halve() {
        doublings++;
        int kept = 0;
        for (int bin = 0; bin < used; bin++) {
            long slot = slots[bin] >> 1;
            if (kept > 0 && slots[kept - 1] == slot) {
                merge(kept - 1, bin);
            } else {
                move(bin, kept);
                slots[kept] = slot;
                kept++;
            }
        }
        for (int bin = kept; bin < used; bin++) {
            for (int row = 0; row < rows; row++) {
                bands.clear(bin * rows + row);
            }
        }
        used = kept;
    }

    private void merge(int bin, int next) {
        lastSteps[bin] = lastSteps[next];
        for (int row = 0; row < rows; row++) {
            bands.merge(bin * rows + row, next * rows + row);
        }
    }

    private void move(int from, int to) {
        firstSteps[to] = firstSteps[from];
        lastSteps[to] = lastSteps[from];
        for (int row = 0; row < rows; row++) {
            bands.move(from * rows + row, to * rows + row);
        }
    }
}
