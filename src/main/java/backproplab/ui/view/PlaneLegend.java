package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// What the colours and marks of a [PlanePicture] mean, and how many samples are decided right.
final class PlaneLegend {
    private static final int MOST_CLASSES = 12;

    private PlaneLegend() {}

    static PictureLegend of(OutputPicture.Regions shown, ClassMarks marks, ShownSets sets, Style style) {
        Dataset data = shown.training().data();
        List<PictureLegend.Entry> entries = new ArrayList<>();
        OutputNames.heading(data).ifPresent(it -> entries.add(PictureLegend.Entry.heading(it)));
        if (shown.training().hasClasses()) {
            addClasses(data, marks, style, entries);
        } else {
            addValues(shown, style, entries);
        }
        addSets(shown, marks, sets, style, entries);
        for (Judged samples : sets.of(shown.training(), shown.test())) {
            boolean test = shown.test().filter(samples::equals).isPresent();
            if (samples.hasClasses()) {
                entries.add(PictureLegend.Entry.text(right(samples, test ? "test" : "training")));
            }
            if (samples.samples() < samples.all()) {
                entries.add(
                        PictureLegend.Entry.text(
                                "%s of %s shown"
                                        .formatted(Numbers.count(samples.samples()), Numbers.count(samples.all()))));
            }
        }
        entries.add(PictureLegend.Entry.text("step " + Numbers.count(shown.run().checkpoint().step())));
        return new PictureLegend(entries);
    }

    /// Such as `98.0 % of training right`.
    static String right(Judged samples, String set) {
        return "%s of %s right".formatted(Numbers.percent((double) samples.right() / samples.samples()), set);
    }

    private static void addClasses(Dataset data, ClassMarks marks, Style style, List<PictureLegend.Entry> entries) {
        for (int k = 0; k < Math.min(data.classes(), MOST_CLASSES); k++) {
            int label = k;
            entries.add(
                    PictureLegend.Entry.of(
                            OutputNames.ofClass(data, k), (g, x, y) -> marks.paint(g, label, x, y, false, style)));
        }
        if (data.classes() > MOST_CLASSES) {
            entries.add(PictureLegend.Entry.text("and %d more".formatted(data.classes() - MOST_CLASSES)));
        }
    }

    private static void addValues(OutputPicture.Regions shown, Style style, List<PictureLegend.Entry> entries) {
        for (double shade : new double[] {1, 0, -1}) {
            double value = shown.low() + (shade + 1) / 2 * (shown.high() - shown.low());
            Color color = PlaneImage.value(shade, style.palette());
            double side = 10 * style.scale();
            entries.add(
                    PictureLegend.Entry.of(
                            Numbers.text(value),
                            (g, x, y) -> {
                                g.setPaint(color);
                                Rectangle2D box = new Rectangle2D.Double(x - side / 2, y - side / 2, side, side);
                                g.fill(box);
                                g.setPaint(style.palette().neutral());
                                g.setStroke(style.stroke(0.8));
                                g.draw(box);
                            }));
        }
    }

    private static void addSets(
            OutputPicture.Regions shown,
            ClassMarks marks,
            ShownSets sets,
            Style style,
            List<PictureLegend.Entry> entries) {
        Palette palette = style.palette();
        boolean values = !shown.training().hasClasses();
        if (shown.test().isPresent() && sets.training()) {
            entries.add(PictureLegend.Entry.of("training", mark(marks, values, false, style)));
        }
        if (shown.test().isPresent() && sets.test()) {
            entries.add(PictureLegend.Entry.of("test", mark(marks, values, true, style)));
        }
        if (shown.training().hasClasses()) {
            entries.add(
                    PictureLegend.Entry.of(
                            "misclassified",
                            (g, x, y) -> {
                                marks.paint(
                                        g,
                                        ClassMarks.form(0, x, y, marks.radius(style)),
                                        palette.neutral(),
                                        false,
                                        style);
                                marks.paintRing(g, x, y, style);
                            }));
        }
    }

    private static PictureLegend.Mark mark(ClassMarks marks, boolean values, boolean test, Style style) {
        Color neutral = style.palette().neutral();
        if (!values) {
            return (g, x, y) -> marks.paint(g, ClassMarks.form(0, x, y, marks.radius(style)), neutral, test, style);
        }
        return (g, x, y) -> marks.paintValue(g, x, y, neutral, test, style);
    }
}
