package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Max-pooling in vectors for windows of 2×2 side by side, which nearly all networks have: each lane is one window.
final class SimdPooling {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final Extent TWO = Extent.square(2);

    /// Of two vectors in a row, the numbers at even and at odd places.
    private static final VectorShuffle<Double> EVEN = VectorShuffle.fromOp(SPECIES, i -> 2 * i);

    private static final VectorShuffle<Double> ODD = VectorShuffle.fromOp(SPECIES, i -> 2 * i + 1);

    /// Each number of the lower and of the upper half twice.
    private static final VectorShuffle<Double> LOWER = VectorShuffle.fromOp(SPECIES, i -> i / 2);

    private static final VectorShuffle<Double> UPPER = VectorShuffle.fromOp(SPECIES, i -> (LANES + i) / 2);

    /// 0, 1, 0, 1, …
    private static final DoubleVector COLUMN =
            DoubleVector.zero(SPECIES).blend(1, VectorMask.fromLong(SPECIES, 0xAAAA_AAAA_AAAA_AAAAL));

    /// A winner that no window has.
    private static final double NONE = -1;

    private SimdPooling() {}

    /// Whether windows are of this kind and a row of them fills more than half a vector.
    static boolean suits(Extent kernel, Extent stride, Tensor z) {
        return kernel.equals(TWO) && stride.equals(TWO) && 2 * z.shape().size(3) > LANES;
    }

    /// Whether a whole vector of windows may be read, though some of them lie beyond the row.
    private static boolean isInside(Tensor x, int corner, int width) {
        return corner + width + 2 * LANES <= x.size();
    }

    static void largest(Tensor x, Tensor z, Tensor winners, int fromMap, int toMap) {
        int rows = z.shape().size(2);
        int columns = z.shape().size(3);
        int height = x.shape().size(2);
        int width = x.shape().size(3);
        VectorMask<Double> lanes = SPECIES.indexInRange(0, columns);
        for (int row = fromMap * rows; row < toMap * rows; row++) {
            int corner = (row / rows * height + row % rows * 2) * width;
            int to = row * columns;
            if (columns < LANES && !isInside(x, corner, width)) {
                ScalarPooling.largestOfRow(
                        x.values(), corner, width, TWO, 2, z.values(), winners.values(), to, columns);
                continue;
            }
            for (int k = 0; k < columns; k += LANES) {
                int at = Math.max(0, Math.min(k, columns - LANES)); // the last ones may be computed twice
                largest(x.values(), corner + 2 * at, width, z.values(), winners.values(), to + at, lanes);
            }
        }
    }

    private static void largest(
            double[] x, int corner, int width, double[] z, double[] winners, int to, VectorMask<Double> lanes) {
        DoubleVector left = DoubleVector.fromArray(SPECIES, x, corner);
        DoubleVector right = DoubleVector.fromArray(SPECIES, x, corner + LANES);
        DoubleVector max = left.rearrange(EVEN, right);
        DoubleVector value = left.rearrange(ODD, right);
        VectorMask<Double> wins = wins(value, max);
        max = max.blend(value, wins);
        DoubleVector winner = DoubleVector.zero(SPECIES).blend(1, wins);

        left = DoubleVector.fromArray(SPECIES, x, corner + width);
        right = DoubleVector.fromArray(SPECIES, x, corner + width + LANES);
        value = left.rearrange(EVEN, right);
        wins = wins(value, max);
        max = max.blend(value, wins);
        winner = winner.blend(2, wins);

        value = left.rearrange(ODD, right);
        wins = wins(value, max);
        max = max.blend(value, wins);
        winner = winner.blend(3, wins);
        if (lanes.allTrue()) {
            max.intoArray(z, to);
            winner.intoArray(winners, to);
        } else {
            max.intoArray(z, to, lanes);
            winner.intoArray(winners, to, lanes);
        }
    }

    /// Whether it is larger, or a NaN where there was none.
    private static VectorMask<Double> wins(DoubleVector value, DoubleVector max) {
        return value.compare(VectorOperators.LE, max).or(max.test(VectorOperators.IS_NAN)).not();
    }

    static void addGradient(Tensor dz, Tensor winners, Tensor dx, int fromMap, int toMap) {
        int rows = dz.shape().size(2);
        int columns = dz.shape().size(3);
        int height = dx.shape().size(2);
        int width = dx.shape().size(3);
        for (int row = fromMap * rows; row < toMap * rows; row++) {
            int corner = (row / rows * height + row % rows * 2) * width;
            int from = row * columns;
            int k = 0;
            for (; k + LANES <= columns; k += LANES) {
                addToWinners(dz.values(), winners.values(), from + k, dx.values(), corner + 2 * k, width);
            }
            int rest = columns - k;
            boolean inside = isInside(dx, corner + 2 * k, width) && from + k + LANES <= dz.size();
            if (inside && 2 * rest > LANES) {
                addToWinners(dz.values(), winners.values(), from + k, dx.values(), corner + 2 * k, width, rest);
            } else {
                ScalarPooling.addRow(
                        dz.values(), winners.values(), from + k, rest, dx.values(), corner + 2 * k, width, 2, 2);
            }
        }
    }

    private static void addToWinners(double[] dz, double[] winners, int from, double[] dx, int corner, int width) {
        DoubleVector arriving = DoubleVector.fromArray(SPECIES, dz, from);
        DoubleVector winner = DoubleVector.fromArray(SPECIES, winners, from);
        add(arriving.rearrange(LOWER), winner.rearrange(LOWER), dx, corner, width);
        add(arriving.rearrange(UPPER), winner.rearrange(UPPER), dx, corner + LANES, width);
    }

    /// To half a vector of windows; the others in them keep what they have, to the sign of a zero.
    private static void add(DoubleVector arriving, DoubleVector winner, double[] dx, int at, int width) {
        DoubleVector.fromArray(SPECIES, dx, at)
                .add(arriving, winner.compare(VectorOperators.EQ, COLUMN))
                .intoArray(dx, at);
        DoubleVector.fromArray(SPECIES, dx, at + width)
                .add(arriving, winner.sub(2).compare(VectorOperators.EQ, COLUMN))
                .intoArray(dx, at + width);
    }

    /// To the first `count` windows of a vector. Nothing else is written: it may belong to another thread.
    private static void addToWinners(
            double[] dz, double[] winners, int from, double[] dx, int corner, int width, int count) {
        DoubleVector arriving = DoubleVector.fromArray(SPECIES, dz, from);
        VectorMask<Double> beyond = SPECIES.indexInRange(0, count).not();
        DoubleVector winner = DoubleVector.fromArray(SPECIES, winners, from).blend(NONE, beyond);
        addMasked(arriving.rearrange(LOWER), winner.rearrange(LOWER), dx, corner, width);
        addMasked(arriving.rearrange(UPPER), winner.rearrange(UPPER), dx, corner + LANES, width);
    }

    private static void addMasked(DoubleVector arriving, DoubleVector winner, double[] dx, int at, int width) {
        VectorMask<Double> upper = winner.compare(VectorOperators.EQ, COLUMN);
        DoubleVector.fromArray(SPECIES, dx, at).add(arriving).intoArray(dx, at, upper);
        VectorMask<Double> lower = winner.sub(2).compare(VectorOperators.EQ, COLUMN);
        DoubleVector.fromArray(SPECIES, dx, at + width).add(arriving).intoArray(dx, at + width, lower);
    }
}
