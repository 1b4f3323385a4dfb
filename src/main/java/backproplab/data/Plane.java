package backproplab.data;

import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGET_NOISE;

import backproplab.catalog.Entry;

import java.util.List;

/// A tilted plane to fit: `y = (x1 + x2)/2`. One linear unit solves it. TensorFlow Playground's *plane*.
public record Plane(int samples, double noise) implements Generator {
    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "plane",
                    "Plane",
                    "y = (x1 + x2)/2: one linear unit fits it",
                    List.of(SAMPLES, TARGET_NOISE),
                    it -> new Plane(it.whole(SAMPLES), it.real(TARGET_NOISE)));

    public Plane {
        SAMPLES.check(samples);
        TARGET_NOISE.check(noise);
    }

    @Override
    public Dataset generate(long seed) {
        return Points.fitted(seed, samples, noise, 2, x -> (x[0] + x[1]) / 2);
    }
}
