package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.view.LitStep.Link;
import backproplab.ui.view.LitStep.Role;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The paths from the loss to a weight, as they run on the diagram. Immutable.
///
/// @param strands largest first
record LitPaths(GradientPaths paths, List<Strand> strands) {
    /// How many are drawn.
    static final int MOST = 12;

    /// One path.
    ///
    /// @param links from the loss to the weight
    /// @param start the unit at the loss
    /// @param share of the size of the largest path
    record Strand(List<Link> links, Optional<At> start, double share) {}

    static LitPaths of(BackwardTrace trace, GradientPaths paths) {
        double largest = paths.largest().isEmpty() ? 0 : Math.abs(paths.largest().getFirst().product());
        List<Strand> strands = new ArrayList<>();
        for (GradientPaths.Path path : paths.largest()) {
            double share = largest > 0 ? Math.abs(path.product()) / largest : 0;
            strands.add(strand(trace, paths, path, Double.isNaN(share) ? 1 : share));
        }
        return new LitPaths(paths, List.copyOf(strands));
    }

    private static Strand strand(BackwardTrace trace, GradientPaths paths, GradientPaths.Path path, double share) {
        Set<At> stations = new LinkedHashSet<>();
        for (TraceValue factor : path.factors()) {
            if (factor.place() instanceof Place.Unit unit) {
                stations.add(new At(unit.owner(), unit.unit()));
            }
        }
        Optional<Link> last = LitStep.linkOf(trace, new Place.Weight(paths.key(), paths.index()));
        last.ifPresent(it -> {
            stations.add(it.to());
            stations.add(it.from());
        });
        List<At> inOrder = List.copyOf(stations);
        List<Link> links = new ArrayList<>();
        for (int i = 1; i < inOrder.size(); i++) {
            links.add(new Link(inOrder.get(i), inOrder.get(i - 1)));
        }
        return new Strand(List.copyOf(links), stations.stream().findFirst(), share);
    }

    /// Whether a path leads over a unit.
    boolean isOn(String owner, int unit) {
        At at = new At(owner, unit);
        return strands.stream()
                .anyMatch(it ->
                        it.start().filter(at::equals).isPresent()
                                || it.links().stream().anyMatch(link -> link.from().equals(at)));
    }

    /// The factors of the paths that stand at a unit.
    Map<Quantity, Role> at(String owner, int unit) {
        Map<Quantity, Role> lit = new EnumMap<>(Quantity.class);
        for (GradientPaths.Path path : paths.largest()) {
            for (TraceValue factor : path.factors()) {
                if (factor.place() instanceof Place.Unit(String of, int _, int index)
                        && of.equals(owner)
                        && index == unit) {
                    lit.put(shownAs(factor.quantity()), Role.OPERAND);
                }
            }
        }
        return lit;
    }

    /// What a loss adds stands at the unit as what has arrived there.
    private static Quantity shownAs(Quantity quantity) {
        return quantity == Quantity.LOSS_GRADIENT ? Quantity.ARRIVING : quantity;
    }

    /// Units that are to be seen, by layer, those of the largest paths first.
    Map<String, Set<Integer>> wishes() {
        Map<String, Set<Integer>> wishes = new HashMap<>();
        for (Strand strand : strands) {
            strand.start().ifPresent(it -> wish(wishes, it));
            strand.links().forEach(it -> wish(wishes, it.from()));
        }
        return wishes;
    }

    private static void wish(Map<String, Set<Integer>> wishes, At at) {
        wishes.computeIfAbsent(at.owner(), _ -> new LinkedHashSet<>()).add(at.unit());
    }
}
