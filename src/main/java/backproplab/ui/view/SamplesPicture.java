package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The samples of one cell of a confusion matrix, or all that are misclassified: as pictures where the inputs are
/// pixels, else line by line.
final class SamplesPicture implements Picture {
    private static final double PADDING = 6;
    private static final double SIDE = 42;
    private static final double GAP = 8;
    private static final int MOST_IMAGES = 500;

    /// Rows of a readout.
    private static final int MOST_OUTPUTS = 4;

    private OutputPicture.@Nullable Confusion confusion;
    private Optional<ConfusionPicture.Cell> cell = Optional.empty();
    private List<Integer> samples = List.of();
    private int firstRow;
    private Style style = new Style(Palette.LIGHT, false);
    private Layout layout = new Layout(new Rectangle2D.Double(), 1, 1, 1, 0);

    private final Map<Integer, BufferedImage> images = new HashMap<>();
    private @Nullable Dataset imagesOf;
    private @Nullable Palette imagesIn;

    /// @param area of all tiles
    /// @param columns side by side
    /// @param rows that are seen
    private record Layout(Rectangle2D area, int columns, double width, double height, int rows) {}

    void show(OutputPicture.@Nullable Confusion next, Optional<ConfusionPicture.Cell> wanted) {
        if (!wanted.equals(cell)) {
            firstRow = 0;
        }
        confusion = next;
        cell = wanted;
        samples = next == null ? List.of() : chosen(next.judged(), wanted);
    }

    private static List<Integer> chosen(Judged judged, Optional<ConfusionPicture.Cell> cell) {
        return IntStream.range(0, judged.samples())
                .filter(it ->
                        cell.map(wanted ->
                                        judged.predicted()[it] == wanted.predicted()
                                                && judged.data().classOf(it) == wanted.truth())
                                .orElseGet(() -> judged.isMistaken(it)))
                .boxed()
                .toList();
    }

    /// How many there are.
    int count() {
        return samples.size();
    }

    /// By so many rows of tiles.
    void scroll(int rows) {
        firstRow = Math.clamp((long) firstRow + rows, 0, mostFirstRow());
    }

    private int mostFirstRow() {
        return Math.max(0, allRows() - Math.max(1, layout.rows));
    }

    private int allRows() {
        return (samples.size() + layout.columns - 1) / layout.columns;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style wanted) {
        Lettering.begin(g);
        style = wanted;
        g.setPaint(wanted.palette().background());
        g.fill(area);
        OutputPicture.Confusion shown = confusion;
        if (shown == null || area.getWidth() < 60 || area.getHeight() < 30) {
            return;
        }
        double padding = PADDING * wanted.scale();
        FontMetrics metrics = Lettering.metrics(g, wanted.font());
        FontMetrics small = Lettering.metrics(g, wanted.small());
        Dataset data = shown.judged().data();
        Optional<PictureShape> shape = PictureShape.of(data.input().shape().item());
        double top = area.getY() + padding / 2 + metrics.getHeight() + padding / 2;
        Rectangle2D space =
                new Rectangle2D.Double(
                        area.getX() + padding,
                        top,
                        area.getWidth() - 2 * padding,
                        area.getMaxY() - padding / 2 - metrics.getHeight() - top);
        layout = layOut(space, shape.isPresent(), metrics, small);
        firstRow = Math.min(firstRow, mostFirstRow());
        Lettering.left(
                g,
                Lettering.cut(Lettering.metrics(g, wanted.bold()), title(shown), space.getWidth()),
                wanted.bold(),
                wanted.palette().text(),
                space.getX(),
                area.getY() + padding / 2 + metrics.getAscent());
        int from = firstRow * layout.columns;
        int to = Math.min(samples.size(), from + layout.rows * layout.columns);
        for (int i = from; i < to; i++) {
            if (shape.isPresent()) {
                paintTile(g, shown, samples.get(i), tile(i), shape.get(), small);
            } else {
                paintLine(g, shown, samples.get(i), tile(i), metrics);
            }
        }
        if (to - from < samples.size()) {
            String part =
                    "%s to %s of %s · ↑ ↓ for more"
                            .formatted(Numbers.count(from + 1), Numbers.count(to), Numbers.count(samples.size()));
            Lettering.left(
                    g,
                    Lettering.cut(small, part, space.getWidth()),
                    wanted.small(),
                    wanted.faintText(),
                    space.getX(),
                    area.getMaxY() - padding / 2 - small.getDescent());
        }
    }

    private Layout layOut(Rectangle2D space, boolean pictures, FontMetrics metrics, FontMetrics small) {
        if (!pictures) {
            double height = 1.2 * metrics.getHeight();
            return new Layout(space, 1, space.getWidth(), height, (int) Math.max(1, space.getHeight() / height));
        }
        double gap = GAP * style.scale();
        double width = SIDE * style.scale() + gap;
        double height = SIDE * style.scale() + small.getHeight() + gap;
        return new Layout(
                space,
                (int) Math.max(1, (space.getWidth() + gap) / width),
                width,
                height,
                (int) Math.max(1, (space.getHeight() + gap) / height));
    }

    private Rectangle2D tile(int index) {
        int row = index / layout.columns - firstRow;
        int column = index % layout.columns;
        return new Rectangle2D.Double(
                layout.area.getX() + column * layout.width,
                layout.area.getY() + row * layout.height,
                layout.width,
                layout.height);
    }

    private String title(OutputPicture.Confusion shown) {
        if (cell.isPresent()) {
            return "%s: %s".formatted(ConfusionPicture.text(shown, cell.get()), Numbers.count(samples.size()));
        }
        return samples.isEmpty() ? "none misclassified" : Numbers.count(samples.size()) + " misclassified";
    }

    private void paintTile(
            Graphics2D g,
            OutputPicture.Confusion shown,
            int sample,
            Rectangle2D tile,
            PictureShape shape,
            FontMetrics small) {
        double side = SIDE * style.scale();
        Rectangle2D square =
                new Rectangle2D.Double(
                        Math.round(tile.getX()), Math.round(tile.getY()), Math.round(side), Math.round(side));
        g.drawImage(
                image(shown.judged().data(), sample, shape),
                (int) square.getX(),
                (int) square.getY(),
                (int) square.getWidth(),
                (int) square.getHeight(),
                null);
        g.setPaint(shown.judged().isMistaken(sample) ? style.palette().negative() : style.palette().positive());
        g.setStroke(style.stroke(1.2));
        g.draw(square);
        Lettering.centred(
                g,
                Lettering.cut(small, arrow(shown, sample), tile.getWidth()),
                style.small(),
                style.palette().text(),
                square.getCenterX(),
                square.getMaxY() + small.getAscent() + 1);
    }

    /// Such as `3 → 8`: the true class, then what the network says.
    private static String arrow(OutputPicture.Confusion shown, int sample) {
        Dataset data = shown.judged().data();
        return "%s → %s"
                .formatted(
                        OutputNames.ofClass(data, data.classOf(sample)),
                        OutputNames.ofClass(data, shown.judged().predicted()[sample]));
    }

    private BufferedImage image(Dataset data, int sample, PictureShape shape) {
        Palette palette = style.palette();
        if (!isSame(data, imagesOf) || !palette.equals(imagesIn) || images.size() > MOST_IMAGES) {
            images.clear();
            imagesOf = data;
            imagesIn = palette;
        }
        return images.computeIfAbsent(sample, it -> InkImage.of(data.input().row(it), shape, palette));
    }

    @SuppressWarnings("ReferenceEquality") // comparing all samples at each painting would take longer than the images
    private static boolean isSame(Dataset a, @Nullable Dataset b) {
        return a == b;
    }

    private void paintLine(
            Graphics2D g, OutputPicture.Confusion shown, int sample, Rectangle2D tile, FontMetrics metrics) {
        Dataset data = shown.judged().data();
        StringBuilder text = new StringBuilder(arrow(shown, sample)).append(":  ");
        double[] values = data.input().row(sample);
        for (int k = 0; k < values.length && k < 20; k++) {
            text.append(k == 0 ? "" : ",  ")
                    .append(data.inputNames().isEmpty() ? "" : data.inputNames().get(k) + " ")
                    .append(Numbers.text(values[k]));
        }
        Lettering.left(
                g,
                Lettering.cut(metrics, text.toString(), tile.getWidth()),
                style.font(),
                style.palette().text(),
                tile.getX(),
                tile.getY() + metrics.getAscent());
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        OutputPicture.Confusion shown = confusion;
        return shown == null ? Optional.empty() : sampleAt(x, y).map(it -> readout(shown, it.index(), x, y));
    }

    /// The sample that is drawn at a point of the area painted last.
    Optional<NearestSample.Found> sampleAt(double x, double y) {
        OutputPicture.Confusion shown = confusion;
        if (shown == null || !layout.area.contains(x, y)) {
            return Optional.empty();
        }
        int column = (int) ((x - layout.area.getX()) / layout.width);
        int row = (int) ((y - layout.area.getY()) / layout.height);
        int index = (firstRow + row) * layout.columns + column;
        return column < layout.columns && row < layout.rows && index < samples.size()
                ? Optional.of(new NearestSample.Found(shown.judged(), samples.get(index), shown.test()))
                : Optional.empty();
    }

    private Readout readout(OutputPicture.Confusion shown, int sample, double x, double y) {
        Judged judged = shown.judged();
        Dataset data = judged.data();
        int truth = data.classOf(sample);
        int said = judged.predicted()[sample];
        Color right = style.palette().positive();
        Color wrong = style.palette().negative();
        List<Readout.Row> rows = new ArrayList<>();
        rows.add(new Readout.Row(right, "is", OutputNames.ofClass(data, truth)));
        if (said != truth) {
            rows.add(new Readout.Row(wrong, "taken for", OutputNames.ofClass(data, said)));
        }
        IntStream.range(0, judged.width())
                .boxed()
                .sorted(Comparator.comparingDouble(it -> -judged.output(sample, it)))
                .limit(MOST_OUTPUTS)
                .forEach(k ->
                        rows.add(
                                new Readout.Row(
                                        k == truth ? right : k == said ? wrong : style.palette().neutral(),
                                        "output " + OutputNames.of(data, k),
                                        Numbers.text(judged.output(sample, k)))));
        String title =
                "%s sample %s".formatted(shown.test() ? "test" : "training", Numbers.count(judged.rows()[sample] + 1L));
        return new Readout(x, new Rectangle2D.Double(x, y - 8, 0, 16), title, rows);
    }
}
