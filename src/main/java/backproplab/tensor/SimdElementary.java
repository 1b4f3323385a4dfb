package backproplab.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The elementwise functions, several numbers at a time: in each lane the operations of [Exponential] and [Elementary] one by
/// one, so that the bits are theirs. Where those choose between two values, a mask does.
///
/// No vector is given to a method of this class. HotSpot does not inline a method that it has compiled already and found
/// large, and then makes an object of every vector, which costs more than the vectors gain; which of two methods it comes
/// to first is chance. So each loop is one method, and what has an exponential in it shares a loop. All vectors are read
/// and written through a mask: two copies of a loop, one for its end, would cost more than the mask.
final class SimdElementary {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final long SIGN = 1L << 63;

    private SimdElementary() {}

    /// What is made of an exponential.
    private enum Use {
        /// itself
        VALUE,
        /// [Elementary#sigmoid]
        SIGMOID,
        /// `y += da · factor² · [Elementary#sigmoidSlope]`
        ADD_SLOPE
    }

    static void exp(double[] x, double[] y, int from, int to) {
        exponential(x, 1, 0, Use.VALUE, x, y, from, to);
    }

    static void sigmoid(double[] z, double[] a, int from, int to) {
        exponential(z, 1, SIGN, Use.SIGMOID, z, a, from, to);
    }

    static void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to) {
        exponential(z, 1, SIGN, Use.ADD_SLOPE, da, dz, from, to);
    }

    static void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to) {
        exponential(z, 2, SIGN, Use.ADD_SLOPE, da, dz, from, to);
    }

    /// [Exponential#exp] of `factor·x`, or with [#SIGN] of `−|factor·x|`.
    private static void exponential(
            double[] x, double factor, long sign, Use use, double[] da, double[] y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorMask<Double> there = SPECIES.indexInRange(i, to);
            DoubleVector z = DoubleVector.fromArray(SPECIES, x, i, there);
            DoubleVector at = z.mul(factor).reinterpretAsLongs().or(sign).reinterpretAsDoubles();
            DoubleVector within =
                    at.blend(Exponential.HIGHEST, at.compare(VectorOperators.GT, Exponential.HIGHEST))
                            .blend(Exponential.LOWEST, at.compare(VectorOperators.LT, Exponential.LOWEST));
            DoubleVector rounded = within.fma(all(Exponential.LOG2_E), all(Exponential.ROUND_FOR_TWO_FACTORS));
            DoubleVector k = rounded.sub(Exponential.ROUND_FOR_TWO_FACTORS);
            DoubleVector r = k.fma(all(-Exponential.LN2_REST), k.fma(all(-Exponential.LN2), within));
            DoubleVector r2 = r.mul(r);
            DoubleVector even =
                    r2.fma(all(Exponential.Q10), all(Exponential.Q8))
                            .fma(r2, all(Exponential.Q6))
                            .fma(r2, all(Exponential.Q4))
                            .fma(r2, all(Exponential.Q2))
                            .fma(r2, all(Exponential.Q0));
            DoubleVector odd =
                    r2.fma(all(Exponential.Q9), all(Exponential.Q7))
                            .fma(r2, all(Exponential.Q5))
                            .fma(r2, all(Exponential.Q3))
                            .fma(r2, all(Exponential.Q1));
            LongVector bits = rounded.reinterpretAsLongs();
            LongVector half = bits.lanewise(VectorOperators.LSHR, 1);
            LongVector first = half.lanewise(VectorOperators.LSHL, Exponential.EXPONENT_SHIFT);
            LongVector second = bits.sub(half).lanewise(VectorOperators.LSHL, Exponential.EXPONENT_SHIFT);
            DoubleVector e =
                    r2.fma(r.fma(odd, even), r)
                            .add(1)
                            .mul(first.reinterpretAsDoubles())
                            .mul(second.reinterpretAsDoubles());
            if (use == Use.VALUE) {
                e.intoArray(y, i, there);
            } else if (use == Use.SIGMOID) {
                e.blend(1, z.compare(VectorOperators.GE, 0)).div(e.add(1)).intoArray(y, i, there);
            } else {
                DoubleVector root = e.add(1);
                DoubleVector slope = e.div(root.mul(root)).mul(factor * factor);
                DoubleVector product = DoubleVector.fromArray(SPECIES, da, i, there).mul(slope);
                DoubleVector.fromArray(SPECIES, y, i, there).add(product).intoArray(y, i, there);
            }
        }
    }

    /// [Exponential#tanh]
    static void tanh(double[] z, double[] a, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorMask<Double> there = SPECIES.indexInRange(i, to);
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i, there);
            DoubleVector twice = x.abs().mul(2);
            DoubleVector within =
                    twice.blend(Exponential.TANH_IS_ONE, twice.compare(VectorOperators.GT, Exponential.TANH_IS_ONE));
            DoubleVector rounded = within.fma(all(Exponential.LOG2_E), all(Exponential.ROUND_FOR_ONE_FACTOR));
            DoubleVector k = rounded.sub(Exponential.ROUND_FOR_ONE_FACTOR);
            DoubleVector r = k.fma(all(-Exponential.LN2_REST), k.fma(all(-Exponential.LN2), within));
            DoubleVector r2 = r.mul(r);
            DoubleVector even =
                    r2.fma(all(Exponential.Q10), all(Exponential.Q8))
                            .fma(r2, all(Exponential.Q6))
                            .fma(r2, all(Exponential.Q4))
                            .fma(r2, all(Exponential.Q2))
                            .fma(r2, all(Exponential.Q0));
            DoubleVector odd =
                    r2.fma(all(Exponential.Q9), all(Exponential.Q7))
                            .fma(r2, all(Exponential.Q5))
                            .fma(r2, all(Exponential.Q3))
                            .fma(r2, all(Exponential.Q1));
            DoubleVector power =
                    rounded.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, Exponential.EXPONENT_SHIFT)
                            .reinterpretAsDoubles();
            DoubleVector d = power.fma(r2.fma(r.fma(odd, even), r), power.sub(1));
            LongVector sign = x.reinterpretAsLongs().and(SIGN);
            d.div(d.add(2)).reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(a, i, there);
        }
    }

    /// [Elementary#relu]
    static void relu(double[] z, double[] a, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            VectorMask<Double> there = SPECIES.indexInRange(i, to);
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i, there);
            x.blend(0, x.compare(VectorOperators.LE, 0)).intoArray(a, i, there);
        }
    }

    /// `dz += da · [Elementary#reluSlope]`
    static void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero) {
        for (int i = from; i < to; i += LANES) {
            VectorMask<Double> there = SPECIES.indexInRange(i, to);
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i, there);
            DoubleVector slope =
                    x.blend(1, x.compare(VectorOperators.GT, 0))
                            .blend(0, x.compare(VectorOperators.LT, 0))
                            .blend(atZero, x.compare(VectorOperators.EQ, 0));
            DoubleVector product = DoubleVector.fromArray(SPECIES, da, i, there).mul(slope);
            DoubleVector.fromArray(SPECIES, dz, i, there).add(product).intoArray(dz, i, there);
        }
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
