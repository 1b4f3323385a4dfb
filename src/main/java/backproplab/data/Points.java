package backproplab.data;

import backproplab.catalog.Setting;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Elementary;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What the generators of points share: settings, and the loop that draws.
final class Points {
    static final Setting.Whole SAMPLES = Setting.whole("samples", 400, 10, 100_000, "how many points are drawn");
    static final Setting.Real NOISE =
            noise(
                    0.05,
                    "standard deviation of the normal noise added to both coordinates; the classes stay as they were");
    static final Setting.Real TARGET_NOISE = noise(0.05, "standard deviation of the normal noise added to the target");
    static final Setting.Choice<Coding> TARGETS =
            Setting.choice(
                    "targets",
                    Coding.ZERO_ONE,
                    "the numbers for no and yes: −1 and 1 suit tanh outputs and hinge losses");
    static final Setting.Real PERIODS = Setting.real("periods", 1, 0.25, 8, "how many periods lie between −1 and 1");
    private static final List<String> PLANE = List.of("x1", "x2");

    private Points() {}

    static Setting.Real noise(double standard, String help) {
        return Setting.real("noise", standard, 0, 1, help).slider(0, 0.5);
    }

    static Setting.Whole classes(String help) {
        return Setting.whole("classes", 2, 2, 10, help);
    }

    record Point(double x1, double x2) {
        static Point polar(double radius, double angle) {
            return new Point(radius * Elementary.cos(angle), radius * Elementary.sin(angle));
        }
    }

    /// Where a point of a class lies before the noise.
    interface Place {
        Point draw(int label, SeededRandom random);
    }

    /// Points of the plane whose classes take turns: sample i has class `i mod classes`. Two classes make one column,
    /// more make one for each.
    ///
    /// @param yes what the higher number of the one column says
    static Dataset classified(
            long seed, int samples, double noise, int classes, Coding targets, String yes, Place place) {
        SeededRandom random = SeededRandom.of(seed, Purpose.DATA);
        Tensor input = Tensor.zeros(samples, 2);
        Tensor target = Tensor.zeros(samples, classes == 2 ? 1 : classes);
        target.fill(targets.low());
        for (int i = 0; i < samples; i++) {
            int label = i % classes;
            Point point = place.draw(label, random);
            input.set(i, 0, point.x1 + noise * random.nextGaussian());
            input.set(i, 1, point.x2 + noise * random.nextGaussian());
            if (classes == 2) {
                target.set(i, targets.of(label == 1));
            } else {
                target.set(i, label, targets.high());
            }
        }
        return classes == 2
                ? Dataset.of(input, target, PLANE, List.of(yes), new Task.Binary(targets))
                : Dataset.of(input, target, PLANE, numbers(classes), new Task.Classes(targets));
    }

    /// Points drawn uniformly from `[−1, 1]` in each input, with `y = f(x)` and noise on y.
    static Dataset fitted(long seed, int samples, double noise, int inputs, ToDoubleFunction<double[]> f) {
        SeededRandom random = SeededRandom.of(seed, Purpose.DATA);
        Tensor input = Tensor.zeros(samples, inputs);
        Tensor target = Tensor.zeros(samples, 1);
        for (int i = 0; i < samples; i++) {
            for (int k = 0; k < inputs; k++) {
                input.set(i, k, 2 * random.nextDouble() - 1);
            }
            target.set(i, f.applyAsDouble(input.row(i)) + noise * random.nextGaussian());
        }
        return Dataset.of(input, target, inputs == 1 ? List.of("x") : PLANE, List.of("y"), new Task.Regression());
    }

    private static List<String> numbers(int classes) {
        return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }
}
