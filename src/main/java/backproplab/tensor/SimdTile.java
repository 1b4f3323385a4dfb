package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The inner loop of every fast convolution: a few sums of products side by side, in registers from the first product to
/// the last.
///
/// A tile has several rows, each with one or two vectors. At every step of three nested loops each row has a factor, one
/// number of `factors` that stands for all lanes, and all rows share the vectors of `lanes`:
///
/// `tile[row][lane] = fma(factors[… + row], lanes[… + lane], tile[row][lane])`.
///
/// What a row and a lane are, a filter and a sample, or a tap and a filter, is up to the caller, who says how far both
/// arrays move on at each step of a loop. Each element goes through the loops in their order: nothing is split.
final class SimdTile {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /// The most rows that a tile has.
    static final int MOST_ROWS = 9;

    private final Loop outer = new Loop();
    private final Loop middle = new Loop();
    private int[] places = {};
    private int count;
    private int factorStep;

    /// Where in `factors` each row begins, counted from the caller's place.
    final int[] rows = new int[MOST_ROWS];

    /// What the sums of each row start from, in all lanes.
    final double[] starts = new double[MOST_ROWS];

    /// Whether sums go on from what stands in the tile instead.
    private boolean goesOn;

    /// One of the outer loops: how often, and how far both arrays move on.
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

    /// The innermost loop.
    ///
    /// @param factorStep how far `factors` move on
    /// @return room for how far `lanes` are from where the loop begins, at each step of it
    int[] inner(int count, int factorStep) {
        this.count = count;
        this.factorStep = factorStep;
        if (places.length < count) {
            places = new int[count];
        }
        return places;
    }

    /// The innermost loop, in which `lanes` move on evenly.
    void inner(int count, int factorStep, int laneStep) {
        int[] at = inner(count, factorStep);
        for (int i = 0; i < count; i++) {
            at[i] = i * laneStep;
        }
    }

    void goOn(boolean goesOn) {
        this.goesOn = goesOn;
    }

    /// How many rows a tile has: with two vectors as many as sixteen registers hold, where processors have no more.
    ///
    /// @param width of a row, one vector or two
    static int rowsOf(int width) {
        return width == LANES ? 9 : 6;
    }

    private DoubleVector begin(int row, double[] tile, int at) {
        return goesOn ? DoubleVector.fromArray(SPECIES, tile, at) : DoubleVector.broadcast(SPECIES, starts[row]);
    }

    /// Computes one tile.
    ///
    /// @param width of a row, one vector or two; how many rows there are, says [#rowsOf]
    /// @param rowStep from one row of the tile to the next
    void add(int width, double[] factors, int factor, double[] lanes, int lane, double[] tile, int to, int rowStep) {
        if (width == LANES) {
            nineByOne(factors, factor, lanes, lane, tile, to, rowStep);
        } else {
            sixByTwo(factors, factor, lanes, lane, tile, to, rowStep);
        }
    }

    private void sixByTwo(double[] factors, int factor, double[] lanes, int lane, double[] tile, int to, int rowStep) {
        int f0 = factor + rows[0];
        int f1 = factor + rows[1];
        int f2 = factor + rows[2];
        int f3 = factor + rows[3];
        int f4 = factor + rows[4];
        int f5 = factor + rows[5];
        DoubleVector a0 = begin(0, tile, to);
        DoubleVector b0 = begin(0, tile, to + LANES);
        DoubleVector a1 = begin(1, tile, to + rowStep);
        DoubleVector b1 = begin(1, tile, to + rowStep + LANES);
        DoubleVector a2 = begin(2, tile, to + 2 * rowStep);
        DoubleVector b2 = begin(2, tile, to + 2 * rowStep + LANES);
        DoubleVector a3 = begin(3, tile, to + 3 * rowStep);
        DoubleVector b3 = begin(3, tile, to + 3 * rowStep + LANES);
        DoubleVector a4 = begin(4, tile, to + 4 * rowStep);
        DoubleVector b4 = begin(4, tile, to + 4 * rowStep + LANES);
        DoubleVector a5 = begin(5, tile, to + 5 * rowStep);
        DoubleVector b5 = begin(5, tile, to + 5 * rowStep + LANES);
        int n = count;
        int step = factorStep;
        int[] places = this.places;
        for (int o = 0; o < outer.count; o++) {
            for (int m = 0; m < middle.count; m++) {
                int from = o * outer.factorStep + m * middle.factorStep;
                int begin = lane + o * outer.laneStep + m * middle.laneStep;
                for (int i = 0; i < n; i++) {
                    int at = begin + places[i];
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
                    from += step;
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

    private void nineByOne(double[] factors, int factor, double[] lanes, int lane, double[] tile, int to, int rowStep) {
        int f0 = factor + rows[0];
        int f1 = factor + rows[1];
        int f2 = factor + rows[2];
        int f3 = factor + rows[3];
        int f4 = factor + rows[4];
        int f5 = factor + rows[5];
        int f6 = factor + rows[6];
        int f7 = factor + rows[7];
        int f8 = factor + rows[8];
        DoubleVector a0 = begin(0, tile, to);
        DoubleVector a1 = begin(1, tile, to + rowStep);
        DoubleVector a2 = begin(2, tile, to + 2 * rowStep);
        DoubleVector a3 = begin(3, tile, to + 3 * rowStep);
        DoubleVector a4 = begin(4, tile, to + 4 * rowStep);
        DoubleVector a5 = begin(5, tile, to + 5 * rowStep);
        DoubleVector a6 = begin(6, tile, to + 6 * rowStep);
        DoubleVector a7 = begin(7, tile, to + 7 * rowStep);
        DoubleVector a8 = begin(8, tile, to + 8 * rowStep);
        int n = count;
        int step = factorStep;
        int[] places = this.places;
        for (int o = 0; o < outer.count; o++) {
            for (int m = 0; m < middle.count; m++) {
                int from = o * outer.factorStep + m * middle.factorStep;
                int begin = lane + o * outer.laneStep + m * middle.laneStep;
                for (int i = 0; i < n; i++) {
                    int at = begin + places[i];
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
                    row = DoubleVector.broadcast(SPECIES, factors[f6 + from]);
                    a6 = row.fma(a, a6);
                    row = DoubleVector.broadcast(SPECIES, factors[f7 + from]);
                    a7 = row.fma(a, a7);
                    row = DoubleVector.broadcast(SPECIES, factors[f8 + from]);
                    a8 = row.fma(a, a8);
                    from += step;
                }
            }
        }
        a0.intoArray(tile, to);
        a1.intoArray(tile, to + rowStep);
        a2.intoArray(tile, to + 2 * rowStep);
        a3.intoArray(tile, to + 3 * rowStep);
        a4.intoArray(tile, to + 4 * rowStep);
        a5.intoArray(tile, to + 5 * rowStep);
        a6.intoArray(tile, to + 6 * rowStep);
        a7.intoArray(tile, to + 7 * rowStep);
        a8.intoArray(tile, to + 8 * rowStep);
    }
}
