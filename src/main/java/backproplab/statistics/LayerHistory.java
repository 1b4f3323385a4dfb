package backproplab.statistics;

import java.util.List;
import java.util.stream.IntStream;

/// One quantity of all layers over all steps of a run, layer by step, for a heat strip: as [History], with the
/// bins the same for all layers.
public final class LayerHistory {
    private final int layers;
    private final StepBins bins;

    /// A column of the strip.
    ///
    /// @param bands one per layer
    public record Column(long firstStep, long lastStep, List<Band> bands) {
        public Column {
            bands = List.copyOf(bands);
        }
    }

    /// @param layers how many
    /// @param capacity how many bins there are at most, at least 2
    public LayerHistory(int layers, int capacity) {
        this.layers = layers;
        this.bins = new StepBins(layers, capacity);
    }

    /// What the layers did over the steps `firstStep … lastStep`, which come after all before them.
    ///
    /// @param bands one per layer
    public void add(long firstStep, long lastStep, List<Band> bands) {
        if (bands.size() != layers) {
            throw new IllegalArgumentException("%d layers needed, got %d".formatted(layers, bands.size()));
        }
        bins.advance(firstStep, lastStep);
        for (int layer = 0; layer < layers; layer++) {
            bins.add(layer, bands.get(layer));
        }
    }

    /// The quantity of all layers of a summary.
    public void add(StepSummary summary, Quantity quantity) {
        add(summary.firstStep(), summary.lastStep(), summary.layers().stream().map(it -> it.get(quantity)).toList());
    }

    /// See [History#rewindTo].
    public void rewindTo(long step) {
        bins.rewindTo(step);
    }

    public void clear() {
        bins.clear();
    }

    /// How many steps a bin spans: a power of two.
    public long stepsPerBin() {
        return bins.stepsPerBin();
    }

    /// In the order of the steps; steps to which nothing was added have none.
    public List<Column> columns() {
        return IntStream.range(0, bins.used()).mapToObj(this::column).toList();
    }

    private Column column(int bin) {
        List<Band> bands = IntStream.range(0, layers).mapToObj(it -> bins.band(it, bin)).toList();
        return new Column(bins.firstStep(bin), bins.lastStep(bin), bands);
    }
}
