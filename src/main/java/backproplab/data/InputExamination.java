package backproplab.data;

import static backproplab.data.DataFinding.Severity.NOTE;
import static backproplab.data.DataFinding.Severity.WARNING;

import backproplab.data.DataFinding.Kind;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What [DataDoctor] finds in one input: column by column, where a column is one number of a sample.
final class InputExamination {
    /// Beyond this in mean or deviation, sums of a few inputs with weights of about 1 are far out on any sigmoid.
    private static final double LARGE = 3;

    /// Under this in every column, weights of a usual size cannot tell the samples apart.
    private static final double SMALL = 0.1;

    /// A deviation over fewer samples says little.
    private static final int ENOUGH_SAMPLES = 10;

    /// A picture that uses its range comes near the largest signed byte when it was read wrongly.
    private static final double NEAR_LARGEST_BYTE = 120;

    private static final double[] BYTE_UNITS = {1, 1.0 / 255, 1.0 / 256, 1.0 / 128, 1.0 / 127};

    private static final int NAMED = 3;

    private final Dataset data;
    private final String input;
    private final Tensor x;
    private final double[] least;
    private final double[] most;
    private final Standardizer spread;

    InputExamination(Dataset data, String input) {
        this.data = data;
        this.input = input;
        Tensor samples = data.inputs().get(input);
        if (samples == null) {
            throw new IllegalArgumentException("there is no input `%s`".formatted(input));
        }
        this.x = samples;
        this.least = new double[x.rowSize()];
        this.most = new double[x.rowSize()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.size(); i++) {
            int column = i % x.rowSize();
            least[column] = Math.min(least[column], x.get(i));
            most[column] = Math.max(most[column], x.get(i));
        }
        this.spread = Standardizer.of(x);
    }

    /// Whether there are enough samples to say how far they spread.
    static boolean judgesSpread(Dataset data) {
        return data.samples() >= ENOUGH_SAMPLES;
    }

    List<DataFinding> findings() {
        List<DataFinding> findings = new ArrayList<>();
        overflowedBytes().ifPresent(findings::add);
        largeColumns().ifPresent(findings::add);
        smallColumns().ifPresent(findings::add);
        constantColumns().ifPresent(findings::add);
        return findings;
    }

    private Optional<DataFinding> largeColumns() {
        int[] large = columns().filter(it -> Math.abs(mean(it)) > LARGE || deviation(it) > LARGE).toArray();
        return large.length == 0
                ? Optional.empty()
                : Optional.of(
                        new DataFinding(
                                WARNING,
                                Kind.LARGE_INPUTS,
                                place(),
                                input,
                                "%s not standardised: %s"
                                        .formatted(
                                                count(large.length, "is", "are"), named(large, this::meanAndDeviation)),
                                "|mean| or standard deviation above 3 over the training set; best are mean 0 and "
                                        + "deviation 1",
                                "standardise the inputs, or divide by a number that brings them near −1 … 1"));
    }

    private Optional<DataFinding> smallColumns() {
        int[] varying = columns().filter(it -> !isConstant(it)).toArray();
        if (x.rows() < ENOUGH_SAMPLES || varying.length == 0) {
            return Optional.empty();
        }
        double largest = Arrays.stream(varying).mapToDouble(this::deviation).max().orElseThrow();
        return largest >= SMALL
                ? Optional.empty()
                : Optional.of(
                        new DataFinding(
                                WARNING,
                                Kind.SMALL_INPUTS,
                                place(),
                                input,
                                "the samples hardly differ: the largest standard deviation of any column is "
                                        + figure(largest),
                                "standard deviation under 0.1 in every column, with at least 10 samples; best is 1",
                                "standardise the inputs"));
    }

    private Optional<DataFinding> constantColumns() {
        int[] constant = columns().filter(this::isConstant).toArray();
        return x.rows() < 2 || constant.length == 0
                ? Optional.empty()
                : Optional.of(
                        new DataFinding(
                                NOTE,
                                Kind.CONSTANT_COLUMNS,
                                place(),
                                input,
                                "%s the same in every sample: %s. Nothing can be learnt from that; where it is 0, the "
                                                .formatted(
                                                        count(constant.length, "is", "are"),
                                                        named(constant, it -> "always " + figure(least[it])))
                                        + "weights behind it never move",
                                "largest equal to smallest over the training set",
                                "leave such columns out, or leave them in: they do no harm"));
    }

    private Optional<DataFinding> overflowedBytes() {
        double smallest = Arrays.stream(least).min().orElseThrow();
        double largest = Arrays.stream(most).max().orElseThrow();
        for (double unit : BYTE_UNITS) {
            boolean inRange = smallest < 0 && smallest >= (Byte.MIN_VALUE - 0.5) * unit;
            boolean nearTop = largest >= (NEAR_LARGEST_BYTE - 0.5) * unit && largest <= (Byte.MAX_VALUE + 0.5) * unit;
            if (inRange && nearTop && isWholeIn(unit)) {
                return Optional.of(
                        new DataFinding(
                                WARNING,
                                Kind.OVERFLOWED_BYTES,
                                place(),
                                input,
                                "the numbers look like bytes that were read with a sign: they run from %s to %s in "
                                                .formatted(figure(smallest), figure(largest))
                                        + "steps of %s, so that bright pixels are negative".formatted(figure(unit)),
                                "whole steps only, the smallest from −128 to −1, the largest from 120 to 127, counted"
                                        + " in steps of 1, 1/127, 1/128, 1/255 or 1/256",
                                "read the bytes from 0 to 255: add 256 steps to every negative number"));
            }
        }
        return Optional.empty();
    }

    private boolean isWholeIn(double unit) {
        for (double value : x.values()) {
            double steps = value / unit;
            if (Math.abs(steps - Math.rint(steps)) > 1e-6) {
                return false;
            }
        }
        return true;
    }

    private IntStream columns() {
        return IntStream.range(0, least.length);
    }

    private boolean isConstant(int column) {
        return least[column] == most[column];
    }

    private double mean(int column) {
        return spread.means().get(column);
    }

    /// The standardizer takes 1 for a constant column, so as not to divide by 0.
    private double deviation(int column) {
        return isConstant(column) ? 0 : spread.deviations().get(column);
    }

    private String meanAndDeviation(int column) {
        return "mean %s, standard deviation %s".formatted(figure(mean(column)), figure(deviation(column)));
    }

    private String place() {
        return data.inputs().size() == 1 ? "inputs" : "input `%s`".formatted(input);
    }

    private String count(int columns, String singular, String plural) {
        return "%d of %d columns %s".formatted(columns, least.length, columns == 1 ? singular : plural);
    }

    private String named(int[] columns, IntFunction<String> words) {
        String first =
                Arrays.stream(columns)
                        .limit(NAMED)
                        .mapToObj(it -> "%s (%s)".formatted(name(it), words.apply(it)))
                        .collect(Collectors.joining(", "));
        return columns.length > NAMED ? first + ", …" : first;
    }

    private String name(int column) {
        boolean known = !data.inputNames().isEmpty() && data.inputs().firstEntry().getKey().equals(input);
        return known ? "`%s`".formatted(data.inputNames().get(column)) : "column %d".formatted(column + 1);
    }

    static String figure(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e6;
        return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.3g", value).replace('-', '−');
    }
}
