package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.random.SeededRandom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the laws are tried on: every activation of the catalog, with the standard settings and with others.
final class SampleActivations {
    private static final int DRAWS = 5;

    private SampleActivations() {}

    /// Each activation as it is and with settings drawn from their sliders.
    static Stream<Activation> drawn() {
        return Activations.CATALOG.entries().stream()
                .flatMap(entry -> {
                    List<Activation> samples = new ArrayList<>(List.of(entry.standard()));
                    if (!entry.settings().isEmpty()) {
                        drawnSettings(entry).forEach(it -> samples.add(entry.create(it)));
                    }
                    return samples.stream();
                });
    }

    /// Each activation with one setting after the other at the ends of its range and of its slider.
    static Stream<Activation> extreme() {
        return Activations.CATALOG.entries().stream()
                .flatMap(entry -> {
                    List<Activation> samples = new ArrayList<>();
                    for (Setting setting : entry.settings()) {
                        for (Object value : ends(setting)) {
                            Map<String, Object> given = Map.of(setting.id(), value);
                            if (entry.problem(given).isEmpty()) {
                                samples.add(entry.create(given));
                            }
                        }
                    }
                    return samples.stream();
                });
    }

    static Stream<Activation> drawnAndExtreme() {
        return Stream.concat(drawn(), extreme());
    }

    static List<Map<String, Object>> drawnSettings(Entry<Activation> entry) {
        SeededRandom random = new SeededRandom(entry.id().hashCode());
        List<Map<String, Object>> drawn = new ArrayList<>();
        while (drawn.size() < DRAWS) {
            Map<String, Object> settings = new HashMap<>();
            entry.settings().forEach(it -> settings.put(it.id(), draw(it, random)));
            if (entry.problem(settings).isEmpty()) {
                drawn.add(settings);
            }
        }
        return drawn;
    }

    private static Object draw(Setting setting, SeededRandom random) {
        return switch (setting) {
            case Setting.Real real -> draw(real.slider(), random.nextDouble());
            case Setting.Reals _ -> List.of(6 * random.nextDouble() - 3, 6 * random.nextDouble() - 3);
            default -> throw new IllegalArgumentException("the test draws no values for " + setting + " yet");
        };
    }

    private static double draw(Setting.Slider slider, double share) {
        return switch (slider.scale()) {
            case LINEAR -> slider.low() + share * (slider.high() - slider.low());
            case LOGARITHMIC -> slider.low() * Math.pow(slider.high() / slider.low(), share);
        };
    }

    private static List<?> ends(Setting setting) {
        return switch (setting) {
            case Setting.Real real -> List.of(real.min(), real.slider().low(), real.slider().high(), real.max());
            case Setting.Reals reals -> List.of(List.of(reals.min()), List.of(0.0), List.of(1.0), List.of(reals.max()));
            default -> throw new IllegalArgumentException("the test knows no ends of " + setting + " yet");
        };
    }
}
