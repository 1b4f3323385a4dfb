package backproplab.ui.view;

import backproplab.backprop.Gradients;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.ui.viewmodel.Selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which weights are drawn as lines: between units that are drawn, the strongest of each layer, and those of the selected
/// unit whatever they are.
final class EdgeChoice {
    /// Lines of the whole picture.
    private static final int MOST_EDGES = 300;

    private static final int FEWEST_EDGES_OF_A_LAYER = 16;

    private final Command.Snapshot run;
    private final NetworkLayout layout;
    private final Gradients gradients;
    private final NetworkPicture.EdgeValue by;
    private final Selection selected;
    private final List<NetworkPicture.Edge> edges = new ArrayList<>();
    private final List<NetworkPicture.Connection> connections = new ArrayList<>();
    private double largestWeight;

    private EdgeChoice(
            Command.Snapshot run,
            NetworkLayout layout,
            Gradients gradients,
            NetworkPicture.EdgeValue by,
            Selection selected) {
        this.run = run;
        this.layout = layout;
        this.gradients = gradients;
        this.by = by;
        this.selected = selected;
    }

    static EdgeChoice of(
            Command.Snapshot run,
            NetworkLayout layout,
            Gradients gradients,
            NetworkPicture.EdgeValue by,
            Selection selected) {
        EdgeChoice choice = new EdgeChoice(run, layout, gradients, by, selected);
        run.setup().network().layers().forEach(choice::connect);
        choice.edges.sort((a, b) -> Double.compare(Math.abs(a.value(by)), Math.abs(b.value(by))));
        return choice;
    }

    /// The weakest first.
    List<NetworkPicture.Edge> edges() {
        return List.copyOf(edges);
    }

    List<NetworkPicture.Connection> connections() {
        return List.copyOf(connections);
    }

    /// Of all weights between units that are drawn, also those that are not chosen.
    double largestWeight() {
        return largestWeight;
    }

    /// The weights `[units, in]` that lead to a layer, where there are such.
    static Optional<Tensor> matrix(Parameters parameters, LayerDescription layer) {
        return trained(parameters, new Parameters.Key(layer.name(), "weights")).filter(it -> it.shape().rank() == 2);
    }

    private static Optional<Tensor> trained(Parameters parameters, Parameters.Key key) {
        return parameters.trained().stream()
                .filter(it -> it.key().equals(key))
                .map(Parameters.Parameter::value)
                .findFirst();
    }

    private void connect(LayerDescription layer) {
        Optional<NetworkLayout.Group> to = layout.group(layer.name());
        if (to.isEmpty()) {
            return;
        }
        Optional<Tensor> weights = matrix(run.checkpoint().parameters(), layer);
        for (String input : layer.inputs()) {
            Optional<NetworkLayout.Group> from = layout.group(input);
            if (from.isEmpty()) {
                continue;
            }
            if (weights.isPresent() && weights.get().rowSize() == from.get().units()) {
                connectAll(layer.name(), from.get(), to.get(), weights.get());
            } else {
                connectOneToOne(layer.name(), from.get(), to.get());
            }
        }
    }

    private void connectAll(String layer, NetworkLayout.Group from, NetworkLayout.Group to, Tensor weights) {
        Parameters.Key key = new Parameters.Key(layer, "weights");
        Tensor gradient = gradients.of(key);
        int in = weights.rowSize();
        List<NetworkPicture.Edge> candidates = new ArrayList<>();
        for (NetworkLayout.Slot target : to.slots()) {
            if (!(target instanceof NetworkLayout.Unit unit)) {
                continue;
            }
            if (from.picture().isPresent()) {
                candidates.add(
                        new NetworkPicture.Edge(
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
                            new NetworkPicture.Edge(
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
        List<NetworkPicture.Edge> chosen = strongest(candidates);
        edges.addAll(chosen);
        connections.add(new NetworkPicture.Connection(layer, chosen.size(), candidates.size(), weights.size()));
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
    private List<NetworkPicture.Edge> strongest(List<NetworkPicture.Edge> candidates) {
        int budget = Math.max(FEWEST_EDGES_OF_A_LAYER, MOST_EDGES / run.setup().network().layers().size());
        if (candidates.size() <= budget) {
            return candidates;
        }
        List<NetworkPicture.Edge> ordered = new ArrayList<>(candidates);
        ordered.sort((a, b) -> {
            int chosenFirst = Boolean.compare(isOfSelected(b), isOfSelected(a));
            return chosenFirst != 0 ? chosenFirst : Double.compare(Math.abs(b.value(by)), Math.abs(a.value(by)));
        });
        return ordered.subList(0, budget);
    }

    private boolean isOfSelected(NetworkPicture.Edge edge) {
        return selected.unit().isPresent() && edge.touches(selected.layer(), selected.unit().getAsInt());
    }

    /// A layer that takes each number by itself, such as a normalisation: coloured by its learned factor.
    private void connectOneToOne(String layer, NetworkLayout.Group from, NetworkLayout.Group to) {
        Parameters.Key key = new Parameters.Key(layer, "gamma");
        Optional<Tensor> factors = trained(run.checkpoint().parameters(), key);
        for (NetworkLayout.Slot slot : to.slots()) {
            if (slot instanceof NetworkLayout.Unit unit && from.squareOf(unit.index()).isPresent()) {
                int index = unit.index();
                boolean own = factors.isPresent() && index < factors.get().size();
                edges.add(
                        new NetworkPicture.Edge(
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
