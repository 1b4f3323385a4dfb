package backproplab.ui.viewmodel;

import backproplab.statistics.LayerSummary;
import backproplab.statistics.Quantity;
import backproplab.statistics.RecentRange;
import backproplab.statistics.StepSummary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Between which limits some quantities of every layer moved over the last steps: whiskers and axis ranges.
public final class RecentSizes {
    /// How many steps count as recent.
    public static final long STEPS = 1000;

    private final List<Quantity> quantities;
    private final Map<Quantity, List<RecentRange>> ranges = new EnumMap<>(Quantity.class);
    private List<String> layers = List.of();

    public RecentSizes(Collection<Quantity> quantities) {
        this.quantities = List.copyOf(quantities);
    }

    public void clear() {
        layers = List.of();
        ranges.clear();
    }

    /// A delivery that comes after those before, or of other layers.
    public void add(StepSummary steps) {
        List<String> names = steps.layers().stream().map(LayerSummary::layer).toList();
        if (!names.equals(layers)) {
            layers = names;
            quantities.forEach(it -> ranges.put(it, empty(names.size())));
        }
        ranges.forEach((quantity, perLayer) -> {
            for (int i = 0; i < perLayer.size(); i++) {
                perLayer.get(i).add(steps.lastStep(), steps.layers().get(i).get(quantity));
            }
        });
    }

    private static List<RecentRange> empty(int layers) {
        List<RecentRange> ranges = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            ranges.add(RecentRange.ofPositive(STEPS));
        }
        return ranges;
    }

    /// NaN where nothing was positive.
    public double low(Quantity quantity, int layer) {
        return range(quantity, layer).low();
    }

    /// NaN where nothing was positive.
    public double high(Quantity quantity, int layer) {
        return range(quantity, layer).high();
    }

    private RecentRange range(Quantity quantity, int layer) {
        List<RecentRange> perLayer = ranges.get(quantity);
        if (perLayer == null) {
            throw new IllegalStateException("no step was added, or nothing is kept of " + quantity);
        }
        return perLayer.get(layer);
    }
}
