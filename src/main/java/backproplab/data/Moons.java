package backproplab.data;

import static backproplab.data.Points.NOISE;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.data.Points.Point;
import backproplab.tensor.Elementary;

import java.util.List;

/// Two half circles that reach into each other: with t from `[0, π]` the upper one is `(cos t, sin t)`, the lower one
/// (yes) `(1 − cos t, ½ − sin t)`, as in scikit-learn's `make_moons`; then moved by (−½, −¼) and scaled by ⅔ into
/// `[−1, 1] × [−½, ½]`.
public record Moons(int samples, double noise, Coding targets) implements Generator {
    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "moons",
                    "Moons",
                    "two half circles that reach into each other",
                    List.of(SAMPLES, NOISE, TARGETS),
                    it -> new Moons(it.whole(SAMPLES), it.real(NOISE), it.choice(TARGETS)));

    public Moons {
        SAMPLES.check(samples);
        NOISE.check(noise);
    }

    @Override
    public Dataset generate(long seed) {
        return Points.classified(
                seed,
                samples,
                noise,
                2,
                targets,
                "lower moon",
                (label, random) -> {
                    double t = Math.PI * random.nextDouble();
                    double x1 = Elementary.cos(t) - 0.5;
                    double x2 = Elementary.sin(t) - 0.25;
                    return label == 1 ? new Point(-x1 * 2 / 3, -x2 * 2 / 3) : new Point(x1 * 2 / 3, x2 * 2 / 3);
                });
    }
}
