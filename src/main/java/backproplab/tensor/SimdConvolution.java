package backproplab.tensor;

import static backproplab.tensor.SimdTranspose.fromLanes;
import static backproplab.tensor.SimdTranspose.intoLanes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The convolution in vectors ([SimdTile]).
///
/// Forward and back to the pictures the lanes are samples: a block of them is turned round, so that the same number of all
/// samples lies side by side. Every sample then needs the same numbers of a kernel at the same places, whatever the stride
/// and the padding, and the vectors are full even where maps are small. The rows of a tile are filters, or channels on the
/// way back. Back to the kernels, where the sum goes over the samples, the lanes are filters and the rows taps.
///
/// Each thread has one.
final class SimdConvolution {
    private static final ThreadLocal<SimdConvolution> OF_THREAD = ThreadLocal.withInitial(SimdConvolution::new);
    private static final int LANES = SimdTile.LANES;

    private static final Scratch TURNED = new Scratch();
    private static final Scratch PADDED = new Scratch();
    private static final Scratch SUMS = new Scratch();

    /// Half a gigabyte.
    private static final long MOST_ROOM = 1 << 26;

    private final SimdTile tile = new SimdTile();

    private int channels;
    private int height;
    private int width;
    private int filters;
    private int kernelRows;
    private int kernelColumns;
    private int rows;
    private int columns;
    private Extent stride = Extent.square(1);
    private Extent padding = Extent.square(0);

    private SimdConvolution() {}

    /// Whether the way forward and the way back to the pictures pay: with a single sample nearly all lanes would be empty,
    /// and pictures of many millions of numbers would need as much room in every lane.
    static boolean suits(Tensor x, Tensor z, Extent padding, int samples) {
        Shape picture = x.shape();
        long rows = picture.size(2) + 2L * padding.rows();
        long columns = picture.size(3) + 2L * padding.columns() + 1;
        return samples > 1 && Math.max(picture.size(1) * rows * columns, z.rowSize()) * 2 * LANES <= MOST_ROOM;
    }

    /// The one of this thread, for pictures, kernels and outputs of these shapes.
    static SimdConvolution of(Tensor x, Tensor w, Tensor z, Extent stride, Extent padding) {
        SimdConvolution it = OF_THREAD.get();
        it.channels = x.shape().size(1);
        it.height = x.shape().size(2);
        it.width = x.shape().size(3);
        it.filters = z.shape().size(1);
        it.kernelRows = w.shape().size(2);
        it.kernelColumns = w.shape().size(3);
        it.rows = z.shape().size(2);
        it.columns = z.shape().size(3);
        it.stride = stride;
        it.padding = padding;
        return it;
    }

    /// See [Kernels#convolve].
    void convolve(
            double[] x,
            double[] w,
            double @Nullable [] b,
            double[] z,
            int fromSample,
            int toSample,
            int fromFilter,
            int toFilter) {
        for (int s = fromSample; s < toSample; s += 2 * LANES) {
            int samples = Math.min(2 * LANES, toSample - s);
            int block = samples > LANES ? 2 * LANES : LANES;
            double[] pictures = turnedPictures(x, s, samples, block);
            int together = SimdTile.rowsOf(block);
            for (int f = fromFilter; f < toFilter; f += together) {
                filterMaps(pictures, w, b, z, s, samples, block, f, Math.min(together, toFilter - f));
            }
        }
    }

    /// The maps of a few filters, row by row.
    private void filterMaps(
            double[] pictures,
            double[] w,
            double @Nullable [] b,
            double[] z,
            int sample,
            int samples,
            int block,
            int filter,
            int count) {
        int together = SimdTile.rowsOf(block);
        int area = kernelRows * kernelColumns;
        int pitch = pitch();
        int line = columns * block;
        double[] row = SUMS.of(together * line);
        for (int m = 0; m < together; m++) {
            int f = filter + Math.min(m, count - 1);
            tile.rows[m] = f * channels * area;
            tile.starts[m] = b == null ? 0 : b[f];
        }
        tile.goOn(false);
        tile.outer().set(1, 0, 0);
        tile.middle().set(1, 0, 0);
        int taps = channels * area;
        int[] places = tile.inner(taps, 1);
        for (int t = 0; t < taps; t++) {
            places[t] = placeOf(t, pitch) * block;
        }
        for (int r = 0; r < rows; r++) {
            int from = r * stride.rows() * pitch * block;
            int step = stride.columns() * block;
            for (int k = 0; k < columns; k++) {
                tile.add(block, w, 0, pictures, from + k * step, row, k * block, line);
            }
            for (int m = 0; m < count; m++) {
                int to = ((sample * filters + filter + m) * rows + r) * columns;
                fromLanes(row, m * line, block, samples, columns, z, to, filters * rows * columns);
            }
        }
    }

    private boolean isPadded() {
        return padding.rows() > 0 || padding.columns() > 0;
    }

    private int paddedHeight() {
        return height + 2 * padding.rows();
    }

    /// How many numbers are between a number and the one below it. Odd, since the rows under a kernel would hinder each
    /// other in the cache if they were a power of two apart.
    private int pitch() {
        return (width + 2 * padding.columns()) | 1;
    }

    /// `[channels, padded rows, pitch, block]`, with zeros in the padding. What stands in lanes without a sample does not
    /// matter.
    private double[] turnedPictures(double[] x, int sample, int samples, int block) {
        int pitch = pitch();
        int size = channels * paddedHeight() * pitch * block;
        double[] pictures = TURNED.of(size);
        if (isPadded()) {
            Arrays.fill(pictures, 0, size, 0);
        }
        int picture = channels * height * width;
        for (int c = 0; c < channels; c++) {
            for (int r = 0; r < height; r++) {
                int from = sample * picture + (c * height + r) * width;
                int to = (c * paddedHeight() + r + padding.rows()) * pitch + padding.columns();
                intoLanes(x, from, picture, samples, width, pictures, to * block, block);
            }
        }
        return pictures;
    }

    /// Back to the pictures; see [Kernels#addConvolutionInputGradient].
    void addInputGradient(double[] dz, double[] w, double[] dx, int fromSample, int toSample) {
        for (int s = fromSample; s < toSample; s += 2 * LANES) {
            int samples = Math.min(2 * LANES, toSample - s);
            int block = samples > LANES ? 2 * LANES : LANES;
            double[] arriving = turnedGradients(dz, s, samples, block);
            int together = SimdTile.rowsOf(block);
            for (int c = 0; c < channels; c += together) {
                addToChannels(arriving, w, dx, s, samples, block, c, Math.min(together, channels - c));
            }
        }
    }

    /// A few channels, row by row.
    private void addToChannels(
            double[] arriving, double[] w, double[] dx, int sample, int samples, int block, int channel, int count) {
        int together = SimdTile.rowsOf(block);
        int area = kernelRows * kernelColumns;
        int line = width * block;
        int picture = channels * height * width;
        double[] row = SUMS.of(together * line);
        for (int m = 0; m < together; m++) {
            tile.rows[m] = (channel + Math.min(m, count - 1)) * area;
        }
        tile.goOn(true);
        tile.inner(filters, channels * area, block);
        for (int r = 0; r < height; r++) {
            for (int m = 0; m < count; m++) {
                int from = sample * picture + ((channel + m) * height + r) * width;
                intoLanes(dx, from, picture, samples, width, row, m * line, block);
            }
            addRow(arriving, w, r, row, block);
            for (int m = 0; m < count; m++) {
                int to = sample * picture + ((channel + m) * height + r) * width;
                fromLanes(row, m * line, block, samples, width, dx, to, picture);
            }
        }
    }

    /// To each number of a row of the pictures what arrives from all places that see it.
    private void addRow(double[] arriving, double[] w, int r, double[] sums, int block) {
        int below = r + padding.rows();
        int firstRow = first(below, kernelRows, stride.rows());
        int seenRows = Math.min(below / stride.rows(), rows - 1) - firstRow + 1;
        int tapRow = below - firstRow * stride.rows();
        tile.outer().set(Math.max(0, seenRows), -stride.rows() * kernelColumns, columns * filters * block);
        for (int k = 0; k < width; k++) {
            int right = k + padding.columns();
            int firstColumn = first(right, kernelColumns, stride.columns());
            int seenColumns = Math.min(right / stride.columns(), columns - 1) - firstColumn + 1;
            int tap = tapRow * kernelColumns + right - firstColumn * stride.columns();
            tile.middle().set(Math.max(0, seenColumns), -stride.columns(), filters * block);
            int from = (firstRow * columns + firstColumn) * filters * block;
            tile.add(block, w, tap, arriving, from, sums, k * block, width * block);
        }
    }

    /// The first place from which the window sees a position.
    private static int first(int position, int kernel, int stride) {
        return Math.max(0, Math.ceilDiv(position - kernel + 1, stride));
    }

    /// `[rows, columns, filters, block]`
    private double[] turnedGradients(double[] dz, int sample, int samples, int block) {
        int plane = rows * columns;
        double[] arriving = TURNED.of(plane * filters * block);
        for (int f = 0; f < filters; f++) {
            int from = (sample * filters + f) * plane;
            intoLanes(dz, from, filters * plane, samples, plane, arriving, f * block, filters * block);
        }
        return arriving;
    }

    /// Back to the kernels; see [Kernels#addConvolutionKernelGradient].
    void addKernelGradient(double[] dz, double[] x, double[] dw, int samples, int fromTap, int toTap) {
        int lanes = Math.ceilDiv(filters, LANES) * LANES;
        int taps = channels * kernelRows * kernelColumns;
        int count = toTap - fromTap;
        double[] gradient = SUMS.of((count + SimdTile.MOST_ROWS) * lanes);
        intoLanes(dw, fromTap, taps, filters, count, gradient, 0, lanes);
        int plane = rows * columns;
        double[] arriving = TURNED.of(plane * lanes);
        for (int s = 0; s < samples; s++) {
            intoLanes(dz, s * filters * plane, plane, filters, plane, arriving, 0, lanes);
            if (isPadded()) {
                addSample(arriving, paddedPicture(x, s), 0, gradient, lanes, fromTap, toTap);
            } else {
                addSample(arriving, x, s * channels * height * width, gradient, lanes, fromTap, toTap);
            }
        }
        fromLanes(gradient, 0, lanes, filters, count, dw, fromTap, taps);
    }

    private void addSample(
            double[] arriving, double[] picture, int from, double[] gradient, int lanes, int fromTap, int toTap) {
        int pitch = width + 2 * padding.columns();
        tile.outer().set(1, 0, 0);
        tile.middle().set(rows, stride.rows() * pitch, columns * lanes);
        tile.inner(columns, stride.columns(), lanes);
        tile.goOn(true);
        int pairs = lanes / (2 * LANES) * (2 * LANES);
        for (int lane = 0; lane < lanes; lane += 2 * LANES) {
            int tileWidth = lane < pairs ? 2 * LANES : LANES;
            int together = SimdTile.rowsOf(tileWidth);
            for (int t = fromTap; t < toTap; t += together) {
                for (int m = 0; m < together; m++) {
                    tile.rows[m] = placeOf(Math.min(t + m, toTap - 1), pitch);
                }
                tile.add(tileWidth, picture, from, arriving, lane, gradient, (t - fromTap) * lanes + lane, lanes);
            }
        }
    }

    /// Where a tap meets the padded picture when the window stands at its first place.
    private int placeOf(int tap, int pitch) {
        int row = tap / kernelColumns;
        return (row / kernelRows * paddedHeight() + row % kernelRows) * pitch + tap % kernelColumns;
    }

    private double[] paddedPicture(double[] x, int sample) {
        int pitch = width + 2 * padding.columns();
        int size = channels * paddedHeight() * pitch;
        double[] picture = PADDED.of(size);
        if (sample == 0) {
            Arrays.fill(picture, 0, size, 0);
        }
        for (int c = 0; c < channels; c++) {
            for (int r = 0; r < height; r++) {
                int from = ((sample * channels + c) * height + r) * width;
                int to = (c * paddedHeight() + r + padding.rows()) * pitch + padding.columns();
                System.arraycopy(x, from, picture, to, width);
            }
        }
        return picture;
    }
}
