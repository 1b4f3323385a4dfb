package backproplab.data;

import static backproplab.data.Points.NOISE;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGETS;

import backproplab.catalog.Entry;
import backproplab.data.Points.Point;

import java.util.List;

/// Four quadrants: yes where the signs of x1 and x2 differ, at least 0.05 away from both axes. TensorFlow Playground's
/// *exclusive or* has the same gap and the opposite labels; these are those of the logic gate ([LogicGate]).
public record Xor(int samples, double noise, Coding targets) implements Generator {
    static final double PADDING = 0.05;

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "xor",
                    "Exclusive or",
                    "four quadrants: yes where the signs of x1 and x2 differ",
                    List.of(SAMPLES, NOISE, TARGETS),
                    it -> new Xor(it.whole(SAMPLES), it.real(NOISE), it.choice(TARGETS)));

    public Xor {
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
                "signs differ",
                (label, random) -> {
                    double x1 = PADDING + (1 - PADDING) * random.nextDouble();
                    double x2 = PADDING + (1 - PADDING) * random.nextDouble();
                    double side = random.nextDouble() < 0.5 ? -1 : 1;
                    return new Point(side * x1, (label == 1 ? -side : side) * x2);
                });
    }
}
