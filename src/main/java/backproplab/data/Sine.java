package backproplab.data;

import static backproplab.data.Points.PERIODS;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGET_NOISE;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

import java.util.List;

/// A curve to fit: `y = sin(π·periods·x)`.
public record Sine(int samples, double noise, double periods) implements Generator {
    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "sine",
                    "Sine",
                    "y = sin(π·periods·x): a curve to fit",
                    List.of(SAMPLES, TARGET_NOISE, PERIODS),
                    it -> new Sine(it.whole(SAMPLES), it.real(TARGET_NOISE), it.real(PERIODS)));

    public Sine {
        SAMPLES.check(samples);
        TARGET_NOISE.check(noise);
        PERIODS.check(periods);
    }

    @Override
    public Dataset generate(long seed) {
        return Points.fitted(seed, samples, noise, 1, x -> Elementary.sin(Math.PI * periods * x[0]));
    }
}
