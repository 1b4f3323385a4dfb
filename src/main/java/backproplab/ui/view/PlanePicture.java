package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a network says at every point of the plane of its two inputs, with the samples on it: filled those that it is
/// trained on, hollow those that it is tested on, ringed those that it takes for another class.
final class PlanePicture implements DrawingBoard {
    private static final double PADDING = 6;
    private static final double LEGEND_GAP = 14;

    /// Rows of a readout.
    private static final int MOST_OUTPUTS = 6;

    private OutputPicture.@Nullable Regions regions;
    private boolean discrete;
    private ShownSets sets = ShownSets.BOTH;
    private List<DrawnPoint> draft = List.of();
    private boolean draftAlone;
    private @Nullable PlaneFrame frame;
    private Style style = new Style(Palette.LIGHT, false);
    private @Nullable Probe probe;

    private @Nullable BufferedImage image;
    private @Nullable Object imageOf;

    private record ImageKey(OutputPicture.Regions regions, Palette palette, boolean discrete) {
        boolean is(ImageKey other) {
            return sameRegions(regions, other.regions) && palette.equals(other.palette) && discrete == other.discrete;
        }

        @SuppressWarnings("ReferenceEquality") // large, and made anew for each step
        private static boolean sameRegions(OutputPicture.Regions a, OutputPicture.Regions b) {
            return a == b;
        }
    }

    void show(OutputPicture.@Nullable Regions next) {
        regions = next;
    }

    void setDiscrete(boolean wanted) {
        discrete = wanted;
    }

    void setSets(ShownSets wanted) {
        sets = wanted;
    }

    @Override
    public void setDraft(List<DrawnPoint> points, boolean alone) {
        draft = List.copyOf(points);
        draftAlone = alone;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style wanted) {
        paintBelow(g, area, wanted)
                .ifPresent(samples -> {
                    Shape before = g.getClip();
                    g.clip(samples.area());
                    samples.paint(g);
                    g.setClip(before);
                });
    }

    @Override
    public Optional<Overlay> paintBelow(Graphics2D g, Rectangle2D area, Style wanted) {
        Lettering.begin(g);
        style = wanted;
        g.setPaint(wanted.palette().background());
        g.fill(area);
        OutputPicture.Regions shown = regions;
        if (shown == null || area.getWidth() < 40 || area.getHeight() < 40) {
            frame = null;
            return Optional.empty();
        }
        PlaneFrame placed = place(g, area, shown);
        frame = placed;
        Rectangle2D plot = placed.area();
        g.drawImage(
                image(shown),
                (int) Math.round(plot.getX()),
                (int) Math.round(plot.getY()),
                (int) Math.round(plot.getWidth()),
                (int) Math.round(plot.getHeight()),
                null);
        Dataset data = shown.training().data();
        placed.paint(g, inputName(data, 0), inputName(data, 1), wanted);
        return Optional.of(
                new PlaneSamples(
                        shown,
                        placed,
                        marks(shown).inPlot(plot.getWidth()),
                        new PlaneSamples.Choice(sets, draft, draftAlone),
                        wanted));
    }

    private static String inputName(Dataset data, int k) {
        return data.inputNames().isEmpty() ? "input " + (k + 1) : data.inputNames().get(k);
    }

    /// Puts the legend where the plot gets larger, and paints it.
    private PlaneFrame place(Graphics2D g, Rectangle2D area, OutputPicture.Regions shown) {
        double padding = PADDING * style.scale();
        Rectangle2D space =
                new Rectangle2D.Double(
                        area.getX() + padding,
                        area.getY() + padding,
                        area.getWidth() - 2 * padding,
                        area.getHeight() - 1.5 * padding);
        FontMetrics metrics = Lettering.metrics(g, style.font());
        PictureLegend legend = legend(shown);
        double column = legend.columnWidth(g, style) + LEGEND_GAP * style.scale();
        double rows = legend.rowsHeight(g, space.getWidth(), style) + padding / 2;
        PlaneFrame beside =
                PlaneFrame.in(
                        new Rectangle2D.Double(
                                space.getX(), space.getY(), space.getWidth() - column, space.getHeight()),
                        shown.plane(),
                        metrics,
                        style);
        PlaneFrame below =
                PlaneFrame.in(
                        new Rectangle2D.Double(
                                space.getX(), space.getY() + rows, space.getWidth(), space.getHeight() - rows),
                        shown.plane(),
                        metrics,
                        style);
        if (beside.area().getWidth() >= below.area().getWidth()) {
            double unused = space.getMaxX() - beside.area().getMaxX() - column;
            PlaneFrame centred = beside.moved(unused / 2);
            legend.paintColumn(
                    g,
                    centred.area().getMaxX() + LEGEND_GAP * style.scale(),
                    space.getY(),
                    centred.area().getMaxY(),
                    style);
            return centred;
        }
        legend.paintRows(g, space.getX(), space.getY(), space.getWidth(), style);
        return below.moved((space.getMaxX() - below.area().getMaxX()) / 2);
    }

    private BufferedImage image(OutputPicture.Regions shown) {
        ImageKey key = new ImageKey(shown, style.palette(), discrete);
        BufferedImage made = image;
        if (made == null || !(imageOf instanceof ImageKey known && known.is(key))) {
            made = PlaneImage.of(shown, style.palette(), discrete);
            image = made;
            imageOf = key;
        }
        return made;
    }

    private ClassMarks marks(OutputPicture.Regions shown) {
        return ClassMarks.of(shown.training(), style.palette());
    }

    private PictureLegend legend(OutputPicture.Regions shown) {
        return PlaneLegend.of(shown, marks(shown), sets, style);
    }

    // Under the mouse

    @Override
    public Optional<Point2D> valuesAt(double x, double y) {
        PlaneFrame placed = frame;
        return placed == null || !placed.area().contains(x, y)
                ? Optional.empty()
                : Optional.of(new Point2D.Double(placed.x1(x), placed.x2(y)));
    }

    @Override
    public Point2D pixelsOf(double x1, double x2) {
        PlaneFrame placed = frame;
        return placed == null ? new Point2D.Double() : new Point2D.Double(placed.x(x1), placed.y(x2));
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        OutputPicture.Regions shown = regions;
        Optional<Point2D> at = valuesAt(x, y);
        if (shown == null || at.isEmpty()) {
            return Optional.empty();
        }
        Dataset data = shown.training().data();
        double[] point = {at.get().getX(), at.get().getY()};
        List<Readout.Row> rows = new ArrayList<>();
        double[] outputs = probe(shown).at(point);
        Color neutral = style.palette().neutral();
        if (data.classes() > 0) {
            ClassMarks marks = marks(shown);
            int said = Decision.of(shown.run().setup()).classOf(outputs, 0);
            rows.add(new Readout.Row(marks.color(said), "network says", OutputNames.ofClass(data, said)));
            for (int k = 0; k < Math.min(outputs.length, MOST_OUTPUTS); k++) {
                Color color = outputs.length == 1 ? neutral : marks.color(k);
                rows.add(new Readout.Row(color, "output " + OutputNames.of(data, k), Numbers.text(outputs[k])));
            }
        } else {
            rows.add(
                    new Readout.Row(
                            PlaneSamples.valueColor(shown, outputs[0], style),
                            "output " + OutputNames.of(data, 0),
                            Numbers.text(outputs[0])));
        }
        sampleAt(x, y).ifPresent(it -> rows.add(row(shown, it.samples(), it.index(), it.test())));
        String title =
                "%s %s · %s %s"
                        .formatted(
                                inputName(data, 0), Numbers.text(point[0]), inputName(data, 1), Numbers.text(point[1]));
        return Optional.of(new Readout(x, new Rectangle2D.Double(x, y - 8, 0, 16), title, rows));
    }

    private Probe probe(OutputPicture.Regions shown) {
        Probe known = probe;
        if (known == null || !known.isOf(shown.run())) {
            known = new Probe(shown.run());
            probe = known;
        }
        return known;
    }

    /// The sample that is drawn at a point of the area painted last.
    Optional<NearestSample.Found> sampleAt(double x, double y) {
        OutputPicture.Regions shown = regions;
        if (shown == null || frame == null) {
            return Optional.empty();
        }
        NearestSample nearest = new NearestSample(x, y, NearestSample.REACH * style.scale());
        for (Judged samples : sets.of(shown.training(), shown.test())) {
            boolean test = shown.test().filter(samples::equals).isPresent();
            Tensor input = samples.data().input();
            nearest.among(samples, test, i -> List.of(pixelsOf(input.get(i, 0), input.get(i, 1))));
        }
        return nearest.found();
    }

    private Readout.Row row(OutputPicture.Regions shown, Judged samples, int i, boolean test) {
        String name = "%s sample %s".formatted(test ? "test" : "training", Numbers.count(samples.rows()[i] + 1L));
        if (!samples.hasClasses()) {
            double target = samples.target(i, 0);
            return new Readout.Row(
                    PlaneSamples.valueColor(shown, target, style), name, "target " + Numbers.text(target));
        }
        int truth = samples.data().classOf(i);
        String is = OutputNames.ofClass(samples.data(), truth);
        return new Readout.Row(
                marks(shown).color(truth),
                name,
                samples.isMistaken(i)
                        ? "%s, taken for %s".formatted(is, OutputNames.ofClass(samples.data(), samples.predicted()[i]))
                        : is);
    }
}
