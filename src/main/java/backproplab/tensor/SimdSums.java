package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The sums of [ScalarSums] on vectors of four: sixteen lanes are four of them, which is what it takes to keep the adders
/// busy, so that wider vectors would gain nothing.
final class SimdSums {
    /// Where vectors are narrower, the plain sums are as fast.
    static final boolean PAYS = DoubleVector.SPECIES_PREFERRED.length() >= 4;

    /// Shorter arrays are summed sooner than vectors are folded.
    static final int LEAST = 64;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;
    private static final int LANES = ScalarSums.LANES;

    private SimdSums() {}

    static void sizes(double[] x, int from, int n, double[] sums) {
        int whole = n & -LANES;
        ScalarSums.restOfSizes(x, from, n, sums);
        if (whole == 0) {
            return;
        }
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero;
        DoubleVector s1 = zero;
        DoubleVector s2 = zero;
        DoubleVector s3 = zero;
        DoubleVector m0 = zero;
        DoubleVector m1 = zero;
        DoubleVector m2 = zero;
        DoubleVector m3 = zero;
        for (int i = from; i < from + whole; i += LANES) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, i + 4);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, i + 8);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, i + 12);
            s0 = x0.fma(x0, s0);
            s1 = x1.fma(x1, s1);
            s2 = x2.fma(x2, s2);
            s3 = x3.fma(x3, s3);
            m0 = m0.add(x0.lanewise(VectorOperators.ABS));
            m1 = m1.add(x1.lanewise(VectorOperators.ABS));
            m2 = m2.add(x2.lanewise(VectorOperators.ABS));
            m3 = m3.add(x3.lanewise(VectorOperators.ABS));
        }
        sums[0] += halved(s0.add(s2).add(s1.add(s3)));
        sums[1] += halved(m0.add(m2).add(m1.add(m3)));
    }

    static void changes(double[] x, int from, double[] before, int n, double[] sums) {
        int whole = n & -LANES;
        ScalarSums.restOfChanges(x, from, before, n, sums);
        if (whole == 0) {
            return;
        }
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero;
        DoubleVector s1 = zero;
        DoubleVector s2 = zero;
        DoubleVector s3 = zero;
        DoubleVector c0 = zero;
        DoubleVector c1 = zero;
        DoubleVector c2 = zero;
        DoubleVector c3 = zero;
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, from + i);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, from + i + 4);
            DoubleVector x2 = DoubleVector.fromArray(SPECIES, x, from + i + 8);
            DoubleVector x3 = DoubleVector.fromArray(SPECIES, x, from + i + 12);
            s0 = x0.fma(x0, s0);
            s1 = x1.fma(x1, s1);
            s2 = x2.fma(x2, s2);
            s3 = x3.fma(x3, s3);
            x0 = x0.sub(DoubleVector.fromArray(SPECIES, before, i));
            x1 = x1.sub(DoubleVector.fromArray(SPECIES, before, i + 4));
            x2 = x2.sub(DoubleVector.fromArray(SPECIES, before, i + 8));
            x3 = x3.sub(DoubleVector.fromArray(SPECIES, before, i + 12));
            c0 = x0.fma(x0, c0);
            c1 = x1.fma(x1, c1);
            c2 = x2.fma(x2, c2);
            c3 = x3.fma(x3, c3);
        }
        sums[0] += halved(s0.add(s2).add(s1.add(s3)));
        sums[1] += halved(c0.add(c2).add(c1.add(c3)));
    }

    /// `(0 + 2) + (1 + 3)`. Not `reduceLanes`, which promises no order.
    private static double halved(DoubleVector v) {
        return (v.lane(0) + v.lane(2)) + (v.lane(1) + v.lane(3));
    }
}
