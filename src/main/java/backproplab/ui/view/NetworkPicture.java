package backproplab.ui.view;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.Gradients;
import backproplab.backprop.PassListener;
import backproplab.data.Dataset;
import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.Selection;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The numbers that the picture of a network shows, all of one step: what is inside the units, and the strongest edges.
/// Computed by the engine's own forward and backward pass, on a copy of the parameters, away from the thread of the
/// window. Immutable.
///
/// @param run the copy that was looked at
/// @param batch how many samples of the training set, the first ones, gave gradients and mean activations
/// @param loss of that batch
/// @param units what is inside the units of each input and layer, by name
/// @param edges the weakest first
/// @param connections the weights between two layers, for the words below the picture
record NetworkPicture(
        Command.Snapshot run,
        int batch,
        double loss,
        Map<String, Content> units,
        List<Edge> edges,
        List<Connection> connections,
        double largestWeight,
        Map<Parameters.Key, Tensor> gradients) {
    /// A grid of 24×24 is fine enough for a square of 60 pixels.
    static final int MAP_CELLS = 24;

    /// As many samples as a batch has, but not more than these.
    private static final int MOST_SAMPLES = 256;

    /// Lines of the whole picture.
    private static final int MOST_EDGES = 300;

    private static final int FEWEST_EDGES_OF_A_LAYER = 16;

    /// What the edges are coloured and chosen by.
    enum EdgeValue {
        WEIGHT,
        GRADIENT
    }

    /// What is drawn inside units.
    sealed interface Content {}

    /// The activation over the input plane, [#MAP_CELLS]² numbers row by row for each unit that is shown.
    ///
    /// @param largest size of all of them: the end of the colour scale
    record Maps(Map<Integer, double[]> byUnit, double largest) implements Content {}

    /// The weights that lead to each unit, as a picture of the input.
    record Pictures(PictureShape shape, Map<Integer, double[]> byUnit, double largest) implements Content {}

    /// One number per unit: its mean activation over the batch.
    record Values(double[] byUnit, double largest) implements Content {}

    /// All numbers of an input of one sample.
    record Sample(PictureShape shape, double[] pixels, int number) implements Content {}

    /// A line between two units.
    ///
    /// @param fromUnit −1 for all of a picture; the weight is then the root mean square of the weights, without a sign
    /// @param key of the parameter, with `index` in it; absent where there is no single one
    record Edge(
            String from,
            int fromUnit,
            String to,
            int toUnit,
            Optional<Parameters.Key> key,
            int index,
            double weight,
            double gradient) {
        boolean touches(String group, int unit) {
            return (to.equals(group) && toUnit == unit) || (from.equals(group) && fromUnit == unit);
        }

        double value(EdgeValue by) {
            return by == EdgeValue.WEIGHT ? weight : gradient;
        }
    }

    /// @param shown how many of the `total` weights of a layer are drawn
    record Connection(String layer, int shown, int between, int total) {}

    /// @param selected its edges are drawn before others
    static NetworkPicture of(Command.Snapshot run, NetworkLayout layout, EdgeValue by, Selection selected) {
        return new Camera(run, layout, by, selected).take();
    }

    /// `∂L/∂w` of one number.
    OptionalDouble gradient(Parameters.Key key, int index) {
        Tensor tensor = gradients.get(key);
        return tensor == null || index >= tensor.size() ? OptionalDouble.empty() : OptionalDouble.of(tensor.get(index));
    }

    /// The value of one number.
    OptionalDouble parameter(Parameters.Key key, int index) {
        for (Parameters.Parameter it : run.checkpoint().parameters().trained()) {
            if (it.key().equals(key) && index < it.value().size()) {
                return OptionalDouble.of(it.value().get(index));
            }
        }
        return OptionalDouble.empty();
    }

    private static final class Camera {
        private final Command.Snapshot run;
        private final TrainingSetup setup;
        private final NetworkLayout layout;
        private final EdgeValue by;
        private final Selection selected;
        private final Map<String, Content> contents = new HashMap<>();
        private final List<Edge> edges = new ArrayList<>();
        private final List<Connection> connections = new ArrayList<>();
        private double largestWeight;

        Camera(Command.Snapshot run, NetworkLayout layout, EdgeValue by, Selection selected) {
            this.run = run;
            this.setup = run.setup();
            this.layout = layout;
            this.by = by;
            this.selected = selected;
        }

        NetworkPicture take() {
            int samples = Math.min(Math.min(setup.batchSize(), setup.training().samples()), MOST_SAMPLES);
            BackwardPass pass = pass(samples);
            if (InputPlane.suits(setup.training())) {
                fillWithMaps();
            } else {
                fillWithValues(pass, samples);
            }
            Map<Parameters.Key, Tensor> gradients = new HashMap<>();
            for (Parameters.Parameter it : run.checkpoint().parameters().trained()) {
                gradients.put(it.key(), pass.gradients().of(it.key()));
            }
            for (LayerDescription layer : setup.network().layers()) {
                connect(layer, pass.gradients());
            }
            edges.sort((a, b) -> Double.compare(Math.abs(a.value(by)), Math.abs(b.value(by))));
            return new NetworkPicture(
                    run,
                    samples,
                    pass.loss(),
                    Map.copyOf(contents),
                    List.copyOf(edges),
                    List.copyOf(connections),
                    largestWeight,
                    gradients);
        }

        /// Forward and backward over the first samples of the training set.
        private BackwardPass pass(int samples) {
            Dataset data = setup.training();
            Network network = new Network(setup.network(), run.checkpoint().parameters(), samples, setup.seed());
            BackwardPass pass = new BackwardPass(network, setup.losses(), false);
            for (String name : network.inputNames()) {
                fill(network.input(name), data.inputs().get(name), name, samples);
            }
            for (int term = 0; term < setup.losses().size(); term++) {
                String on = setup.losses().get(term).on();
                fill(pass.objective().targets(term), data.targets().get(on), on, samples);
            }
            pass.run(samples, run.checkpoint().step(), PassListener.NONE);
            return pass;
        }

        private static void fill(Tensor buffer, @Nullable Tensor source, String name, int samples) {
            if (source == null) {
                throw new IllegalArgumentException("the data have nothing called `%s`".formatted(name));
            }
            System.arraycopy(source.values(), 0, buffer.values(), 0, samples * source.rowSize());
        }

        private void fillWithMaps() {
            PlaneMaps maps = PlaneMaps.of(run, InputPlane.around(setup), MAP_CELLS, layout);
            for (NetworkLayout.Group group : layout.groups()) {
                Map<Integer, double[]> ofUnits = maps.of(group.name());
                double largest = 0;
                for (double[] map : ofUnits.values()) {
                    largest = Math.max(largest, largest(map));
                }
                contents.put(group.name(), new Maps(ofUnits, largest));
            }
        }

        private static double largest(double[] values) {
            return Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        }

        private void fillWithValues(BackwardPass pass, int samples) {
            for (NetworkLayout.Group group : layout.groups()) {
                contents.put(group.name(), group.input() ? ofInput(group, samples) : ofLayer(group, pass, samples));
            }
        }

        private Content ofInput(NetworkLayout.Group group, int samples) {
            Tensor values = setup.training().inputs().get(group.name());
            if (values == null) {
                throw new IllegalArgumentException("the data have no input `%s`".formatted(group.name()));
            }
            if (group.picture().isPresent()) {
                return new Sample(group.picture().get(), values.row(0), 0);
            }
            return means(values, group.units(), samples);
        }

        private Content ofLayer(NetworkLayout.Group group, BackwardPass pass, int samples) {
            Node node = pass.network().node(group.name());
            Optional<PictureShape> picture = sourceOf(node.description()).flatMap(NetworkLayout.Group::picture);
            Optional<Tensor> weights = matrix(node.description());
            if (picture.isPresent() && weights.isPresent() && weights.get().rowSize() == picture.get().pixels()) {
                Map<Integer, double[]> rows = new HashMap<>();
                double largest = 0;
                for (NetworkLayout.Slot slot : group.slots()) {
                    if (slot instanceof NetworkLayout.Unit unit) {
                        double[] row = weights.get().row(unit.index());
                        rows.put(unit.index(), row);
                        largest = Math.max(largest, largest(row));
                    }
                }
                return new Pictures(picture.get(), rows, largest);
            }
            return means(node.a(), group.units(), samples);
        }

        private static Values means(Tensor values, int units, int samples) {
            double[] means = new double[units];
            int size = values.rowSize();
            int steps = size / units;
            for (int i = 0; i < samples * size; i++) {
                means[i % size % units] += values.get(i);
            }
            for (int unit = 0; unit < units; unit++) {
                means[unit] /= (double) samples * steps;
            }
            return new Values(means, largest(means));
        }

        private Optional<NetworkLayout.Group> sourceOf(LayerDescription layer) {
            return layer.inputs().size() == 1 ? layout.group(layer.inputs().getFirst()) : Optional.empty();
        }

        /// The weights `[units, in]` between two layers, where there are such.
        private Optional<Tensor> matrix(LayerDescription layer) {
            return trained(new Parameters.Key(layer.name(), "weights")).filter(it -> it.shape().rank() == 2);
        }

        private Optional<Tensor> trained(Parameters.Key key) {
            return run.checkpoint().parameters().trained().stream()
                    .filter(it -> it.key().equals(key))
                    .map(Parameters.Parameter::value)
                    .findFirst();
        }

        private void connect(LayerDescription layer, Gradients gradients) {
            Optional<NetworkLayout.Group> to = layout.group(layer.name());
            if (to.isEmpty()) {
                return;
            }
            Optional<Tensor> weights = matrix(layer);
            for (String input : layer.inputs()) {
                Optional<NetworkLayout.Group> from = layout.group(input);
                if (from.isEmpty()) {
                    continue;
                }
                if (weights.isPresent() && weights.get().rowSize() == from.get().units()) {
                    connectAll(layer.name(), from.get(), to.get(), weights.get(), gradients);
                } else {
                    connectOneToOne(layer.name(), from.get(), to.get(), gradients);
                }
            }
        }

        private void connectAll(
                String layer, NetworkLayout.Group from, NetworkLayout.Group to, Tensor weights, Gradients gradients) {
            Parameters.Key key = new Parameters.Key(layer, "weights");
            Tensor gradient = gradients.of(key);
            int in = weights.rowSize();
            List<Edge> candidates = new ArrayList<>();
            for (NetworkLayout.Slot target : to.slots()) {
                if (!(target instanceof NetworkLayout.Unit unit)) {
                    continue;
                }
                if (from.picture().isPresent()) {
                    candidates.add(
                            new Edge(
                                    from.name(),
                                    -1,
                                    to.name(),
                                    unit.index(),
                                    Optional.empty(),
                                    0,
                                    rms(weights, unit.index()),
                                    rms(gradient, unit.index())));
                    continue;
                }
                for (NetworkLayout.Slot source : from.slots()) {
                    if (source instanceof NetworkLayout.Unit feeding) {
                        int index = unit.index() * in + feeding.index();
                        candidates.add(
                                new Edge(
                                        from.name(),
                                        feeding.index(),
                                        to.name(),
                                        unit.index(),
                                        Optional.of(key),
                                        index,
                                        weights.get(index),
                                        gradient.get(index)));
                    }
                }
            }
            if (from.picture().isEmpty()) {
                candidates.forEach(it -> largestWeight = Math.max(largestWeight, Math.abs(it.weight())));
            }
            List<Edge> chosen = strongest(candidates);
            edges.addAll(chosen);
            connections.add(new Connection(layer, chosen.size(), candidates.size(), weights.size()));
        }

        private static double rms(Tensor matrix, int row) {
            double sum = 0;
            int size = matrix.rowSize();
            for (int i = 0; i < size; i++) {
                double value = matrix.get(row, i);
                sum += value * value;
            }
            return Math.sqrt(sum / size);
        }

        /// The strongest, and those of the selected unit whatever they are.
        private List<Edge> strongest(List<Edge> candidates) {
            int budget = Math.max(FEWEST_EDGES_OF_A_LAYER, MOST_EDGES / setup.network().layers().size());
            if (candidates.size() <= budget) {
                return candidates;
            }
            List<Edge> ordered = new ArrayList<>(candidates);
            ordered.sort((a, b) -> {
                int chosenFirst = Boolean.compare(isOfSelected(b), isOfSelected(a));
                return chosenFirst != 0 ? chosenFirst : Double.compare(Math.abs(b.value(by)), Math.abs(a.value(by)));
            });
            return ordered.subList(0, budget);
        }

        private boolean isOfSelected(Edge edge) {
            return selected.unit().isPresent() && edge.touches(selected.layer(), selected.unit().getAsInt());
        }

        /// A layer that takes each number by itself, such as a normalisation: coloured by its learned factor.
        private void connectOneToOne(
                String layer, NetworkLayout.Group from, NetworkLayout.Group to, Gradients gradients) {
            Parameters.Key key = new Parameters.Key(layer, "gamma");
            Optional<Tensor> factors = trained(key);
            for (NetworkLayout.Slot slot : to.slots()) {
                if (slot instanceof NetworkLayout.Unit unit && from.squareOf(unit.index()).isPresent()) {
                    int index = unit.index();
                    boolean own = factors.isPresent() && index < factors.get().size();
                    edges.add(
                            new Edge(
                                    from.name(),
                                    from.picture().isPresent() ? -1 : index,
                                    to.name(),
                                    index,
                                    own ? Optional.of(key) : Optional.empty(),
                                    index,
                                    own ? factors.orElseThrow().get(index) : 0,
                                    own ? gradients.of(key).get(index) : 0));
                }
            }
        }
    }
}
