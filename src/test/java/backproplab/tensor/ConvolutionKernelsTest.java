package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/// The convolution against its definition, written out over every number: same order, same bits.
class ConvolutionKernelsTest {
    private static final Extent ONE = Extent.square(1);
    private static final Extent NONE = Extent.square(0);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// A picture, kernels and an output of random sizes that fit each other.
    private static final class Sizes {
        private final SeededRandom random;
        private final int samples;
        private final Extent stride;
        private final Extent padding;
        private final Tensor x;
        private final Tensor w;
        private final Tensor b;
        private final Tensor z;

        Sizes(long seed) {
            random = new SeededRandom(seed);
            samples = 1 + random.nextInt(3);
            stride = new Extent(1 + random.nextInt(3), 1 + random.nextInt(3));
            padding = new Extent(random.nextInt(4), random.nextInt(4));
            int channels = 1 + random.nextInt(6);
            int filters = 1 + random.nextInt(6);
            Extent kernel = new Extent(1 + random.nextInt(4), 1 + random.nextInt(4));
            Extent picture = new Extent(kernel.rows() + random.nextInt(5), kernel.columns() + random.nextInt(5));
            x = drawn(samples + 1, channels, picture.rows(), picture.columns());
            w = drawn(filters, channels, kernel.rows(), kernel.columns());
            b = drawn(filters);
            z =
                    drawn(
                            samples + 1,
                            filters,
                            Kernels.places(picture.rows(), kernel.rows(), stride.rows(), padding.rows()),
                            Kernels.places(picture.columns(), kernel.columns(), stride.columns(), padding.columns()));
        }

        private Tensor drawn(int... sizes) {
            Tensor tensor = Tensor.zeros(sizes);
            for (int i = 0; i < tensor.size(); i++) {
                tensor.set(i, random.nextGaussian());
            }
            return tensor;
        }

        /// One product of the definition: a place of z, a place of x and a place of w.
        interface Term {
            void add(int atZ, int atX, int atW);
        }

        /// Every product, over s, f, r, k, c, i, j in this nesting.
        void each(Term term) {
            for (int s = 0; s < samples; s++) {
                for (int f = 0; f < z.shape().size(1); f++) {
                    for (int r = 0; r < z.shape().size(2); r++) {
                        for (int k = 0; k < z.shape().size(3); k++) {
                            window(term, s, f, r, k);
                        }
                    }
                }
            }
        }

        private void window(Term term, int s, int f, int r, int k) {
            for (int c = 0; c < x.shape().size(1); c++) {
                for (int i = 0; i < w.shape().size(2); i++) {
                    for (int j = 0; j < w.shape().size(3); j++) {
                        int row = r * stride.rows() + i - padding.rows();
                        int column = k * stride.columns() + j - padding.columns();
                        if (row >= 0 && row < x.shape().size(2) && column >= 0 && column < x.shape().size(3)) {
                            term.add(at(z, s, f, r, k), at(x, s, c, row, column), at(w, f, c, i, j));
                        }
                    }
                }
            }
        }

        private static int at(Tensor tensor, int... indices) {
            int at = 0;
            for (int axis = 0; axis < indices.length; axis++) {
                at = at * tensor.shape().size(axis) + indices[axis];
            }
            return at;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void convolves(long seed) {
        Sizes it = new Sizes(seed);
        Tensor expected = it.z.copy();
        int plane = it.z.shape().size(2) * it.z.shape().size(3);
        for (int i = 0; i < it.samples * it.z.rowSize(); i++) {
            expected.set(i, it.b.get(i / plane % it.b.size()));
        }
        it.each((z, x, w) -> expected.set(z, Math.fma(it.x.get(x), it.w.get(w), expected.get(z))));

        Kernels.convolve(it.x, it.w, it.b, it.z, it.stride, it.padding, 0, it.samples, 0, it.w.rows());

        assertArrayEquals(expected.values(), it.z.values());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsToThePictures(long seed) {
        Sizes it = new Sizes(seed);
        Tensor expected = it.x.copy();
        Tensor added = it.x.copy();
        List<int[]> terms = new ArrayList<>();
        it.each((z, x, w) -> terms.add(new int[] {z, x, w}));
        // place by place, and in each filter by filter, as each() nests them the other way round
        int plane = it.z.shape().size(2) * it.z.shape().size(3);
        terms.sort(Comparator.comparingInt(term -> term[0] % plane));
        for (int[] term : terms) {
            expected.set(term[1], Math.fma(it.z.get(term[0]), it.w.get(term[2]), expected.get(term[1])));
        }

        Kernels.addConvolutionInputGradient(it.z, it.w, added, it.stride, it.padding, 0, it.samples);

        assertArrayEquals(expected.values(), added.values());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsToTheKernels(long seed) {
        Sizes it = new Sizes(seed);
        Tensor expected = it.w.copy();
        Tensor added = it.w.copy();
        it.each((z, x, w) -> expected.set(w, Math.fma(it.z.get(z), it.x.get(x), expected.get(w))));

        Kernels.addConvolutionKernelGradient(it.z, it.x, added, it.stride, it.padding, it.samples, 0, it.w.rowSize());

        assertArrayEquals(expected.values(), added.values());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void computesSomeSamplesAndFiltersAlone(long seed) {
        Sizes it = new Sizes(seed);
        Tensor whole = it.z.copy();
        Tensor part = it.z.copy();
        int filter = it.w.rows() - 1;
        int sample = it.samples - 1;
        Kernels.convolve(it.x, it.w, null, whole, it.stride, it.padding, 0, it.samples, 0, it.w.rows());

        Kernels.convolve(it.x, it.w, null, part, it.stride, it.padding, sample, sample + 1, filter, filter + 1);

        int plane = part.shape().size(2) * part.shape().size(3);
        for (int i = 0; i < part.size(); i++) {
            boolean computed = i / part.rowSize() == sample && i / plane % it.w.rows() == filter;
            assertEquals((computed ? whole : it.z).get(i), part.get(i));
        }
    }

    @Test
    void sumsPlanes() { // by hand
        Tensor sums = Tensor.vector(100, 200);
        Kernels.addPlaneSums(Tensor.of(Shape.of(2, 2, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8), sums, 2);
        assertArrayEquals(new double[] {100 + 1 + 2 + 5 + 6, 200 + 3 + 4 + 7 + 8}, sums.values());
    }

    /// What does not fill a step is left out; a kernel larger than the padded picture has no place.
    @Test
    void countsPlaces() {
        assertEquals(24, Kernels.places(28, 5, 1, 0));
        assertEquals(28, Kernels.places(28, 5, 1, 2));
        assertEquals(2, Kernels.places(6, 3, 2, 0));
        assertEquals(0, Kernels.places(2, 3, 1, 0));
        assertEquals(0, Kernels.places(2, 3, 5, 0));
    }

    @Test
    void wrongShapesFailWithAllOfThem() {
        Tensor x = Tensor.zeros(1, 2, 4, 4);
        Tensor w = Tensor.zeros(3, 1, 3, 3);
        Tensor z = Tensor.zeros(1, 3, 2, 2);
        Exception refused =
                assertThrows(
                        IllegalArgumentException.class, () -> Kernels.convolve(x, w, null, z, ONE, NONE, 0, 1, 0, 3));
        assertEquals(
                "a convolution of 1 samples with stride 1×1 and padding 0×0 does not go from X [1, 2, 4, 4] with W"
                        + " [3, 1, 3, 3] to Z [1, 3, 2, 2]",
                refused.getMessage());
    }
}
