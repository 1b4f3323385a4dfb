package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The convolution in vectors against the plain one, bit for bit.
class SimdConvolutionTest {
    private static final KernelProvider PLAIN = new ScalarKernels();
    private static final KernelProvider FAST = new SimdKernels(true);

    record Case(
            int samples,
            int channels,
            Extent picture,
            int filters,
            Extent kernel,
            Extent stride,
            Extent padding,
            long seed) {}

    /// LeNet's convolutions; every kernel 1…5, stride 1…3 and padding 0…3; the rest drawn.
    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(32, 1, square(28), 6, square(5), square(1), square(2), 1));
        cases.add(new Case(33, 6, square(14), 16, square(5), square(1), square(0), 2));
        Random random = new Random(3);
        for (int kernel = 1; kernel <= 5; kernel++) {
            for (int stride = 1; stride <= 3; stride++) {
                for (int padding = 0; padding <= 3; padding++) {
                    for (int samples = 1; samples <= 9; samples++) {
                        cases.add(
                                new Case(
                                        random.nextInt(8) == 0 ? 32 + random.nextInt(2) : samples,
                                        1 + random.nextInt(9),
                                        new Extent(kernel + random.nextInt(6), kernel + random.nextInt(6)),
                                        1 + random.nextInt(19),
                                        new Extent(kernel, 1 + random.nextInt(kernel)),
                                        new Extent(stride, 1 + random.nextInt(3)),
                                        new Extent(padding, random.nextInt(4)),
                                        random.nextLong()));
                    }
                }
            }
        }
        return cases;
    }

    private static Extent square(int size) {
        return Extent.square(size);
    }

    /// The numbers of a case.
    private static final class Numbers {
        private final Case it;
        private final SeededRandom random;
        private final Tensor x;
        private final Tensor w;
        private final Tensor b;
        private final Tensor z;

        Numbers(Case it) {
            this.it = it;
            random = new SeededRandom(it.seed);
            x = drawn(it.samples + 1, it.channels, it.picture.rows(), it.picture.columns());
            w = drawn(it.filters, it.channels, it.kernel.rows(), it.kernel.columns());
            b = drawn(it.filters);
            z =
                    drawn(
                            it.samples + 1,
                            it.filters,
                            Kernels.places(it.picture.rows(), it.kernel.rows(), it.stride.rows(), it.padding.rows()),
                            Kernels.places(
                                    it.picture.columns(),
                                    it.kernel.columns(),
                                    it.stride.columns(),
                                    it.padding.columns()));
        }

        /// With zeros of both signs among them, as behind a ReLU.
        private Tensor drawn(int... sizes) {
            Tensor tensor = Tensor.zeros(sizes);
            for (int i = 0; i < tensor.size(); i++) {
                double value = random.nextGaussian();
                tensor.set(i, Math.abs(value) < 0.4 ? Math.copySign(0, value) : value);
            }
            return tensor;
        }

        Tensor convolved(KernelProvider kernels, int from, int to, int fromFilter, int toFilter) {
            Tensor result = z.copy();
            Tensor bias = it.seed % 2 == 0 ? b : null;
            kernels.convolve(x, w, bias, result, it.stride, it.padding, from, to, fromFilter, toFilter);
            return result;
        }

        Tensor toPictures(KernelProvider kernels, int from, int to) {
            Tensor result = x.copy();
            kernels.addConvolutionInputGradient(z, w, result, it.stride, it.padding, from, to);
            return result;
        }

        Tensor toKernels(KernelProvider kernels, int fromTap, int toTap) {
            Tensor result = w.copy();
            kernels.addConvolutionKernelGradient(z, x, result, it.stride, it.padding, it.samples, fromTap, toTap);
            return result;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theBitsOfThePlainOne(Case it) {
        Numbers numbers = new Numbers(it);
        same(
                numbers.convolved(PLAIN, 0, it.samples, 0, it.filters),
                numbers.convolved(FAST, 0, it.samples, 0, it.filters));
        same(numbers.toPictures(PLAIN, 0, it.samples), numbers.toPictures(FAST, 0, it.samples));
        int taps = numbers.w.rowSize();
        same(numbers.toKernels(PLAIN, 0, taps), numbers.toKernels(FAST, 0, taps));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void partsAreComputedAlone(Case it) {
        Numbers numbers = new Numbers(it);
        int from = it.samples / 3;
        int to = it.samples - it.samples / 4;
        int filter = it.filters / 2;
        same(
                numbers.convolved(PLAIN, from, to, filter, it.filters),
                numbers.convolved(FAST, from, to, filter, it.filters));
        same(numbers.toPictures(PLAIN, from, to), numbers.toPictures(FAST, from, to));
        int taps = numbers.w.rowSize();
        same(numbers.toKernels(PLAIN, taps / 3, taps / 2), numbers.toKernels(FAST, taps / 3, taps / 2));
    }

    private static void same(Tensor plain, Tensor fast) {
        assertArrayEquals(plain.values(), fast.values());
    }
}
