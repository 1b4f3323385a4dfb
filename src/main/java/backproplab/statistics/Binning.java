package backproplab.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How a [Distribution] divides the numbers into bins. A bin holds what lies from its lower edge up to, but not on,
/// its upper edge.
public sealed interface Binning {
    int bins();

    /// The lower edge of a bin; with [#bins()] the upper edge of the last one.
    double edge(int bin);

    /// Where a finite number belongs: −1 below all bins, [#bins()] above them.
    int bin(double x);

    /// Equal bins between given limits; the upper limit itself belongs to the last bin.
    record Linear(double low, double high, int bins) implements Binning {
        public Linear {
            if (!Double.isFinite(low) || !Double.isFinite(high - low) || low >= high) {
                throw new IllegalArgumentException(
                        "limits need to be finite and ascend, got %s and %s".formatted(low, high));
            }
            if (bins < 1) {
                throw new IllegalArgumentException("at least one bin is needed, got " + bins);
            }
        }

        @Override
        public double edge(int bin) {
            return bin == bins ? high : low + (high - low) * bin / bins;
        }

        @Override
        public int bin(double x) {
            if (x < low || x > high) {
                return x < low ? -1 : bins;
            }
            int bin = Math.min((int) ((x - low) / (high - low) * bins), bins - 1);
            // Rounding may have carried it over an edge.
            if (x < edge(bin)) {
                return bin - 1;
            }
            return bin < bins - 1 && x >= edge(bin + 1) ? bin + 1 : bin;
        }
    }

    /// 512 equal bins of width `2^exponent`, 256 on each side of 0, for numbers whose limits are not known before:
    /// when one lies outside, the width doubles until it does not, and the bins merge pairwise. Every edge of the wider
    /// bins is one of the narrower, so nothing is lost: the result is what these bins would have counted from
    /// the start, whatever the order of the numbers.
    record Widening(int exponent) implements Binning {
        private static final int SIDE = 256;
        private static final int LEAST_EXPONENT = -1022;
        private static final int MANTISSA_BITS = Double.PRECISION - 1;

        /// The narrowest, to begin with.
        public static final Widening START = new Widening(LEAST_EXPONENT);

        @Override
        public int bins() {
            return 2 * SIDE;
        }

        @Override
        public double edge(int bin) {
            return Math.scalb((double) (bin - SIDE), exponent);
        }

        @Override
        public int bin(double x) {
            double widths = x * powerOfTwo(-exponent);
            if (widths < -SIDE) {
                return -1;
            }
            if (widths == 0) { // a number that has underflowed keeps its side
                return x < 0 ? SIDE - 1 : SIDE;
            }
            return widths >= SIDE ? bins() : (int) Math.floor(widths) + SIDE;
        }

        /// As `Math.scalb(1.0, power)` for powers of normal numbers, in a tenth of the time: every activation comes by here.
        private static double powerOfTwo(int power) {
            return Double.longBitsToDouble((long) (Double.MAX_EXPONENT + power) << MANTISSA_BITS);
        }

        /// The narrowest bins that are not narrower than these and hold a finite x.
        Widening widenedTo(double x) {
            return new Widening(Math.max(exponent, Math.getExponent(x) - 7));
        }

        /// Which of the `wider` bins holds `bin` of these.
        int binWithin(Widening wider, int bin) {
            int doublings = Math.min(wider.exponent - exponent, Integer.SIZE - 1);
            return ((bin - SIDE) >> doublings) + SIDE;
        }
    }

    /// By size: four bins to each power of ten of `|x|`, for every number but 0. Zero lies below all bins, so that
    /// [Distribution#below()] counts the exact zeros. The first bin also holds all that is smaller than it.
    record Magnitudes() implements Binning {
        private static final int LEAST_POWER = -308;
        private static final String[] STEPS = {"1", "1.7782794100389228", "3.1622776601683795", "5.623413251903491"};
        private static final double[] EDGES = edges();

        @Override
        public int bins() {
            return EDGES.length - 1;
        }

        @Override
        public double edge(int bin) {
            return EDGES[bin];
        }

        @Override
        public int bin(double x) {
            if (x == 0) {
                return -1;
            }
            int found = Arrays.binarySearch(EDGES, Math.abs(x));
            return found >= 0 ? found : -found - 2;
        }

        /// The bin that begins at `10^power`.
        public static int binOfPower(int power) {
            return (power - LEAST_POWER) * STEPS.length;
        }

        private static double[] edges() {
            double[] edges =
                    IntStream.iterate(0, i -> i + 1)
                            .mapToObj(i -> STEPS[i % STEPS.length] + "e" + (LEAST_POWER + i / STEPS.length))
                            .mapToDouble(Double::parseDouble)
                            .takeWhile(Double::isFinite)
                            .toArray();
            edges[0] = Double.MIN_VALUE;
            double[] all = Arrays.copyOf(edges, edges.length + 1);
            all[edges.length] = Double.POSITIVE_INFINITY;
            return all;
        }
    }
}
