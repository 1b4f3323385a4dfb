package backproplab.statistics;

import backproplab.tensor.Elementary;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What the quantities of one layer do over a span of steps, measured hundreds of thousands of times a second.
///
/// RMS, norm and logarithm grow with the sums they are taken of. So the extremes of a span are those of its sums, and
/// roots, quotients and logarithms have to be taken of these only: a tiny network would spend more time on them than on
/// its training. Means are not in this way those of the sums; the mean norm gives the mean RMS, and the mean logarithm
/// is that of the product.
///
/// That is for steps whose sums are all in the range of a double and whose batches are of one size. Others come into the
/// [Bands] one by one.
final class LayerSpan {
    private static final double LN_10 = 2.302585092994046;

    /// Ratios beyond are added one by one, so that the product of two within is a good double.
    private static final double LARGEST_RATIO = 0x1p400;

    private final Quantity[] quantities;
    private final boolean hasRatio;
    private final Bands bands;
    private final Sums delta = new Sums();
    private final Sums weightGradient = new Sums();
    private final Sums biasGradient = new Sums();
    private final Range ratios = new Range();
    private double ratioProduct;
    private long ratioExponents;
    private long steps;

    /// @param quantities what the layer has
    LayerSpan(Quantity[] quantities) {
        this.quantities = quantities.clone();
        this.hasRatio = List.of(quantities).contains(Quantity.UPDATE_RATIO);
        this.bands = new Bands(quantities.length);
        clearSums();
    }

    /// One more step.
    ///
    /// @param ratio RMS of Δw / RMS of w; NaN where there are no weights
    void add(SizeAccumulator deltas, SizeAccumulator weights, SizeAccumulator biases, double ratio) {
        boolean plain = deltas.isPlain() && weights.isPlain() && biases.isPlain() && isPlain(ratio);
        if (steps > 0 && !(plain && deltas.count() == delta.count)) {
            fold();
        }
        if (plain) {
            steps++;
            delta.add(deltas);
            weightGradient.add(weights);
            biasGradient.add(biases);
            if (hasRatio) {
                addRatio(ratio);
            }
        } else {
            for (int i = 0; i < quantities.length; i++) {
                bands.add(i, value(quantities[i], deltas, weights, biases, ratio));
            }
        }
    }

    private boolean isPlain(double ratio) {
        return !hasRatio || (ratio >= 1 / LARGEST_RATIO && ratio <= LARGEST_RATIO);
    }

    private void addRatio(double ratio) {
        ratios.add(ratio);
        ratioProduct *= ratio;
        if (ratioProduct < 1 / LARGEST_RATIO || ratioProduct > LARGEST_RATIO) {
            int exponent = Math.getExponent(ratioProduct);
            ratioProduct = Math.scalb(ratioProduct, -exponent);
            ratioExponents += exponent;
        }
    }

    private static double value(
            Quantity quantity, SizeAccumulator deltas, SizeAccumulator weights, SizeAccumulator biases, double ratio) {
        return switch (quantity) {
            case DELTA_RMS -> deltas.rms();
            case DELTA_L2 -> deltas.l2();
            case DELTA_MEAN_ABS -> deltas.meanAbs();
            case WEIGHT_GRADIENT_RMS -> weights.rms();
            case WEIGHT_GRADIENT_L2 -> weights.l2();
            case WEIGHT_GRADIENT_MEAN_ABS -> weights.meanAbs();
            case BIAS_GRADIENT_L2 -> biases.l2();
            case UPDATE_RATIO -> updateRatio(ratio);
        };
    }

    /// `log10 ratio`
    static double updateRatio(double ratio) {
        return Elementary.log(ratio) / LN_10;
    }

    void clear() {
        bands.clear();
        clearSums();
    }

    Map<Quantity, Band> toBands() {
        if (steps > 0) {
            fold();
        }
        Map<Quantity, Band> found = new EnumMap<>(Quantity.class);
        for (int i = 0; i < quantities.length; i++) {
            found.put(quantities[i], bands.get(i));
        }
        return found;
    }

    /// Adds the steps whose sums have been kept to the bands.
    private void fold() {
        for (int i = 0; i < quantities.length; i++) {
            switch (quantities[i]) {
                case DELTA_RMS -> addRms(i, delta);
                case DELTA_L2 -> addL2(i, delta);
                case DELTA_MEAN_ABS -> addMeanAbs(i, delta);
                case WEIGHT_GRADIENT_RMS -> addRms(i, weightGradient);
                case WEIGHT_GRADIENT_L2 -> addL2(i, weightGradient);
                case WEIGHT_GRADIENT_MEAN_ABS -> addMeanAbs(i, weightGradient);
                case BIAS_GRADIENT_L2 -> addL2(i, biasGradient);
                case UPDATE_RATIO ->
                        addBand(
                                i,
                                updateRatio(ratios.min),
                                updateRatio(ratios.max),
                                (Elementary.log(ratioProduct) + ratioExponents * Elementary.log(2)) / LN_10 / steps,
                                updateRatio(ratios.last));
            }
        }
        clearSums();
    }

    private void addRms(int i, Sums sums) {
        Range squares = sums.squares;
        addBand(
                i,
                Math.sqrt(squares.min / sums.count),
                Math.sqrt(squares.max / sums.count),
                sums.roots / steps / Math.sqrt((double) sums.count),
                Math.sqrt(squares.last / sums.count));
    }

    private void addL2(int i, Sums sums) {
        Range squares = sums.squares;
        addBand(i, Math.sqrt(squares.min), Math.sqrt(squares.max), sums.roots / steps, Math.sqrt(squares.last));
    }

    private void addMeanAbs(int i, Sums sums) {
        Range magnitudes = sums.magnitudes;
        addBand(
                i,
                magnitudes.min / sums.count,
                magnitudes.max / sums.count,
                sums.total / steps / sums.count,
                magnitudes.last / sums.count);
    }

    /// @param mean up to rounding, which must not carry it beyond the extremes
    private void addBand(int i, double min, double max, double mean, double last) {
        bands.add(i, steps, 0, min, max, Math.max(min, Math.min(max, mean)), last);
    }

    private void clearSums() {
        steps = 0;
        delta.clear();
        weightGradient.clear();
        biasGradient.clear();
        ratios.clear();
        ratioProduct = 1;
        ratioExponents = 0;
    }

    /// The sums of one kind of number.
    private static final class Sums {
        private final Range squares = new Range();
        private final Range magnitudes = new Range();
        private long count;
        private double roots;
        private double total;

        void add(SizeAccumulator size) {
            count = size.count();
            squares.add(size.plainSquares());
            roots += Math.sqrt(size.plainSquares());
            magnitudes.add(size.plainMagnitudes());
            total += size.plainMagnitudes();
        }

        void clear() {
            squares.clear();
            magnitudes.clear();
            roots = 0;
            total = 0;
        }
    }

    private static final class Range {
        private double min;
        private double max;
        private double last;

        void add(double x) {
            if (x < min) {
                min = x;
            }
            if (x > max) {
                max = x;
            }
            last = x;
        }

        void clear() {
            min = Double.POSITIVE_INFINITY;
            max = Double.NEGATIVE_INFINITY;
            last = Double.NaN;
        }
    }
}
