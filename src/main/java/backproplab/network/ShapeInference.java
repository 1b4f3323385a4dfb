package backproplab.network;

import backproplab.catalog.Spelling;
import backproplab.layer.Fit;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunctions;
import backproplab.layer.ParameterSpec;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What follows from a description: the order of computation and the shape of one sample of every
/// layer's output; or the list of what is wrong.
///
/// @param order the layers, each after all that feed it; those that cannot be computed are missing
/// @param shapes by name, the inputs included
/// @param problems empty when the network can run
public record ShapeInference(List<LayerDescription> order, Map<String, Shape> shapes, List<NetworkProblem> problems) {

    /// A gigabyte of parameters; training takes several times that.
    public static final long MAX_PARAMETERS = 1L << 27;

    static ShapeInference of(NetworkDescription description) {
        return new Walk(description).run();
    }

    /// The shapes that feed `layer`.
    public List<Shape> inputShapes(LayerDescription layer) {
        List<Shape> inputs = new ArrayList<>();
        for (String input : layer.inputs()) {
            Shape shape = shapes.get(input);
            if (shape == null) {
                throw new IllegalArgumentException("the shape of `%s` is not known".formatted(input));
            }
            inputs.add(shape);
        }
        return inputs;
    }

    /// Depth first from each layer in turn, which keeps a chain in the order it was written in.
    private static final class Walk {
        private final NetworkDescription description;
        private final Map<String, Integer> positions = new HashMap<>();
        private final Map<String, Shape> shapes = new LinkedHashMap<>();
        private final List<LayerDescription> order = new ArrayList<>();
        private final List<NetworkProblem> problems = new ArrayList<>();
        private final Set<String> open = new HashSet<>();
        private final Set<String> done = new HashSet<>();
        private long parameters;

        Walk(NetworkDescription description) {
            this.description = description;
        }

        ShapeInference run() {
            shapes.putAll(description.inputs());
            done.addAll(description.inputs().keySet());
            nameLayers();
            for (int i = 0; i < description.layers().size(); i++) {
                visit(i);
            }
            checkShared();
            return new ShapeInference(List.copyOf(order), Map.copyOf(shapes), List.copyOf(problems));
        }

        private void nameLayers() {
            if (description.layers().isEmpty()) {
                problems.add(new NetworkProblem.NoLayers());
            }
            for (int i = 0; i < description.layers().size(); i++) {
                String name = description.layers().get(i).name();
                if (description.inputs().containsKey(name) || positions.putIfAbsent(name, i) != null) {
                    problems.add(new NetworkProblem.DuplicateName(i, name));
                }
            }
        }

        /// Whether every layer that shares has one to share with, and needs parameters of the same shapes.
        private void checkShared() {
            List<LayerDescription> computed = List.copyOf(order);
            for (LayerDescription layer : description.layers()) {
                String of = layer.owner();
                Optional<LayerDescription> owner = description.layer(of).filter(it -> it.sharedWith().isEmpty());
                int position = description.layers().indexOf(layer);
                if (owner.isEmpty()) {
                    problems.add(new NetworkProblem.UnknownShared(position, layer.name(), of, hintForShared(of)));
                } else if (layer.sharedWith().isPresent()
                        && computed.contains(layer)
                        && computed.contains(owner.get())) {
                    checkShapes(position, layer, owner.get());
                }
            }
        }

        private void checkShapes(int position, LayerDescription layer, LayerDescription owner) {
            List<ParameterSpec> given = numbers(owner).parameters();
            List<ParameterSpec> needed = numbers(layer).parameters();
            for (int i = 0; i < given.size(); i++) {
                if (!needed.get(i).shape().equals(given.get(i).shape())) {
                    problems.add(
                            new NetworkProblem.SharedShape(
                                    position,
                                    layer.name(),
                                    owner.name(),
                                    given.get(i).name(),
                                    given.get(i).shape(),
                                    needed.get(i).shape()));
                }
            }
        }

        private LayerNumbers numbers(LayerDescription layer) {
            return LayerNumbers.of(layer, layer.inputs().stream().map(shapes::get).toList());
        }

        private String hintForShared(String unknown) {
            List<String> names =
                    description.layers().stream()
                            .filter(it -> it.sharedWith().isEmpty())
                            .map(LayerDescription::name)
                            .toList();
            return Spelling.nearest(unknown, names)
                    .map("did you mean `%s`?"::formatted)
                    .orElse(names.isEmpty() ? "add the layer" : "take one of " + String.join(", ", names));
        }

        private void visit(int position) {
            LayerDescription layer = description.layers().get(position);
            if (done.contains(layer.name())) {
                return;
            }
            if (!open.add(layer.name())) {
                problems.add(new NetworkProblem.Cycle(position, layer.name()));
                return;
            }
            for (int i = 0; i < layer.inputs().size(); i++) {
                String input = layer.inputs().get(i);
                Integer source = positions.get(input);
                if (source != null) {
                    visit(source);
                } else if (!description.inputs().containsKey(input)) {
                    problems.add(new NetworkProblem.UnknownInput(position, layer.name(), i, input, hint(input)));
                }
            }
            open.remove(layer.name());
            done.add(layer.name());
            if (shapes.keySet().containsAll(layer.inputs())) {
                try {
                    fit(position, layer);
                } catch (Shape.TooLargeException e) {
                    problems.add(new NetworkProblem.TooLarge(position, layer.name(), String.valueOf(e.getMessage())));
                }
            }
        }

        private void fit(int position, LayerDescription layer) {
            List<Shape> inputs = layer.inputs().stream().map(shapes::get).toList();
            switch (layer.layer().fit(inputs)) {
                case Fit.Refused refused -> problems.add(refused(position, layer, refused));
                case Fit.Output output ->
                        layer.layer()
                                .refusal(layer.function())
                                .ifPresentOrElse(
                                        it -> problems.add(refused(position, layer, it)),
                                        () -> fitFunction(position, layer, output.shape()));
            }
        }

        private static NetworkProblem refused(int position, LayerDescription layer, Fit.Refused refused) {
            return new NetworkProblem.ShapeMismatch(
                    position,
                    layer.name(),
                    Layers.CATALOG.describe(layer.layer()).id(),
                    refused.needed(),
                    refused.hint());
        }

        private void fitFunction(int position, LayerDescription layer, Shape z) {
            switch (layer.function().fit(List.of(z))) {
                case Fit.Refused refused ->
                        problems.add(
                                new NetworkProblem.ShapeMismatch(
                                        position,
                                        layer.name(),
                                        OutputFunctions.describe(layer.function()).id(),
                                        refused.needed(),
                                        refused.hint()));
                case Fit.Output output -> {
                    if (countParameters(position, layer, z)) {
                        shapes.put(layer.name(), output.shape());
                        order.add(layer);
                    }
                }
            }
        }

        /// Whether the parameters so far are few enough.
        private boolean countParameters(int position, LayerDescription layer, Shape z) {
            List<Shape> inputs = layer.inputs().stream().map(shapes::get).toList();
            if (layer.sharedWith().isPresent()) {
                return true;
            }
            for (ParameterSpec parameter : layer.layer().parameters(inputs)) {
                parameters += parameter.shape().elements();
            }
            for (ParameterSpec parameter : layer.function().parameters(List.of(z))) {
                parameters += parameter.shape().elements();
            }
            boolean fits = parameters <= MAX_PARAMETERS;
            if (!fits) {
                String size =
                        "its parameters and those of the layers before it are %d numbers, %d are possible"
                                .formatted(parameters, MAX_PARAMETERS);
                problems.add(new NetworkProblem.TooLarge(position, layer.name(), size));
            }
            return fits;
        }

        private String hint(String unknown) {
            List<String> names = new ArrayList<>(description.inputs().keySet());
            names.addAll(positions.keySet().stream().sorted().toList());
            return Spelling.nearest(unknown, names)
                    .map("did you mean `%s`?"::formatted)
                    .orElse("take one of " + String.join(", ", names));
        }
    }
}
