package backproplab.data;

import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.stream.IntStream;

/// Sequences to remember, `[steps, 1]`: the first number is −1 or 1, all that follow are 0, then noise is added to each. The
/// target says whether the first one was positive (yes): it has to be carried through all steps.
///
/// The simplest of the tasks with a long time lag by which Bengio, Simard, Frasconi, *Learning long-term dependencies with
/// gradient descent is difficult*, 1994, showed what recurrent networks cannot learn.
public record FirstSign(int samples, double noise, int steps, Coding targets) implements Generator {
    private static final Setting.Real NOISE =
            Points.noise(0.1, "standard deviation of the normal noise added to every step");
    private static final Setting.Whole STEPS = Setting.whole("steps", 20, 1, 1000, "how long a sequence is");

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "first_sign",
                    "First sign (sequences)",
                    "was the first number of the sequence positive? All others are noise",
                    List.of(SAMPLES, NOISE, STEPS, TARGETS),
                    it -> new FirstSign(it.whole(SAMPLES), it.real(NOISE), it.whole(STEPS), it.choice(TARGETS)));

    public FirstSign {
        SAMPLES.check(samples);
        NOISE.check(noise);
        STEPS.check(steps);
    }

    @Override
    public Dataset generate(long seed) {
        SeededRandom random = SeededRandom.of(seed, Purpose.DATA);
        Tensor input = Tensor.zeros(samples, steps, 1);
        Tensor target = Tensor.zeros(samples, 1);
        for (int i = 0; i < samples; i++) {
            boolean positive = i % 2 == 1;
            target.set(i, targets.of(positive));
            for (int t = 0; t < steps; t++) {
                double signal = t > 0 ? 0 : positive ? 1 : -1;
                input.set(i * steps + t, signal + noise * random.nextGaussian());
            }
        }
        List<String> names = IntStream.rangeClosed(1, steps).mapToObj(it -> "x" + it).toList();
        return Dataset.of(input, target, names, List.of("positive"), new Task.Binary(targets));
    }
}
