package backproplab.ui.view;

import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/// The samples on a plane. There are hundreds of them, and while the plane changes with each step, they look the same until
/// one of them is judged otherwise.
///
/// @param marks as large as they are in this plane
record PlaneSamples(
        OutputPicture.Regions shown, PlaneFrame placed, ClassMarks marks, PlaneSamples.Choice choice, Style style)
        implements Picture.Overlay {

    /// Which of them are shown.
    ///
    /// @param draft on their way into the data
    /// @param draftAlone whether they take the place of the samples
    record Choice(ShownSets sets, List<DrawnPoint> draft, boolean draftAlone) {}

    @Override
    public Rectangle2D area() {
        return placed.area();
    }

    @Override
    public boolean looksLike(Picture.Overlay other) {
        return other instanceof PlaneSamples it
                && placed.equals(it.placed)
                && marks.equals(it.marks)
                && choice.equals(it.choice)
                && style.equals(it.style)
                && haveSameData(shown.run().setup(), it.shown.run().setup())
                && looksLike(shown.training(), it.shown.training())
                && shown.test().isPresent() == it.shown.test().isPresent()
                && shown.test().stream().allMatch(test -> it.shown.test().filter(of -> looksLike(test, of)).isPresent())
                && (shown.training().hasClasses()
                        || (shown.low() == it.shown.low() && shown.high() == it.shown.high()));
    }

    @SuppressWarnings("ReferenceEquality") // large, and never changed
    private static boolean haveSameData(TrainingSetup one, TrainingSetup other) {
        return one.training() == other.training() && one.test().orElse(null) == other.test().orElse(null);
    }

    /// Of the same set.
    private static boolean looksLike(Judged one, Judged other) {
        if (one.hasClasses() != other.hasClasses() || !Arrays.equals(one.rows(), other.rows())) {
            return false;
        }
        for (int i = 0; i < one.samples(); i++) {
            if (one.isMistaken(i) != other.isMistaken(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void paint(Graphics2D g) {
        if (choice.sets.training() && !choice.draftAlone) {
            paint(g, shown.training(), false);
        }
        if (choice.sets.test() && !choice.draftAlone) {
            shown.test().ifPresent(it -> paint(g, it, true));
        }
        for (DrawnPoint point : choice.draft) {
            paint(g, placed.x(point.input()[0]), placed.y(point.input()[1]), point.target()[0], point.label(), false);
        }
    }

    private void paint(Graphics2D g, Judged samples, boolean test) {
        Tensor input = samples.data().input();
        for (int i = 0; i < samples.samples(); i++) {
            double x = placed.x(input.get(i, 0));
            double y = placed.y(input.get(i, 1));
            int label = samples.hasClasses() ? samples.data().classOf(i) : 0;
            paint(g, x, y, samples.target(i, 0), label, test);
            if (samples.isMistaken(i)) {
                marks.paintRing(g, x, y, style);
            }
        }
    }

    private void paint(Graphics2D g, double x, double y, double target, int label, boolean test) {
        if (shown.training().hasClasses()) {
            marks.paint(g, label, x, y, test, style);
        } else {
            marks.paintValue(g, x, y, valueColor(shown, target, style), test, style);
        }
    }

    static Color valueColor(OutputPicture.Regions shown, double value, Style style) {
        return PlaneImage.value(OutputPicture.shade(value, shown.low(), shown.high()), style.palette());
    }
}
