package backproplab.ui.view;

import backproplab.backprop.Gradients;
import backproplab.layer.Concat;
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

    private EdgeChoice(Command.Snapshot run, NetworkLayout layout, Gradients gradients, NetworkWish wish) {
        this.run = run;
        this.layout = layout;
        this.gradients = gradients;
        this.by = wish.edges();
        this.selected = layout.drawn(wish.selected());
    }

    static EdgeChoice of(Command.Snapshot run, NetworkLayout layout, Gradients gradients, NetworkWish wish) {
        EdgeChoice choice = new EdgeChoice(run, layout, gradients, wish);
        run.setup().network().layers().forEach(choice::connect);
        choice.edges.sort((a, b) -> Double.compare(Math.abs(a.value(choice.by)), Math.abs(b.value(choice.by))));
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
        return trained(parameters, new Parameters.Key(layer.owner(), "weights")).filter(it -> it.shape().rank() == 2);
    }

    /// The weights `[filters, channels, rows, columns]` of a convolution.
    static Optional<Tensor> kernels(Parameters parameters, LayerDescription layer) {
        return trained(parameters, new Parameters.Key(layer.owner(), "weights")).filter(it -> it.shape().rank() == 4);
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
        Optional<Tensor> kernels = kernels(run.checkpoint().parameters(), layer);
        int before = 0;
        for (String input : layer.inputs()) {
            Optional<NetworkLayout.Group> from = layout.group(input);
            int offset = before;
            before += layer.layer() instanceof Concat ? from.map(NetworkLayout.Group::units).orElse(0) : 0;
            if (from.isEmpty() || !layout.areNeighbours(from.get(), to.get())) {
                continue; // one that passes layers by is a [SkipLine]
            }
            if (weights.isPresent() && weights.get().rowSize() == from.get().units()) {
                connectAll(layer, from.get(), to.get(), weights.get());
            } else if (kernels.isPresent()) {
                connectMaps(layer, from.get(), to.get(), kernels.get());
            } else {
                connectOneToOne(layer, from.get(), to.get(), offset);
            }
        }
    }

    private void connectAll(LayerDescription layer, NetworkLayout.Group from, NetworkLayout.Group to, Tensor weights) {
        Parameters.Key key = new Parameters.Key(layer.owner(), "weights");
        int in = weights.rowSize();
        List<NetworkPicture.Edge> candidates = new ArrayList<>();
        for (NetworkLayout.Slot target : to.slots()) {
            for (NetworkLayout.Slot source : from.slots()) {
                if (target instanceof NetworkLayout.Unit unit && source instanceof NetworkLayout.Unit feeding) {
                    int index = unit.index() * in + feeding.index();
                    candidates.add(edge(from, feeding.index(), to, unit.index(), key, index, 1));
                } else if (target instanceof NetworkLayout.Unit unit && source instanceof NetworkLayout.Sheet sheet) {
                    int index = unit.index() * in + sheet.first();
                    int count = sheet.shape().pixels();
                    candidates.add(edge(from, sheet.first(), to, unit.index(), key, index, count));
                }
            }
        }
        candidates.stream()
                .filter(it -> !it.isBundle())
                .forEach(it -> largestWeight = Math.max(largestWeight, Math.abs(it.weight())));
        List<NetworkPicture.Edge> chosen = strongest(candidates);
        edges.addAll(chosen);
        connections.add(new NetworkPicture.Connection(layer.name(), chosen.size(), candidates.size(), weights.size()));
    }

    /// A line for the kernel of each pair of maps.
    private void connectMaps(LayerDescription layer, NetworkLayout.Group from, NetworkLayout.Group to, Tensor kernels) {
        Parameters.Key key = new Parameters.Key(layer.owner(), "weights");
        int count = kernels.shape().size(2) * kernels.shape().size(3);
        List<NetworkPicture.Edge> candidates = new ArrayList<>();
        for (NetworkLayout.Slot target : to.slots()) {
            for (NetworkLayout.Slot source : from.slots()) {
                int filter = to.channelOf(firstOf(target));
                int channel = from.channelOf(firstOf(source));
                if (filter >= 0 && channel >= 0) {
                    int index = (filter * kernels.shape().size(1) + channel) * count;
                    candidates.add(edge(from, firstOf(source), to, firstOf(target), key, index, count));
                }
            }
        }
        List<NetworkPicture.Edge> chosen = strongest(candidates);
        edges.addAll(chosen);
        int drawn = chosen.size() * count;
        connections.add(new NetworkPicture.Connection(layer.name(), drawn, candidates.size() * count, kernels.size()));
    }

    /// For `count` numbers of a parameter, from `index` on.
    private NetworkPicture.Edge edge(
            NetworkLayout.Group from,
            int fromUnit,
            NetworkLayout.Group to,
            int toUnit,
            Parameters.Key key,
            int index,
            int count) {
        Tensor weights = trained(run.checkpoint().parameters(), key).orElseThrow();
        Tensor gradient = gradients.of(key);
        return new NetworkPicture.Edge(
                from.name(),
                fromUnit,
                to.name(),
                toUnit,
                Optional.of(key),
                index,
                count,
                count == 1 ? weights.get(index) : rms(weights, index, count),
                count == 1 ? gradient.get(index) : rms(gradient, index, count));
    }

    private static double rms(Tensor tensor, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            double value = tensor.get(i);
            sum += value * value;
        }
        return Math.sqrt(sum / count);
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
    ///
    /// @param offset of its first number in the layer that lays several side by side
    private void connectOneToOne(LayerDescription layer, NetworkLayout.Group from, NetworkLayout.Group to, int offset) {
        Parameters.Key key = new Parameters.Key(layer.owner(), "gamma");
        int factors = trained(run.checkpoint().parameters(), key).map(Tensor::size).orElse(0);
        for (NetworkLayout.Slot slot : to.slots()) {
            int unit = firstOf(slot);
            int source = sourceOf(from, to, unit, offset);
            int index = to.channelOf(unit);
            if (unit < 0 || from.squareOf(source).isEmpty()) {
                continue;
            }
            edges.add(
                    index < factors
                            ? edge(from, source, to, unit, key, index, 1)
                            : new NetworkPicture.Edge(
                                    from.name(), source, to.name(), unit, Optional.empty(), 0, 0, 0, 0));
        }
    }

    private static int firstOf(NetworkLayout.Slot slot) {
        return switch (slot) {
            case NetworkLayout.Unit unit -> unit.index();
            case NetworkLayout.Sheet sheet -> sheet.first();
            case NetworkLayout.More _ -> Integer.MIN_VALUE;
        };
    }

    /// The unit that one comes from: the same, or the first one of the same channel.
    private static int sourceOf(NetworkLayout.Group from, NetworkLayout.Group to, int unit, int offset) {
        int channel = to.channelOf(unit);
        boolean isByChannel = from.channels() > 0 && (to.channels() > 0 || to.units() == from.channels());
        return isByChannel ? channel * (from.units() / from.channels()) : unit - offset;
    }
}
