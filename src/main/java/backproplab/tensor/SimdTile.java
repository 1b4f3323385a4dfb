package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loop of every fast convolution: a few sums of products side by side, in registers from the first product to
/// the last.
///
/// A tile has rows, each with one or two vectors. At every step of three nested loops each row has a factor, one number
/// of `factors` that stands for all lanes, and all rows share the vectors of `lanes`:
///
/// `tile[row][lane] = fma(factors[… + row], lanes[… + lane], tile[row][lane])`.
///
/// What a row and a lane are, a filter and a sample, or a tap and a filter, is up to the caller, who says how far both
/// arrays move on at each step of a loop. Each element goes through the loops in their order: nothing is split.
final class SimdTile {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    static final int ROWS = 6;

    private final Loop outer = new Loop();
    private final Loop middle = new Loop();
    private final Loop inner = new Loop();

    /// Where in `factors` each row begins, counted from the caller's place.
    final int[] rows = new int[ROWS];

    /// One of the loops: how often, and how far both arrays move on.
    static final class Loop {
        private int count;
        private int factorStep;
        private int laneStep;

        void set(int count, int factorStep, int laneStep) {
            this.count = count;
            this.factorStep = factorStep;
            this.laneStep = laneStep;
        }
    }

    Loop outer() {
        return outer;
    }

    Loop middle() {
        return middle;
    }

    Loop inner() {
        return inner;
    }

    /// Six rows of two vectors, which begin at what stands in `tile`.
    void addPairs(double[] factors, int factor, double[] lanes, int lane, double[] tile, int to, int rowStep) {
        int f0 = factor + rows[0];
        int f1 = factor + rows[1];
        int f2 = factor + rows[2];
        int f3 = factor + rows[3];
        int f4 = factor + rows[4];
        int f5 = factor + rows[5];
        DoubleVector a0 = DoubleVector.fromArray(SPECIES, tile, to);
        DoubleVector b0 = DoubleVector.fromArray(SPECIES, tile, to + LANES);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, tile, to + rowStep);
        DoubleVector b1 = DoubleVector.fromArray(SPECIES, tile, to + rowStep + LANES);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, tile, to + 2 * rowStep);
        DoubleVector b2 = DoubleVector.fromArray(SPECIES, tile, to + 2 * rowStep + LANES);
        DoubleVector a3 = DoubleVector.fromArray(SPECIES, tile, to + 3 * rowStep);
        DoubleVector b3 = DoubleVector.fromArray(SPECIES, tile, to + 3 * rowStep + LANES);
        DoubleVector a4 = DoubleVector.fromArray(SPECIES, tile, to + 4 * rowStep);
        DoubleVector b4 = DoubleVector.fromArray(SPECIES, tile, to + 4 * rowStep + LANES);
        DoubleVector a5 = DoubleVector.fromArray(SPECIES, tile, to + 5 * rowStep);
        DoubleVector b5 = DoubleVector.fromArray(SPECIES, tile, to + 5 * rowStep + LANES);
        int n = inner.count;
        int factorStep = inner.factorStep;
        int laneStep = inner.laneStep;
        for (int o = 0; o < outer.count; o++) {
            for (int m = 0; m < middle.count; m++) {
                int from = o * outer.factorStep + m * middle.factorStep;
                int at = lane + o * outer.laneStep + m * middle.laneStep;
                for (int i = 0; i < n; i++) {
                    DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, at);
                    DoubleVector b = DoubleVector.fromArray(SPECIES, lanes, at + LANES);
                    DoubleVector row = DoubleVector.broadcast(SPECIES, factors[f0 + from]);
                    a0 = row.fma(a, a0);
                    b0 = row.fma(b, b0);
                    row = DoubleVector.broadcast(SPECIES, factors[f1 + from]);
                    a1 = row.fma(a, a1);
                    b1 = row.fma(b, b1);
                    row = DoubleVector.broadcast(SPECIES, factors[f2 + from]);
                    a2 = row.fma(a, a2);
                    b2 = row.fma(b, b2);
                    row = DoubleVector.broadcast(SPECIES, factors[f3 + from]);
                    a3 = row.fma(a, a3);
                    b3 = row.fma(b, b3);
                    row = DoubleVector.broadcast(SPECIES, factors[f4 + from]);
                    a4 = row.fma(a, a4);
                    b4 = row.fma(b, b4);
                    row = DoubleVector.broadcast(SPECIES, factors[f5 + from]);
                    a5 = row.fma(a, a5);
                    b5 = row.fma(b, b5);
                    from += factorStep;
                    at += laneStep;
                }
            }
        }
        a0.intoArray(tile, to);
        b0.intoArray(tile, to + LANES);
        a1.intoArray(tile, to + rowStep);
        b1.intoArray(tile, to + rowStep + LANES);
        a2.intoArray(tile, to + 2 * rowStep);
        b2.intoArray(tile, to + 2 * rowStep + LANES);
        a3.intoArray(tile, to + 3 * rowStep);
        b3.intoArray(tile, to + 3 * rowStep + LANES);
        a4.intoArray(tile, to + 4 * rowStep);
        b4.intoArray(tile, to + 4 * rowStep + LANES);
        a5.intoArray(tile, to + 5 * rowStep);
        b5.intoArray(tile, to + 5 * rowStep + LANES);
    }

    /// Six rows of one vector, which begin at what stands in `tile`.
    void addSingles(double[] factors, int factor, double[] lanes, int lane, double[] tile, int to, int rowStep) {
        int f0 = factor + rows[0];
        int f1 = factor + rows[1];
        int f2 = factor + rows[2];
        int f3 = factor + rows[3];
        int f4 = factor + rows[4];
        int f5 = factor + rows[5];
        DoubleVector a0 = DoubleVector.fromArray(SPECIES, tile, to);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, tile, to + rowStep);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, tile, to + 2 * rowStep);
        DoubleVector a3 = DoubleVector.fromArray(SPECIES, tile, to + 3 * rowStep);
        DoubleVector a4 = DoubleVector.fromArray(SPECIES, tile, to + 4 * rowStep);
        DoubleVector a5 = DoubleVector.fromArray(SPECIES, tile, to + 5 * rowStep);
        int n = inner.count;
        int factorStep = inner.factorStep;
        int laneStep = inner.laneStep;
        for (int o = 0; o < outer.count; o++) {
            for (int m = 0; m < middle.count; m++) {
                int from = o * outer.factorStep + m * middle.factorStep;
                int at = lane + o * outer.laneStep + m * middle.laneStep;
                for (int i = 0; i < n; i++) {
                    DoubleVector a = DoubleVector.fromArray(SPECIES, lanes, at);
                    DoubleVector row = DoubleVector.broadcast(SPECIES, factors[f0 + from]);
                    a0 = row.fma(a, a0);
                    row = DoubleVector.broadcast(SPECIES, factors[f1 + from]);
                    a1 = row.fma(a, a1);
                    row = DoubleVector.broadcast(SPECIES, factors[f2 + from]);
                    a2 = row.fma(a, a2);
                    row = DoubleVector.broadcast(SPECIES, factors[f3 + from]);
                    a3 = row.fma(a, a3);
                    row = DoubleVector.broadcast(SPECIES, factors[f4 + from]);
                    a4 = row.fma(a, a4);
                    row = DoubleVector.broadcast(SPECIES, factors[f5 + from]);
                    a5 = row.fma(a, a5);
                    from += factorStep;
                    at += laneStep;
                }
            }
        }
        a0.intoArray(tile, to);
        a1.intoArray(tile, to + rowStep);
        a2.intoArray(tile, to + 2 * rowStep);
        a3.intoArray(tile, to + 3 * rowStep);
        a4.intoArray(tile, to + 4 * rowStep);
        a5.intoArray(tile, to + 5 * rowStep);
    }
}
