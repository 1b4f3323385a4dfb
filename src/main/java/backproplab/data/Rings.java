package backproplab.data;

import static backproplab.data.Points.NOISE;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.data.Points.Point;

import java.util.List;

/// Circles around one middle: class c has the radius `(c + 1)/classes`.
public record Rings(int samples, double noise, int classes, Coding targets) implements Generator {
    private static final Setting.Whole CLASSES = Points.classes("how many rings there are");

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "rings",
                    "Rings",
                    "circles around one middle, one for each class",
                    List.of(SAMPLES, NOISE, CLASSES, TARGETS),
                    it -> new Rings(it.whole(SAMPLES), it.real(NOISE), it.whole(CLASSES), it.choice(TARGETS)));

    public Rings {
        SAMPLES.check(samples);
        NOISE.check(noise);
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
                "outer ring",
                (label, random) -> Point.polar((label + 1.0) / classes, 2 * Math.PI * random.nextDouble()));
    }
}
