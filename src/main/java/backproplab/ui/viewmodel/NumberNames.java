package backproplab.ui.viewmodel;

import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the numbers of a network's parameters are called: after the units that they stand between, or at.
public final class NumberNames {
    private static final String WEIGHTS = "weights";

    private final UnitNames units;
    private final Map<String, Source> sources;

    /// What feeds a dense layer or a convolution.
    ///
    /// @param size how many weights a unit or a filter has
    /// @param kernels the shape of the weights, of a convolution
    private record Source(String name, int size, Optional<Shape> kernels) {}

    public NumberNames(UnitNames units) {
        this.units = units;
        NetworkDescription network = units.setup().network();
        ShapeInference inference = network.infer();
        Map<String, Source> found = new HashMap<>();
        for (LayerDescription layer : network.layers()) {
            String name = layer.inputs().getFirst();
            List<Shape> shapes = inference.inputShapes(layer);
            switch (layer.layer()) {
                case Dense _ ->
                        found.put(layer.name(), new Source(name, shapes.getFirst().elements(), Optional.empty()));
                case Convolution2d it -> {
                    Shape kernels = it.parameters(shapes).getFirst().shape();
                    found.put(layer.name(), new Source(name, kernels.item().elements(), Optional.of(kernels)));
                }
                default -> {}
            }
        }
        this.sources = Map.copyOf(found);
    }

    /// Such as `w of hidden 1 ← input 2` and `b of hidden 1`.
    public String of(NumberId id) {
        return "%s of %s".formatted(letter(id.key().name()), place(id));
    }

    /// The same without the letter: `hidden 1 ← input 2`, `conv1 filter 2 ← input, kernel row 1, column 3`.
    public String place(NumberId id) {
        Source source = id.key().name().equals(WEIGHTS) ? sources.get(id.key().layer()) : null;
        if (source == null) {
            return units.ofParameter(id.key(), id.index());
        }
        String from =
                source.kernels
                        .map(it -> MapNames.under(source.name, it, id.index()))
                        .orElseGet(() -> units.of(source.name, id.index() % source.size));
        return "%s ← %s".formatted(units.ofParameter(id.key(), id.index() / source.size), from);
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
