package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A recurrent layer unrolled over time: a column for each time step, with the input below, the state in the middle and what
/// the layer feeds above; between the states the same weights at every step. Under it the size of the gradient.
final class UnrolledPicture implements Picture {
    private static final int MOST_READ = 8;

    private @Nullable UnrolledNumbers numbers;
    private UnrolledLook look = new UnrolledLook(0, false, false);
    private String waiting = "";
    private UnrolledColumns columns = new UnrolledColumns(List.of());
    private Rectangle2D painted = new Rectangle2D.Double();

    void show(@Nullable UnrolledNumbers next) {
        numbers = next;
    }

    /// What is said while there are no numbers.
    void setWaiting(String sentence) {
        waiting = sentence;
    }

    void setLook(UnrolledLook next) {
        look = next;
    }

    /// The time step under a point of what was painted last.
    OptionalInt timeAt(double x) {
        return columns.timeAt(x);
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        Lettering.begin(g);
        g.setPaint(style.palette().background());
        g.fill(area);
        painted = area;
        UnrolledNumbers shown = numbers;
        if (shown == null) {
            columns = new UnrolledColumns(List.of());
            double middle = area.getCenterX();
            Lettering.centred(g, waiting, style.font(), style.faintText(), middle, area.getCenterY());
            return;
        }
        UnrolledLayout layout = UnrolledLayout.of(shown, look, area, style, Lettering.metrics(g, style.small()));
        columns = layout.columns();
        new UnrolledBrush(g, style, layout, shown, look).paint();
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        UnrolledNumbers shown = numbers;
        OptionalInt time = columns.timeAt(x);
        if (shown == null || time.isEmpty()) {
            return Optional.empty();
        }
        int t = time.getAsInt();
        UnrolledNumbers.Row inside = shown.inside(look.ofMemory());
        Palette palette = Palette.LIGHT;
        List<Readout.Row> rows = new ArrayList<>();
        double[] numbersAt = look.backward() ? inside.gradients()[t] : inside.values()[t];
        for (int unit = 0; unit < Math.min(MOST_READ, numbersAt.length); unit++) {
            rows.add(
                    new Readout.Row(
                            palette.diverging(Math.signum(numbersAt[unit])),
                            "%s of %s %d".formatted(look.letter(), shown.layer(), unit + 1),
                            Numbers.text(numbersAt[unit])));
        }
        rows.add(
                new Readout.Row(
                        palette.backward(),
                        "RMS of ∂L/∂" + (look.ofMemory() ? "c" : "h"),
                        Numbers.text(inside.rms()[t])));
        return Optional.of(new Readout(columns.x(t), painted, "t = %d of %d".formatted(t + 1, shown.steps()), rows));
    }

    /// In words, for those who do not see it.
    String description() {
        UnrolledNumbers shown = numbers;
        if (shown == null) {
            return waiting;
        }
        double[] rms = shown.inside(look.ofMemory()).rms();
        return "%s unrolled over %d time steps, sample %d, showing %s. RMS of ∂L/∂%s: %s at t = 1, %s at t = %d."
                .formatted(
                        shown.layer(),
                        shown.steps(),
                        shown.sample() + 1,
                        look.letter(),
                        look.ofMemory() ? "c" : "h",
                        Numbers.text(rms[0]),
                        Numbers.text(rms[rms.length - 1]),
                        shown.steps());
    }
}
