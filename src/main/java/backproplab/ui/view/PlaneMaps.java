package backproplab.ui.view;

import backproplab.network.Node;
import backproplab.training.Command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The activation of units at every point of a grid over the input plane, as the engine's own network computes it.
final class PlaneMaps {
    private final Map<String, Map<Integer, double[]>> byName = new HashMap<>();

    private PlaneMaps() {}

    /// Of all units that are drawn.
    static PlaneMaps of(Command.Snapshot run, InputPlane plane, int cells, NetworkLayout layout) {
        PlaneMaps maps = new PlaneMaps();
        List<Wanted> ofLayers = new ArrayList<>();
        for (NetworkLayout.Group group : layout.groups()) {
            Map<Integer, double[]> ofUnits = new HashMap<>();
            maps.byName.put(group.name(), ofUnits);
            for (NetworkLayout.Slot slot : group.slots()) {
                if (slot instanceof NetworkLayout.Unit unit) {
                    double[] map = new double[cells * cells];
                    ofUnits.put(unit.index(), map);
                    if (group.input()) {
                        fillWithInput(map, plane, cells, unit.index());
                    } else {
                        ofLayers.add(new Wanted(group.name(), unit.index(), map));
                    }
                }
            }
        }
        int[] point = new int[1];
        Passes.forward(
                run,
                plane.grid(cells),
                (network, row) -> {
                    for (Wanted it : ofLayers) {
                        Node node = network.node(it.layer);
                        it.map[point[0]] = node.a().get(row, it.unit);
                    }
                    point[0]++;
                });
        return maps;
    }

    private record Wanted(String layer, int unit, double[] map) {}

    private static void fillWithInput(double[] map, InputPlane plane, int cells, int input) {
        for (int i = 0; i < map.length; i++) {
            map[i] = input == 0 ? plane.x1(i % cells, cells) : plane.x2(i / cells, cells);
        }
    }

    /// By unit, row by row from the upper left.
    Map<Integer, double[]> of(String name) {
        return Objects.requireNonNull(byName.get(name), () -> "no maps of `" + name + "`");
    }
}
