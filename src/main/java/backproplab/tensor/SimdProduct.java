package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// `C += A·B` with vectors along the columns of B and C: each element is `c = fma(a[m][k], b[k][n], c)` for `k = 0, 1, …`,
/// whatever the length of a vector is.
///
/// A tile of C stays in registers for the whole sum: 3 rows times 4 vectors need 4 loads and 3 broadcasts for 12 fused
/// multiply-adds, which is where the arithmetic, not the memory, becomes the limit (Goto, van de Geijn, *Anatomy of
/// High-Performance Matrix Multiplication*, 2008). Larger tiles were not faster. They have a second price: each call of
/// the Vector API is inlined, the first compiler of HotSpot gives up methods with too many of them, and a method that it
/// has given up can stay uncompiled for good. So masks stand only where the columns end, in tiles of their own.
final class SimdProduct {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /// The columns of the widest tile.
    static final int PANEL = 4 * LANES;

    private SimdProduct() {}

    /// @param a `[m, k]`: element (r, i) stands at `a0 + r·aRow + i·aStep`, so that a transposed matrix serves as it is
    /// @param b `[k, n]`: row i begins at `b0 + i·bRow`
    /// @param c `[m, n]`: row r begins at `c0 + r·cRow`
    /// @param fresh whether C is taken as 0 instead of what it holds
    static void add(
            int m,
            int n,
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bRow,
            double[] c,
            int c0,
            int cRow,
            boolean fresh) {
        int column = 0;
        for (; column + PANEL <= n; column += PANEL) {
            int row = 0;
            for (; row + 5 <= m || row + 3 == m; row += 3) { // leaves 4 or 2, not 1, if it can
                threeByFour(
                        k,
                        a,
                        a0 + row * aRow,
                        aRow,
                        aStep,
                        b,
                        b0 + column,
                        bRow,
                        c,
                        c0 + row * cRow + column,
                        cRow,
                        fresh);
            }
            for (; row + 2 <= m; row += 2) {
                twoByFour(
                        k,
                        a,
                        a0 + row * aRow,
                        aRow,
                        aStep,
                        b,
                        b0 + column,
                        bRow,
                        c,
                        c0 + row * cRow + column,
                        cRow,
                        fresh);
            }
            for (; row < m; row++) {
                oneByFour(k, a, a0 + row * aRow, aStep, b, b0 + column, bRow, c, c0 + row * cRow + column, fresh);
            }
        }
        for (; column + 2 * LANES <= n; column += 2 * LANES) {
            int row = 0;
            for (; row + 6 <= m; row += 6) {
                sixByTwo(
                        k,
                        a,
                        a0 + row * aRow,
                        aRow,
                        aStep,
                        b,
                        b0 + column,
                        bRow,
                        c,
                        c0 + row * cRow + column,
                        cRow,
                        fresh);
            }
            for (; row < m; row++) {
                oneByTwo(k, a, a0 + row * aRow, aStep, b, b0 + column, bRow, c, c0 + row * cRow + column, fresh);
            }
        }
        for (; column < n; column += LANES) {
            VectorMask<Double> mask = SPECIES.indexInRange(column, n);
            int row = 0;
            for (; row + 4 <= m; row += 4) {
                fourByPart(
                        k,
                        a,
                        a0 + row * aRow,
                        aRow,
                        aStep,
                        b,
                        b0 + column,
                        bRow,
                        c,
                        c0 + row * cRow + column,
                        cRow,
                        mask,
                        fresh);
            }
            for (; row < m; row++) {
                oneByPart(k, a, a0 + row * aRow, aStep, b, b0 + column, bRow, c, c0 + row * cRow + column, mask, fresh);
            }
        }
    }

    private static void threeByFour(
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bRow,
            double[] c,
            int c0,
            int cRow,
            boolean fresh) {
        DoubleVector sum00 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector sum01 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector sum02 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector sum03 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        DoubleVector sum10 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow);
        DoubleVector sum11 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + LANES);
        DoubleVector sum12 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + 2 * LANES);
        DoubleVector sum13 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + 3 * LANES);
        DoubleVector sum20 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow);
        DoubleVector sum21 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow + LANES);
        DoubleVector sum22 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow + 2 * LANES);
        DoubleVector sum23 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow + 3 * LANES);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, b, row + 3 * LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[from]);
            sum00 = x0.fma(y0, sum00);
            sum01 = x0.fma(y1, sum01);
            sum02 = x0.fma(y2, sum02);
            sum03 = x0.fma(y3, sum03);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[from + aRow]);
            sum10 = x1.fma(y0, sum10);
            sum11 = x1.fma(y1, sum11);
            sum12 = x1.fma(y2, sum12);
            sum13 = x1.fma(y3, sum13);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[from + 2 * aRow]);
            sum20 = x2.fma(y0, sum20);
            sum21 = x2.fma(y1, sum21);
            sum22 = x2.fma(y2, sum22);
            sum23 = x2.fma(y3, sum23);
        }
        sum00.intoArray(c, c0);
        sum01.intoArray(c, c0 + LANES);
        sum02.intoArray(c, c0 + 2 * LANES);
        sum03.intoArray(c, c0 + 3 * LANES);
        sum10.intoArray(c, c0 + cRow);
        sum11.intoArray(c, c0 + cRow + LANES);
        sum12.intoArray(c, c0 + cRow + 2 * LANES);
        sum13.intoArray(c, c0 + cRow + 3 * LANES);
        sum20.intoArray(c, c0 + 2 * cRow);
        sum21.intoArray(c, c0 + 2 * cRow + LANES);
        sum22.intoArray(c, c0 + 2 * cRow + 2 * LANES);
        sum23.intoArray(c, c0 + 2 * cRow + 3 * LANES);
    }

    private static void twoByFour(
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bRow,
            double[] c,
            int c0,
            int cRow,
            boolean fresh) {
        DoubleVector sum00 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector sum01 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector sum02 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector sum03 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        DoubleVector sum10 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow);
        DoubleVector sum11 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + LANES);
        DoubleVector sum12 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + 2 * LANES);
        DoubleVector sum13 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + 3 * LANES);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, b, row + 3 * LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[from]);
            sum00 = x0.fma(y0, sum00);
            sum01 = x0.fma(y1, sum01);
            sum02 = x0.fma(y2, sum02);
            sum03 = x0.fma(y3, sum03);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[from + aRow]);
            sum10 = x1.fma(y0, sum10);
            sum11 = x1.fma(y1, sum11);
            sum12 = x1.fma(y2, sum12);
            sum13 = x1.fma(y3, sum13);
        }
        sum00.intoArray(c, c0);
        sum01.intoArray(c, c0 + LANES);
        sum02.intoArray(c, c0 + 2 * LANES);
        sum03.intoArray(c, c0 + 3 * LANES);
        sum10.intoArray(c, c0 + cRow);
        sum11.intoArray(c, c0 + cRow + LANES);
        sum12.intoArray(c, c0 + cRow + 2 * LANES);
        sum13.intoArray(c, c0 + cRow + 3 * LANES);
    }

    private static void oneByFour(
            int k, double[] a, int a0, int aStep, double[] b, int b0, int bRow, double[] c, int c0, boolean fresh) {
        DoubleVector sum0 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector sum1 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector sum2 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES);
        DoubleVector sum3 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector y2 = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
            DoubleVector y3 = DoubleVector.fromArray(SPECIES, b, row + 3 * LANES);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[from]);
            sum0 = x.fma(y0, sum0);
            sum1 = x.fma(y1, sum1);
            sum2 = x.fma(y2, sum2);
            sum3 = x.fma(y3, sum3);
        }
        sum0.intoArray(c, c0);
        sum1.intoArray(c, c0 + LANES);
        sum2.intoArray(c, c0 + 2 * LANES);
        sum3.intoArray(c, c0 + 3 * LANES);
    }

    private static void sixByTwo(
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bRow,
            double[] c,
            int c0,
            int cRow,
            boolean fresh) {
        DoubleVector sum00 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector sum01 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector sum10 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow);
        DoubleVector sum11 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow + LANES);
        DoubleVector sum20 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow);
        DoubleVector sum21 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow + LANES);
        DoubleVector sum30 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 3 * cRow);
        DoubleVector sum31 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 3 * cRow + LANES);
        DoubleVector sum40 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 4 * cRow);
        DoubleVector sum41 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 4 * cRow + LANES);
        DoubleVector sum50 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 5 * cRow);
        DoubleVector sum51 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 5 * cRow + LANES);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[from]);
            sum00 = x0.fma(y0, sum00);
            sum01 = x0.fma(y1, sum01);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[from + aRow]);
            sum10 = x1.fma(y0, sum10);
            sum11 = x1.fma(y1, sum11);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[from + 2 * aRow]);
            sum20 = x2.fma(y0, sum20);
            sum21 = x2.fma(y1, sum21);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[from + 3 * aRow]);
            sum30 = x3.fma(y0, sum30);
            sum31 = x3.fma(y1, sum31);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, a[from + 4 * aRow]);
            sum40 = x4.fma(y0, sum40);
            sum41 = x4.fma(y1, sum41);
            DoubleVector x5 = DoubleVector.broadcast(SPECIES, a[from + 5 * aRow]);
            sum50 = x5.fma(y0, sum50);
            sum51 = x5.fma(y1, sum51);
        }
        sum00.intoArray(c, c0);
        sum01.intoArray(c, c0 + LANES);
        sum10.intoArray(c, c0 + cRow);
        sum11.intoArray(c, c0 + cRow + LANES);
        sum20.intoArray(c, c0 + 2 * cRow);
        sum21.intoArray(c, c0 + 2 * cRow + LANES);
        sum30.intoArray(c, c0 + 3 * cRow);
        sum31.intoArray(c, c0 + 3 * cRow + LANES);
        sum40.intoArray(c, c0 + 4 * cRow);
        sum41.intoArray(c, c0 + 4 * cRow + LANES);
        sum50.intoArray(c, c0 + 5 * cRow);
        sum51.intoArray(c, c0 + 5 * cRow + LANES);
    }

    private static void oneByTwo(
            int k, double[] a, int a0, int aStep, double[] b, int b0, int bRow, double[] c, int c0, boolean fresh) {
        DoubleVector sum0 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector sum1 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y0 = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector y1 = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[from]);
            sum0 = x.fma(y0, sum0);
            sum1 = x.fma(y1, sum1);
        }
        sum0.intoArray(c, c0);
        sum1.intoArray(c, c0 + LANES);
    }

    private static void fourByPart(
            int k,
            double[] a,
            int a0,
            int aRow,
            int aStep,
            double[] b,
            int b0,
            int bRow,
            double[] c,
            int c0,
            int cRow,
            VectorMask<Double> mask,
            boolean fresh) {
        DoubleVector sum0 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0, mask);
        DoubleVector sum1 = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + cRow, mask);
        DoubleVector sum2 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 2 * cRow, mask);
        DoubleVector sum3 =
                fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0 + 3 * cRow, mask);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, row, mask);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[from]);
            sum0 = x0.fma(y, sum0);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[from + aRow]);
            sum1 = x1.fma(y, sum1);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[from + 2 * aRow]);
            sum2 = x2.fma(y, sum2);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[from + 3 * aRow]);
            sum3 = x3.fma(y, sum3);
        }
        sum0.intoArray(c, c0, mask);
        sum1.intoArray(c, c0 + cRow, mask);
        sum2.intoArray(c, c0 + 2 * cRow, mask);
        sum3.intoArray(c, c0 + 3 * cRow, mask);
    }

    private static void oneByPart(
            int k,
            double[] a,
            int a0,
            int aStep,
            double[] b,
            int b0,
            int bRow,
            double[] c,
            int c0,
            VectorMask<Double> mask,
            boolean fresh) {
        DoubleVector sum = fresh ? DoubleVector.zero(SPECIES) : DoubleVector.fromArray(SPECIES, c, c0, mask);
        for (int i = 0; i < k; i++) {
            int from = a0 + i * aStep;
            int row = b0 + i * bRow;
            DoubleVector y = DoubleVector.fromArray(SPECIES, b, row, mask);
            DoubleVector x = DoubleVector.broadcast(SPECIES, a[from]);
            sum = x.fma(y, sum);
        }
        sum.intoArray(c, c0, mask);
    }
}
