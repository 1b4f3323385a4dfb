package backproplab.data;

import static backproplab.data.Points.NOISE;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.data.Points.Point;
import backproplab.random.SeededRandom;

import java.util.List;

/// A disc inside a ring: yes where `|x| ≤ ½`, no where `0.7 ≤ |x| ≤ 1`, evenly over either area. No straight line
/// divides them. TensorFlow Playground's *circle*, scaled by 1/5.
public record Circle(int samples, double noise, Coding targets) implements Generator {
    static final double INNER = 0.5;
    static final double GAP = 0.7;

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "circle",
                    "Circle",
                    "a disc inside a ring: no straight line divides them",
                    List.of(SAMPLES, NOISE, TARGETS),
                    it -> new Circle(it.whole(SAMPLES), it.real(NOISE), it.choice(TARGETS)));

    public Circle {
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
                "inside",
                (label, random) -> label == 1 ? between(0, INNER, random) : between(GAP, 1, random));
    }

    /// Evenly over the area between two circles: the square of the radius is uniform.
    private static Point between(double inner, double outer, SeededRandom random) {
        double square = inner * inner + (outer * outer - inner * inner) * random.nextDouble();
        return Point.polar(Math.sqrt(square), 2 * Math.PI * random.nextDouble());
    }
}
