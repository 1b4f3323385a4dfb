package backproplab.ui.view;

import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// The close look at one unit or one number of a parameter: its numbers, and beside them the curve, the bars or the paths.
final class StepDetailPicture implements Picture {
    /// The type is as large as it is here this many times in the height and width, between what can be read and what
    /// would look loud.
    private static final double DOWN = 13;

    private static final double ACROSS = 46;
    private static final double LARGEST = 2.4;

    /// Of the width for the numbers beside a plot, and beside paths, which want the room.
    private static final double BESIDE_PLOT = 0.44;

    private static final double BESIDE_PATHS = 0.33;
    private static final double MARGIN = 0.7;

    /// Numbers that stand alone are so much larger.
    private static final double ALONE = 1.4;

    private Content content = new Content.Nothing("");

    /// What is looked at.
    sealed interface Content {
        record Nothing(String sentence) implements Content {}

        /// A unit with its plot, where it has one.
        record Unit(CloseNumbers numbers, Optional<Picture> plot) implements Content {}

        record Weight(CloseNumbers numbers, PathPicture paths) implements Content {}
    }

    void show(Content next) {
        content = next;
    }

    Content content() {
        return content;
    }

    /// The arrows go to the next step.
    @Override
    public boolean isReadable() {
        return false;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        Lettering.begin(g);
        g.setPaint(style.palette().background());
        g.fill(area);
        double size = size(area, style);
        double margin = MARGIN * size;
        Rectangle2D inner =
                new Rectangle2D.Double(
                        area.getX() + margin,
                        area.getY() + 2,
                        Math.max(0, area.getWidth() - 2 * margin),
                        Math.max(0, area.getHeight() - 4));
        switch (content) {
            case Content.Nothing(String sentence) -> {
                CloseNumbers words = new CloseNumbers("", List.of(), sentence);
                NumberColumn.paint(g, words, inner, size, style);
            }
            case Content.Unit(CloseNumbers numbers, Optional<Picture> plot) when plot.isPresent() -> {
                double column = BESIDE_PLOT * inner.getWidth();
                double wide = inner.getWidth() - column - margin;
                Rectangle2D left = new Rectangle2D.Double(area.getX(), area.getY(), wide + margin, area.getHeight());
                plot.get().paint(g, left, style);
                Rectangle2D right =
                        new Rectangle2D.Double(inner.getMaxX() - column, inner.getY(), column, inner.getHeight());
                NumberColumn.paint(g, numbers, right, size, style);
            }
            case Content.Unit(CloseNumbers numbers, Optional<Picture> _) ->
                    NumberColumn.paint(g, numbers, inner, ALONE * size, style);
            case Content.Weight(CloseNumbers numbers, PathPicture paths) -> {
                double column = BESIDE_PATHS * inner.getWidth();
                Rectangle2D left = new Rectangle2D.Double(inner.getX(), inner.getY(), column, inner.getHeight());
                NumberColumn.paint(g, numbers, left, size, style);
                double from = inner.getX() + column + 1.5 * margin;
                Rectangle2D right =
                        new Rectangle2D.Double(from, inner.getY(), inner.getMaxX() - from, inner.getHeight());
                paths.paint(g, right, Math.max(style.small().getSize2D(), 0.85 * size), style);
            }
        }
    }

    private static double size(Rectangle2D area, Style style) {
        double type = style.font().getSize2D();
        return Math.clamp(Math.min(area.getHeight() / DOWN, area.getWidth() / ACROSS), 0.9 * type, LARGEST * type);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return content instanceof Content.Unit(CloseNumbers _, Optional<Picture> plot)
                ? plot.flatMap(it -> it.readout(x, y))
                : Optional.empty();
    }
}
