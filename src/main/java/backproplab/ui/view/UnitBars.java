package backproplab.ui.view;

import backproplab.backprop.ForwardStep;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.NameAxis;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.UnitNames;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The activations of a layer whose function takes all its units together, such as softmax: a bar for each unit, the one
/// that is looked at marked, and a tick where the target stands.
final class UnitBars implements Picture {
    /// Beside the one that is looked at; more cannot be told apart.
    private static final int MOST = 40;

    private static final double BAR = 0.7;
    private static final Look BARS = new Look(0, false, Look.Dots.NONE, Look.Spread.NONE, BAR, false, true);

    private final NameAxis names = new NameAxis("");
    private final XyChart chart = new XyChart(names, Axes.linear("a"));
    private List<Integer> units = List.of();

    /// @param unit of a function that takes units together
    void show(UnitLook unit, UnitNames called, CardDigits digits) {
        ForwardStep.FunctionOutput step = unit.together().orElseThrow();
        boolean isShown = unit.shows(Quantity.ACTIVATION);
        List<TraceValue> all = isShown ? step.a() : step.z();
        int first = ((Place.Unit) all.getFirst().place()).unit();
        int marked = unit.place().unit() - first;
        int from = Math.clamp((long) marked - MOST / 2, 0, Math.max(0, all.size() - MOST));
        int count = Math.min(MOST, all.size() - from);
        List<String> labels = new ArrayList<>();
        List<Integer> shown = new ArrayList<>();
        double[] x = new double[count];
        double[] a = new double[count];
        for (int i = 0; i < count; i++) {
            TraceValue value = all.get(from + i);
            shown.add(first + from + i);
            labels.add(shortName(called.of(unit.place().owner(), first + from + i), unit.place().owner()));
            x[i] = i;
            a[i] = isShown ? value.value() : Double.NaN;
        }
        units = shown;
        names.setNames(labels);
        names.setLabel(unit.place().owner());
        chart.setXText(it -> called.of(unit.place().owner(), units.get((int) Math.round(it))));
        List<Curve> curves = new ArrayList<>();
        addBars(curves, "a", Palette::neutral, x, a, digits);
        addMarked(curves, marked - from, a, digits);
        double low = 0;
        double high = 0;
        for (double it : a) {
            low = Double.isFinite(it) ? Math.min(low, it) : low;
            high = Double.isFinite(it) ? Math.max(high, it) : high;
        }
        Optional<Tensor> targets = unit.targets().filter(_ -> unit.shows(Quantity.TARGET));
        if (targets.isPresent()) {
            double[] t = new double[count];
            for (int i = 0; i < count; i++) {
                t[i] = targets.get().get(unit.place().sample(), first + from + i);
                low = Math.min(low, t[i]);
                high = Math.max(high, t[i]);
            }
            curves.add(ticks(t, digits));
        }
        // Softmax always spans 0 … 1, so that the axis stands still.
        chart.y().setRange(low < 0 ? 1.05 * low : 0, low < 0 ? Math.max(high, -0.02 * low) : Math.max(1, high) * 1.04);
        chart.setCurves(curves);
    }

    private static void addMarked(List<Curve> to, int marked, double[] a, CardDigits digits) {
        addBars(to, "this unit", Palette::forward, new double[] {marked}, new double[] {a[marked]}, digits);
    }

    /// Twice over each other, since bars are translucent.
    private static void addBars(List<Curve> to, String name, Tone tone, double[] x, double[] a, CardDigits digits) {
        to.add(Curve.of("", tone, BARS.notInLegend(), x, a));
        to.add(Curve.of(name, tone, BARS, x, a).withFormat(digits::text));
    }

    private static Curve ticks(double[] t, CardDigits digits) {
        double[] x = new double[3 * t.length];
        double[] y = new double[3 * t.length];
        for (int i = 0; i < t.length; i++) {
            x[3 * i] = i - BAR / 2;
            x[3 * i + 1] = i + BAR / 2;
            x[3 * i + 2] = i + 0.5;
            y[3 * i] = t[i];
            y[3 * i + 1] = t[i];
            y[3 * i + 2] = Double.NaN;
        }
        return Curve.of("target", Palette::text, Look.LINE.withLine(2.4), x, y).withFormat(digits::text);
    }

    /// Without the name of the layer, which stands under the axis.
    private static String shortName(String name, String layer) {
        return name.startsWith(layer + " ") ? name.substring(layer.length() + 1).replace("`", "") : name;
    }

    XyChart chart() {
        return chart;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        chart.paint(g, area, style);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return chart.readout(x, y);
    }
}
