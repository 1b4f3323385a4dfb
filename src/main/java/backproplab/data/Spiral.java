package backproplab.data;

import static backproplab.data.Points.NOISE;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.data.Points.Point;

import java.util.List;

/// Arms that wind around each other: a point of class c at radius r, drawn from `[0.1, 1]`, has the angle
/// `2π · (turns · r + c/classes)`. TensorFlow Playground's *spiral* has 1.75 turns, too.
public record Spiral(int samples, double noise, double turns, int classes, Coding targets) implements Generator {
    private static final Setting.Real TURNS =
            Setting.real("turns", 1.75, 0, 4, "how often an arm winds around the middle: the more, the harder");
    private static final Setting.Whole CLASSES = Points.classes("how many arms there are");
    static final double START = 0.1;

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "spiral",
                    "Spiral",
                    "arms that wind around each other: hard for a small network",
                    List.of(SAMPLES, NOISE, TURNS, CLASSES, TARGETS),
                    it ->
                            new Spiral(
                                    it.whole(SAMPLES),
                                    it.real(NOISE),
                                    it.real(TURNS),
                                    it.whole(CLASSES),
                                    it.choice(TARGETS)));

    public Spiral {
        SAMPLES.check(samples);
        NOISE.check(noise);
        TURNS.check(turns);
        CLASSES.check(classes);
    }

    @Override
    public Dataset generate(long seed) {
        return Points.classified(
                seed,
                samples,
                noise,
                classes,
                targets,
                "second arm",
                (label, random) -> {
                    double radius = START + (1 - START) * random.nextDouble();
                    return Point.polar(radius, 2 * Math.PI * (turns * radius + (double) label / classes));
                });
    }
}
