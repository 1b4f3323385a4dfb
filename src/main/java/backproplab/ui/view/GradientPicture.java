package backproplab.ui.view;

import backproplab.statistics.LayerHistory;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Guide;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.NameAxis;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.GradientSizes;
import backproplab.ui.viewmodel.RecentSizes;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The size of the gradient at each layer: on top now, on a logarithmic axis from the input to the loss; below the
/// history of all layers as a strip.
final class GradientPicture implements Picture {
    private static final double BAR = 0.62;

    private static final String LAST =
            "last step (whiskers: last %s steps)".formatted(Numbers.count(RecentSizes.STEPS));

    /// Less height than this, at normal size, leaves the strip out.
    private static final double STRIP_NEEDS = 150;

    private final NameAxis layerAxis = new NameAxis("layers from input to loss");
    private final XyChart chart = new XyChart(layerAxis, Axes.log(""));
    private final HeatStrip strip = new HeatStrip();
    private List<String> layers = List.of();
    private List<LayerHistory.Column> columns = List.of();
    private String title = "";
    private int selected = -1;
    private long step;

    GradientPicture() {
        chart.setXText(this::nameAt);
    }

    private String nameAt(double x) {
        int index = (int) Math.round(x);
        return index < 0 || index >= layers.size()
                ? ""
                : layerAxis.isNumbered() ? "%d  %s".formatted(index + 1, layers.get(index)) : layers.get(index);
    }

    /// @param columns the history of the same quantity
    /// @param selectedLayer the name of the layer to mark
    void show(GradientSizes sizes, List<LayerHistory.Column> columns, String selectedLayer, long step) {
        this.layers = sizes.layers();
        this.columns = columns;
        this.step = step;
        this.selected = layers.indexOf(selectedLayer);
        this.title = sizes.quantity().label() + " over the steps";
        layerAxis.setNames(layers);
        chart.y().setLabel(sizes.quantity().label());
        double[] x = IntStream.range(0, layers.size()).asDoubleStream().toArray();
        List<Curve> curves = new ArrayList<>();
        Look bars = Look.POINTS.withBars(BAR);
        curves.add(Curve.of(LAST, Palette::backward, bars, x, sizes.last(), sizes.low(), sizes.high()));
        if (IntStream.range(0, layers.size()).anyMatch(it -> sizes.expected()[it] > 0)) {
            curves.add(Curve.of("theory, before training", Palette::text, Look.DASHED, x, sizes.expected()));
        }
        chart.setCurves(curves);
        Axes.fitDecades(chart.y(), sizes.smallest(), sizes.largest());
        chart.setGuides(guides(sizes));
    }

    /// The selected layer, and what a logarithmic axis cannot show.
    private List<Guide> guides(GradientSizes sizes) {
        List<Guide> guides = new ArrayList<>();
        if (selected >= 0) {
            guides.add(Guide.bandAtX(selected - 0.5, selected + 0.5, "", Palette::neutral));
        }
        for (int i = 0; i < layers.size(); i++) {
            double value = sizes.last()[i];
            if (value == 0 || Double.isInfinite(value)) {
                guides.add(Guide.lineAtX(i, Numbers.text(value), value == 0 ? Palette::neutral : Palette::warning));
            }
        }
        return guides;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        boolean isWithStrip = area.getHeight() >= STRIP_NEEDS * style.scale();
        double wanted = (HeatStrip.AROUND + 17 * layers.size()) * style.scale();
        double stripHeight = isWithStrip ? Math.min(wanted, 0.42 * area.getHeight()) : 0;
        double chartHeight = area.getHeight() - stripHeight;
        chart.paint(g, new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), chartHeight), style);
        if (isWithStrip) {
            strip.show(columns, layers, rowLabels(), selected, title, step);
            strip.paint(
                    g,
                    new Rectangle2D.Double(area.getX(), area.getY() + chartHeight, area.getWidth(), stripHeight),
                    style);
        } else {
            strip.show(List.of(), List.of(), List.of(), -1, "", step);
        }
    }

    /// The rows say which name a number of the chart above stands for.
    private List<String> rowLabels() {
        return IntStream.range(0, layers.size())
                .mapToObj(it -> layerAxis.isNumbered() ? "%d %s".formatted(it + 1, layers.get(it)) : layers.get(it))
                .toList();
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return chart.readout(x, y).or(() -> strip.readout(x, y));
    }

    /// The layer at a point; empty for none.
    Optional<String> layerAt(double x, double y) {
        int index = (int) Math.round(chart.xAt(x, y).orElse(strip.layerAt(x, y)));
        return index >= 0 && index < layers.size() ? Optional.of(layers.get(index)) : Optional.empty();
    }
}
