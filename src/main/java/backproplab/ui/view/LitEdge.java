package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.layer.Recurrent;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.view.LitStep.Link;
import backproplab.ui.view.LitStep.Role;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection between two units that are drawn.
///
/// @param weight that stands on it, where there is a single one
/// @param role in the step, or on the paths that are lit
record LitEdge(Link link, Optional<Place.Weight> weight, Optional<Role> role, Line2D line) {

    /// All of a scene, those that are lit last.
    static List<LitEdge> of(LitScene scene) {
        List<LitEdge> edges = new ArrayList<>();
        for (BackwardTrace.LayerTrace layer : scene.trace().layers()) {
            for (String input : layer.inputs()) {
                connect(scene, input, layer, edges);
            }
        }
        edges.sort((a, b) -> Integer.compare(rank(a), rank(b)));
        return edges;
    }

    private static int rank(LitEdge edge) {
        return edge.role().map(it -> it == Role.RESULT ? 2 : 1).orElse(0);
    }

    private static void connect(LitScene scene, String input, BackwardTrace.LayerTrace layer, List<LitEdge> edges) {
        NetworkLayout network = scene.layout().network();
        Optional<NetworkLayout.Group> from = network.group(input);
        Optional<NetworkLayout.Group> to = network.group(layer.name());
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        Optional<BackwardTrace.ParameterTrace> matrix =
                scene.numbers().parameter(layer.name(), "weights").filter(LitStep::isMatrix);
        Optional<Recurrent> recurrent = LitTime.recurrent(scene.trace(), layer.name());
        if (recurrent.isPresent()) {
            overTime(scene, from.get(), to.get(), recurrent.get(), edges);
            return;
        }
        for (NetworkLayout.Slot slot : to.get().slots()) {
            if (!(slot instanceof NetworkLayout.Unit unit)) {
                continue;
            }
            At target = new At(layer.name(), unit.index());
            if (matrix.isPresent()) {
                for (int source : sources(scene, from.get(), target)) {
                    weightOf(matrix.get(), source, unit.index())
                            .ifPresent(
                                    it -> add(scene, new Link(new At(input, source), target), Optional.of(it), edges));
                }
            } else if (from.get().units() == to.get().units()) {
                add(scene, new Link(new At(input, unit.index()), target), Optional.empty(), edges);
            }
        }
    }

    /// From the numbers of the time step that the step is about.
    private static void overTime(
            LitScene scene, NetworkLayout.Group from, NetworkLayout.Group to, Recurrent layer, List<LitEdge> edges) {
        Optional<BackwardTrace.ParameterTrace> matrix = scene.numbers().parameter(to.name(), "W_ih");
        for (NetworkLayout.Slot slot : to.slots()) {
            if (matrix.isPresent() && slot instanceof NetworkLayout.Unit unit) {
                At target = new At(to.name(), unit.index());
                for (int source : sources(scene, from, target)) {
                    LitTime.inputWeight(scene.step().time(), matrix.get(), layer, source, unit.index())
                            .ifPresent(it ->
                                    add(scene, new Link(new At(from.name(), source), target), Optional.of(it), edges));
                }
            }
        }
    }

    /// Of a picture those pixels that take part.
    private static List<Integer> sources(LitScene scene, NetworkLayout.Group from, At target) {
        if (from.picture().isEmpty()) {
            return from.slots().stream()
                    .filter(it -> it instanceof NetworkLayout.Unit)
                    .map(it -> ((NetworkLayout.Unit) it).index())
                    .toList();
        }
        return scene.litSources(from.name(), target);
    }

    /// Of a sequence the same weight stands at every time step.
    private static Optional<Place.Weight> weightOf(BackwardTrace.ParameterTrace matrix, int from, int to) {
        int in = matrix.before().rowSize();
        int out = matrix.before().rows();
        return from / in == to / out
                ? Optional.of(new Place.Weight(matrix.key(), to % out * in + from % in))
                : Optional.empty();
    }

    private static void add(LitScene scene, Link link, Optional<Place.Weight> weight, List<LitEdge> edges) {
        Optional<Role> role = scene.paths().isPresent() ? Optional.empty() : scene.step().roleOf(link, weight);
        scene.line(link).ifPresent(it -> edges.add(new LitEdge(link, weight, role, it)));
    }
}
