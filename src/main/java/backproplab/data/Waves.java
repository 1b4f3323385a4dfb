package backproplab.data;

import static backproplab.data.Points.PERIODS;
import static backproplab.data.Points.SAMPLES;
import static backproplab.data.Points.TARGET_NOISE;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

import java.util.List;

/// Hills and valleys to fit: `y = sin(π·periods·x1) · cos(π·periods·x2)`.
public record Waves(int samples, double noise, double periods) implements Generator {
    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "waves",
                    "Waves",
                    "y = sin(π·periods·x1) · cos(π·periods·x2): hills and valleys",
                    List.of(SAMPLES, TARGET_NOISE, PERIODS),
                    it -> new Waves(it.whole(SAMPLES), it.real(TARGET_NOISE), it.real(PERIODS)));

    public Waves {
        SAMPLES.check(samples);
        TARGET_NOISE.check(noise);
        PERIODS.check(periods);
    }

    @Override
    public Dataset generate(long seed) {
        double frequency = Math.PI * periods;
        return Points.fitted(
                seed, samples, noise, 2, x -> Elementary.sin(frequency * x[0]) * Elementary.cos(frequency * x[1]));
    }
}
