package backproplab.data;

import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.data.Points.Point;

import java.util.List;

/// Round clouds on a circle: class c is normal around `√½ · (cos φ, sin φ)` with `φ = 5π/4 + 2πc/classes`. Two of them
/// lie around (−½, −½) and (½, ½), as TensorFlow Playground's *Gaussian*.
public record Gaussians(int samples, double noise, int classes, Coding targets) implements Generator {
    private static final Setting.Real NOISE = Points.noise(0.15, "standard deviation of each cloud");
    private static final Setting.Whole CLASSES = Points.classes("how many clouds there are");
    private static final double DISTANCE = Math.sqrt(0.5);

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "gaussians",
                    "Gaussians",
                    "round clouds: two of them can be divided by a straight line",
                    List.of(SAMPLES, NOISE, CLASSES, TARGETS),
                    it -> new Gaussians(it.whole(SAMPLES), it.real(NOISE), it.whole(CLASSES), it.choice(TARGETS)));

    public Gaussians {
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
                "upper right",
                (label, random) -> Point.polar(DISTANCE, 2 * Math.PI * (0.625 + (double) label / classes)));
    }
}
