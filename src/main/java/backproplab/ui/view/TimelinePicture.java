package backproplab.ui.view;

import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepCards;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// All steps of a pass in a line, phase by phase, with a tick for each and a mark where the class stands. A phase is as
/// wide as its name needs, and wider the more steps it has.
final class TimelinePicture implements Picture {
    private static final double SIDE = 10;
    private static final double BETWEEN_PHASES = 8;

    /// Nearer ticks are a band.
    private static final double NEAREST_TICKS = 3;

    private @Nullable Moment moment;
    private List<Segment> segments = List.of();
    private Rectangle2D painted = new Rectangle2D.Double();

    /// @param first the index of its first step
    private record Segment(Phase phase, int first, int count, double left, double width) {
        /// Where a step stands: in the middle of its share.
        double x(int index) {
            return left + width * (index - first + 0.5) / count;
        }

        int index(double x) {
            return first + Math.clamp((int) Math.floor((x - left) / width * count), 0, count - 1);
        }

        double between() {
            return width / count;
        }
    }

    void show(@Nullable Moment now) {
        moment = now;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        Lettering.begin(g);
        painted = area;
        g.setPaint(style.palette().background());
        g.fill(area);
        Moment now = moment;
        if (now == null) {
            segments = List.of();
            return;
        }
        segments = segments(g, now.steps(), area, style);
        segments.forEach(it -> segment(g, it, now.index(), area, style));
    }

    private static List<Segment> segments(Graphics2D g, TraceSteps steps, Rectangle2D area, Style style) {
        FontMetrics metrics = Lettering.metrics(g, style.bold());
        List<Phase> phases = new ArrayList<>();
        double named = 0;
        for (Phase phase : Phase.values()) {
            if (steps.count(phase) > 0) {
                phases.add(phase);
                named += metrics.stringWidth(PhaseLook.name(phase)) + BETWEEN_PHASES;
            }
        }
        double rest = Math.max(0, area.getWidth() - 2 * SIDE - named);
        List<Segment> made = new ArrayList<>();
        double left = area.getX() + SIDE;
        for (Phase phase : phases) {
            double share = rest * steps.count(phase) / steps.size();
            double width = metrics.stringWidth(PhaseLook.name(phase)) + share;
            made.add(new Segment(phase, steps.first(phase), steps.count(phase), left, width));
            left += width + BETWEEN_PHASES;
        }
        return made;
    }

    private static void segment(Graphics2D g, Segment it, int index, Rectangle2D area, Style style) {
        Palette palette = style.palette();
        boolean isNow = index >= it.first && index < it.first + it.count;
        double line = 15 * style.scale();
        Color color = PhaseLook.color(it.phase, palette);
        Color ahead = Palette.mix(palette.background(), palette.neutral(), 0.55);
        double baseline = area.getY() + line;
        Lettering.left(
                g,
                PhaseLook.name(it.phase),
                isNow ? style.bold() : style.font(),
                isNow ? color : palette.text(),
                it.left,
                baseline);
        count(g, it, index, isNow, baseline, style);
        double top = baseline + 0.45 * line;
        double height = Math.max(6, Math.min(0.8 * line, area.getMaxY() - top - 0.4 * line));
        double reached = index < it.first ? it.left : isNow ? it.x(index) : it.left + it.width;
        if (it.between() >= NEAREST_TICKS) {
            for (int i = it.first; i < it.first + it.count; i++) {
                g.setPaint(i <= index ? color : ahead);
                g.fill(new Rectangle2D.Double(it.x(i) - 0.75, top, 1.5, height));
            }
        } else {
            g.setPaint(ahead);
            g.fill(new Rectangle2D.Double(it.left, top + 0.25 * height, it.width, 0.5 * height));
            g.setPaint(color);
            g.fill(new Rectangle2D.Double(it.left, top + 0.25 * height, reached - it.left, 0.5 * height));
        }
        if (isNow) {
            double radius = 0.42 * line;
            g.setPaint(palette.background());
            g.fill(disc(it.x(index), top + height / 2, radius + 2));
            g.setPaint(color);
            g.fill(disc(it.x(index), top + height / 2, radius));
        }
    }

    /// Such as `12 / 40`, where there is room beside the name.
    private static void count(Graphics2D g, Segment it, int index, boolean isNow, double baseline, Style style) {
        String text =
                isNow ? Numbers.count(index - it.first + 1) + " / " + Numbers.count(it.count) : Numbers.count(it.count);
        double name = Lettering.metrics(g, style.bold()).stringWidth(PhaseLook.name(it.phase)) + 8;
        if (name + Lettering.metrics(g, style.small()).stringWidth(text) <= it.width) {
            Lettering.left(g, text, style.small(), style.faintText(), it.left + name, baseline);
        }
    }

    private static Ellipse2D disc(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /// The step at a place of the area painted last; beside all phases the nearest.
    OptionalInt indexAt(double x) {
        Segment found = null;
        for (Segment it : segments) {
            if (found == null || x >= it.left) {
                found = it;
            }
        }
        return found == null ? OptionalInt.empty() : OptionalInt.of(found.index(x));
    }

    /// Where a step stands in the area painted last.
    double xOf(int index) {
        return segments.stream()
                .filter(it -> index >= it.first && index < it.first + it.count)
                .mapToDouble(it -> it.x(index))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean isReadable() {
        return false; // the arrows go to the next step
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        Moment now = moment;
        OptionalInt index = indexAt(x);
        if (now == null || index.isEmpty() || index.getAsInt() >= now.steps().size()) {
            return Optional.empty();
        }
        CardContext context = new CardContext(now.trace(), CardDigits.STANDARD, 1, now.pass().names());
        String title = StepCards.of(now.steps().get(index.getAsInt()), context).title();
        String line =
                "%s of %s: %s"
                        .formatted(Numbers.count(index.getAsInt() + 1L), Numbers.count(now.steps().size()), title);
        return Optional.of(
                new Readout(x, new Rectangle2D.Double(x, painted.getY(), 0, painted.getHeight()), line, List.of()));
    }
}
