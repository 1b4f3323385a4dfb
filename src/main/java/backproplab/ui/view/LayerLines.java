package backproplab.ui.view;

import backproplab.ui.chart.Look;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;

/// How charts with a line for each layer draw them, so that a layer looks the same in all of them.
final class LayerLines {
    private static final int MOST_IN_LEGEND = 6;

    private LayerLines() {}

    /// A few layers have colours of their own; many have a range of colours from the input (violet) to the loss (coral).
    static Tone tone(int index, int count) {
        return count <= MOST_IN_LEGEND
                ? Tone.series(index)
                : it -> Palette.mix(it.forward(), it.backward(), index / (count - 1.0));
    }

    /// The selected one is thick. Of many the legend names the two ends and the selected one.
    static Look look(int index, int count, boolean isSelected) {
        Look look = isSelected ? Look.LINE.withLine(3) : Look.LINE.withLine(1.3);
        boolean isNamed = count <= MOST_IN_LEGEND || isSelected || index == 0 || index == count - 1;
        return isNamed ? look : look.notInLegend();
    }
}
