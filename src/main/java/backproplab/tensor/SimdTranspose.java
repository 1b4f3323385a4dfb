package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Matrices turned round, so that the same number of several rows lies side by side, and back.
///
/// Where a vector has eight lanes, blocks of 8×8 are turned in registers: pairs of rows exchange what lies one, two, then
/// four places apart. Else, and where fewer than eight are left, it goes number by number, of four rows at a time.
final class SimdTranspose {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_512;
    private static final int BLOCK = 8;
    private static final boolean IN_REGISTERS = SimdProduct.LANES == BLOCK;

    private static final VectorShuffle<Double> FIRST_1 = first(1);
    private static final VectorShuffle<Double> SECOND_1 = second(1);
    private static final VectorShuffle<Double> FIRST_2 = first(2);
    private static final VectorShuffle<Double> SECOND_2 = second(2);
    private static final VectorShuffle<Double> FIRST_4 = first(4);
    private static final VectorShuffle<Double> SECOND_4 = second(4);

    private SimdTranspose() {}

    /// Of two vectors: the lanes of the first without `distance` in their number stay, in between come those of the second.
    private static VectorShuffle<Double> first(int distance) {
        return VectorShuffle.fromOp(SPECIES, i -> (i & distance) == 0 ? i : i - distance - BLOCK);
    }

    /// Of two vectors: the other lanes of both.
    private static VectorShuffle<Double> second(int distance) {
        return VectorShuffle.fromOp(SPECIES, i -> (i & distance) == 0 ? i + distance : i - BLOCK);
    }

    /// Rows become lanes: `to[toAt + k·toStep + r] = from[at + r·rowStep + k]`. What comes behind the last of `rows`, up to a
    /// multiple of eight, may be overwritten.
    static void intoLanes(
            double[] from, int at, int rowStep, int rows, int columns, double[] to, int toAt, int toStep) {
        if (!IN_REGISTERS || columns < BLOCK) {
            rowsIntoLanes(from, at, rowStep, rows, columns, to, toAt, toStep);
            return;
        }
        for (int r = 0; r < rows; r += BLOCK) {
            for (int k = 0; k < columns; k += BLOCK) {
                int column = Math.min(k, columns - BLOCK); // the last ones may be copied twice
                int first = at + r * rowStep + column;
                turnBlock(from, first, rowStep, rows - 1 - r, to, toAt + column * toStep + r, toStep);
            }
        }
    }

    private static void rowsIntoLanes(
            double[] from, int at, int rowStep, int rows, int columns, double[] to, int toAt, int toStep) {
        int r = 0;
        for (; r + 4 <= rows; r += 4) {
            int row = at + r * rowStep;
            for (int k = 0; k < columns; k++) {
                int lane = toAt + k * toStep + r;
                to[lane] = from[row + k];
                to[lane + 1] = from[row + rowStep + k];
                to[lane + 2] = from[row + 2 * rowStep + k];
                to[lane + 3] = from[row + 3 * rowStep + k];
            }
        }
        for (; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                to[toAt + k * toStep + r] = from[at + r * rowStep + k];
            }
        }
    }

    /// The way back: `to[toAt + r·rowStep + k] = from[at + k·step + r]`.
    static void fromLanes(double[] from, int at, int step, int rows, int columns, double[] to, int toAt, int rowStep) {
        int r = 0;
        if (IN_REGISTERS && columns >= BLOCK) {
            for (; r + BLOCK <= rows; r += BLOCK) {
                for (int k = 0; k < columns; k += BLOCK) {
                    int column = Math.min(k, columns - BLOCK);
                    int first = toAt + r * rowStep + column;
                    turnBlock(from, at + column * step + r, step, BLOCK - 1, to, first, rowStep);
                }
            }
        }
        for (; r + 4 <= rows; r += 4) {
            int row = toAt + r * rowStep;
            for (int k = 0; k < columns; k++) {
                int lane = at + k * step + r;
                to[row + k] = from[lane];
                to[row + rowStep + k] = from[lane + 1];
                to[row + 2 * rowStep + k] = from[lane + 2];
                to[row + 3 * rowStep + k] = from[lane + 3];
            }
        }
        for (; r < rows; r++) {
            for (int k = 0; k < columns; k++) {
                to[toAt + r * rowStep + k] = from[at + k * step + r];
            }
        }
    }

    /// @param last the last row there is, which stands for those behind it
    private static void turnBlock(double[] from, int at, int step, int last, double[] to, int toAt, int toStep) {
        DoubleVector a0 = DoubleVector.fromArray(SPECIES, from, at);
        DoubleVector a1 = DoubleVector.fromArray(SPECIES, from, at + Math.min(1, last) * step);
        DoubleVector a2 = DoubleVector.fromArray(SPECIES, from, at + Math.min(2, last) * step);
        DoubleVector a3 = DoubleVector.fromArray(SPECIES, from, at + Math.min(3, last) * step);
        DoubleVector a4 = DoubleVector.fromArray(SPECIES, from, at + Math.min(4, last) * step);
        DoubleVector a5 = DoubleVector.fromArray(SPECIES, from, at + Math.min(5, last) * step);
        DoubleVector a6 = DoubleVector.fromArray(SPECIES, from, at + Math.min(6, last) * step);
        DoubleVector a7 = DoubleVector.fromArray(SPECIES, from, at + Math.min(7, last) * step);

        DoubleVector b0 = a0.rearrange(FIRST_1, a1);
        DoubleVector b1 = a0.rearrange(SECOND_1, a1);
        DoubleVector b2 = a2.rearrange(FIRST_1, a3);
        DoubleVector b3 = a2.rearrange(SECOND_1, a3);
        DoubleVector b4 = a4.rearrange(FIRST_1, a5);
        DoubleVector b5 = a4.rearrange(SECOND_1, a5);
        DoubleVector b6 = a6.rearrange(FIRST_1, a7);
        DoubleVector b7 = a6.rearrange(SECOND_1, a7);

        a0 = b0.rearrange(FIRST_2, b2);
        a1 = b1.rearrange(FIRST_2, b3);
        a2 = b0.rearrange(SECOND_2, b2);
        a3 = b1.rearrange(SECOND_2, b3);
        a4 = b4.rearrange(FIRST_2, b6);
        a5 = b5.rearrange(FIRST_2, b7);
        a6 = b4.rearrange(SECOND_2, b6);
        a7 = b5.rearrange(SECOND_2, b7);

        a0.rearrange(FIRST_4, a4).intoArray(to, toAt);
        a1.rearrange(FIRST_4, a5).intoArray(to, toAt + toStep);
        a2.rearrange(FIRST_4, a6).intoArray(to, toAt + 2 * toStep);
        a3.rearrange(FIRST_4, a7).intoArray(to, toAt + 3 * toStep);
        a0.rearrange(SECOND_4, a4).intoArray(to, toAt + 4 * toStep);
        a1.rearrange(SECOND_4, a5).intoArray(to, toAt + 5 * toStep);
        a2.rearrange(SECOND_4, a6).intoArray(to, toAt + 6 * toStep);
        a3.rearrange(SECOND_4, a7).intoArray(to, toAt + 7 * toStep);
    }
}
