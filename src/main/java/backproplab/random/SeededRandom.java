package backproplab.random;

import java.util.random.RandomGenerator;

/// SplitMix64: `state += γ; return mix(state)` with the golden gamma `γ = 0x9E3779B97F4A7C15`.
///
/// Own code rather than `java.util.random` for one reason: a file and its seed give the same bits on
/// every machine and every JDK. The JDK documents the period of its generators, not the algorithms
/// behind [#nextGaussian()] and bounded integers, and it has changed both before. Here everything
/// rests on integer arithmetic and [StrictMath].
///
/// Reference: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, 2014.
public final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private long state;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    public SeededRandom(long seed) {
        state = seed;
    }

    /// The generator of one purpose. Different purposes of the same seed do not move each other:
    /// drawing more weights leaves the order of the samples as it was.
    ///
    /// @param path what further tells this stream apart, such as the epoch or the step
    public static SeededRandom of(long seed, Purpose purpose, long... path) {
        long mixed = start(seed, purpose);
        for (long part : path) {
            mixed = mix(mixed + GOLDEN_GAMMA * (part + 1));
        }
        return new SeededRandom(mixed);
    }

    /// Goes to the start of `of(seed, purpose, part)`, for loops that must not allocate.
    public void restart(long seed, Purpose purpose, long part) {
        state = mix(start(seed, purpose) + GOLDEN_GAMMA * (part + 1));
        hasSpareGaussian = false;
    }

    /// Goes to the start of `of(seed, purpose, part, second)`.
    public void restart(long seed, Purpose purpose, long part, long second) {
        restart(seed, purpose, part);
        state = mix(state + GOLDEN_GAMMA * (second + 1));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /// Uniform in `[0, 1)`, a multiple of 2⁻⁵³.
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// Uniform in `0 … bound − 1`: the high half of a 64×64-bit product (Lemire 2019). The bias of at
    /// most `bound · 2⁻⁶⁴` is left in, so that every draw costs exactly one number of the stream.
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, got " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /// Standard normal by the polar method (Marsaglia, Bray 1964).
    @Override
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        double radius = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * radius;
        hasSpareGaussian = true;
        return u * radius;
    }

    /// The Fisher–Yates shuffle, in place.
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    private static long start(long seed, Purpose purpose) {
        return mix(seed + GOLDEN_GAMMA * purpose.salt());
    }

    /// Variant 13 of Stafford's finalizers, as in the reference and in `java.util.SplittableRandom`.
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
