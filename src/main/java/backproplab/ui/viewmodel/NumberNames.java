package backproplab.ui.viewmodel;

import backproplab.layer.Dense;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;

import java.util.Map;
import java.util.stream.Collectors;

/// What the numbers of a network's parameters are called: after the units that they stand between, or at.
public final class NumberNames {
    private static final String WEIGHTS = "weights";

    private final UnitNames units;
    private final Map<String, Source> sources;

    /// What feeds a dense layer.
    private record Source(String name, int size) {}

    public NumberNames(UnitNames units) {
        this.units = units;
        NetworkDescription network = units.setup().network();
        ShapeInference inference = network.infer();
        this.sources =
                network.layers().stream()
                        .filter(it -> it.layer() instanceof Dense)
                        .collect(
                                Collectors.toMap(
                                        it -> it.name(),
                                        it ->
                                                new Source(
                                                        it.inputs().getFirst(),
                                                        inference.inputShapes(it).getFirst().elements())));
    }

    /// Such as `w of hidden 1 ← input 2` and `b of hidden 1`.
    public String of(NumberId id) {
        return "%s of %s".formatted(letter(id.key().name()), place(id));
    }

    /// The same without the letter: `hidden 1 ← input 2`.
    public String place(NumberId id) {
        String layer = id.key().layer();
        Source source = id.key().name().equals(WEIGHTS) ? sources.get(layer) : null;
        return source == null
                ? units.ofParameter(id.key(), id.index())
                : "%s ← %s"
                        .formatted(
                                units.ofParameter(id.key(), id.index() / source.size()),
                                units.of(source.name(), id.index() % source.size()));
    }

    /// As it is written in formulas: w, b, γ, …
    public static String letter(String parameter) {
        return switch (parameter) {
            case WEIGHTS -> "w";
            case "bias" -> "b";
            case "gamma" -> "γ";
            case "beta" -> "β";
            case "alpha" -> "α";
            default -> parameter;
        };
    }
}
