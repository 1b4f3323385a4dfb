package backproplab.ui.view;

import backproplab.statistics.Band;
import backproplab.statistics.LayerHistory;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.HeatScale;
import backproplab.ui.chart.NameAxis;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.XyChart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A quantity of all layers over all steps of a run: a row per layer, input on top, coloured by its size on a fixed
/// scale of powers of ten.
final class HeatStrip implements Picture {
    private static final HeatScale SCALE = HeatScale.GRADIENT;

    /// The height of what stands above and below the rows, at normal size.
    static final double AROUND = 50;

    private final NameAxis layerAxis = new NameAxis("");
    private final XyChart chart = new XyChart(Axes.steps("step"), layerAxis);
    private List<LayerHistory.Column> columns = List.of();
    private List<String> layers = List.of();
    private String title = "";
    private int selected = -1;
    private Style style = new Style(backproplab.ui.chart.Palette.LIGHT, false);

    HeatStrip() {
        layerAxis.setInverted(true);
        chart.setLegend(false);
        chart.setBackdrop(this::paintCells);
    }

    /// @param labels of the rows
    /// @param selected the index of the layer that is marked, or −1
    void show(
            List<LayerHistory.Column> columns,
            List<String> layers,
            List<String> labels,
            int selected,
            String title,
            long step) {
        this.columns = columns;
        this.layers = layers;
        this.selected = selected;
        this.title = title;
        layerAxis.setNames(labels);
        chart.x().setRange(0, Math.max(10, (double) step));
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style now) {
        style = now;
        g.setPaint(now.palette().background());
        g.fill(area);
        double line = 14 * now.scale();
        chart.paint(
                g,
                new Rectangle2D.Double(area.getX(), area.getY() + line, area.getWidth(), area.getHeight() - line),
                now);
        double legend =
                SCALE.paintLegend(
                        g,
                        area.getMaxX() - 8,
                        area.getY() + 4 * now.scale(),
                        Math.min(160, area.getWidth() / 4) * now.scale(),
                        now);
        g.setFont(now.small());
        g.setPaint(now.faintText());
        double left = chart.dataArea().getMinX();
        if (left + g.getFontMetrics().stringWidth(title) + 8 < legend) {
            g.drawString(title, (float) left, (float) (area.getY() + line - 2 * now.scale()));
        }
    }

    private void paintCells(Graphics2D g, Rectangle2D area, Style now) {
        int width = (int) area.getWidth();
        int height = (int) area.getHeight();
        int count = layers.size();
        if (width < 1 || height < 1 || count == 0 || columns.isEmpty()) {
            return;
        }
        BufferedImage image = new BufferedImage(width, count, BufferedImage.TYPE_INT_RGB);
        double steps = chart.x().getUpperBound();
        int column = 0;
        for (int x = 0; x < width; x++) {
            double step = (x + 1) * steps / width;
            while (column < columns.size() - 1 && columns.get(column).lastStep() < step) {
                column++;
            }
            LayerHistory.Column found = columns.get(column);
            boolean isAfterAll = step - steps / width > found.lastStep();
            for (int layer = 0; layer < count; layer++) {
                Band band = isAfterAll || layer >= found.bands().size() ? Band.NONE : found.bands().get(layer);
                image.setRGB(x, layer, color(band, now).getRGB());
            }
        }
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(stretched(image, height), (int) area.getX(), (int) area.getY(), null);
        if (selected >= 0 && selected < count) {
            double row = area.getHeight() / count;
            g.setPaint(now.palette().text());
            g.setStroke(now.stroke(1.4));
            g.draw(
                    new Rectangle2D.Double(
                            area.getX(), area.getY() + selected * row, area.getWidth(), Math.max(2, row)));
        }
    }

    /// With whole pixels, so that no renderer blurs rows into each other.
    private static BufferedImage stretched(BufferedImage rows, int height) {
        int width = rows.getWidth();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            rows.getRGB(0, y * rows.getHeight() / height, width, 1, line, 0, width);
            image.setRGB(0, y, width, 1, line, 0, width);
        }
        return image;
    }

    private static java.awt.Color color(Band band, Style now) {
        if (band.nonFinite() > 0) {
            return now.palette().warning();
        }
        return band.isEmpty() ? now.palette().background() : SCALE.color(band.mean(), now.palette());
    }

    /// Which layer stands at a point; −1 for none.
    int layerAt(double x, double y) {
        Rectangle2D area = chart.dataArea();
        return area.contains(x, y) ? (int) ((y - area.getY()) / area.getHeight() * layers.size()) : -1;
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        int layer = layerAt(x, y);
        double step = chart.xAt(x, y).orElse(Double.NaN);
        Optional<LayerHistory.Column> column = columns.stream().filter(it -> it.lastStep() >= step).findFirst();
        if (layer < 0 || column.isEmpty()) {
            return Optional.empty();
        }
        LayerHistory.Column found = column.get();
        Band band = found.bands().get(layer);
        List<Readout.Row> rows = new ArrayList<>();
        rows.add(new Readout.Row(color(band, style), layers.get(layer), Numbers.text(band.mean())));
        if (band.count() > 1) {
            rows.add(
                    new Readout.Row(
                            color(band, style),
                            "from … to",
                            "%s … %s".formatted(Numbers.text(band.min()), Numbers.text(band.max()))));
        }
        String steps =
                found.firstStep() == found.lastStep()
                        ? "step " + Numbers.count(found.lastStep())
                        : "steps %s … %s".formatted(Numbers.count(found.firstStep()), Numbers.count(found.lastStep()));
        return Optional.of(new Readout(x, chart.dataArea(), steps, rows));
    }
}
