package backproplab.ui.chart;

/// How a [Curve] is drawn; begin with one of the constants and change what differs.
///
/// @param line its thickness; 0 for none
/// @param dots at each point, open or closed
/// @param spread what becomes of low and high
/// @param bar the width of a bar from 0, or from the bottom of an axis without 0, to each point, in units of the x axis; 0
///     for none
/// @param area whether what lies under the line is filled
/// @param inLegend whether the legend names it
public record Look(double line, boolean dashed, Dots dots, Spread spread, double bar, boolean area, boolean inLegend) {
    public static final Look LINE = new Look(1.8, false, Dots.NONE, Spread.NONE, 0, false, true);
    public static final Look THIN = LINE.withLine(1);
    public static final Look DASHED = new Look(1.4, true, Dots.NONE, Spread.NONE, 0, false, true);

    /// Only the filled space between low and high, with a thin line where there is no space.
    public static final Look BAND = new Look(0.7, false, Dots.NONE, Spread.BAND, 0, false, true);

    /// Points with whiskers from low to high, connected.
    public static final Look POINTS = new Look(1.2, false, Dots.CLOSED, Spread.WHISKERS, 0, false, true);

    public static final Look DOTS = new Look(0, false, Dots.CLOSED, Spread.NONE, 0, false, false);
    public static final Look OPEN_DOTS = new Look(0, false, Dots.OPEN, Spread.NONE, 0, false, false);

    /// Samples: dots that the legend names.
    public static final Look SAMPLES = new Look(0, false, Dots.CLOSED, Spread.NONE, 0, false, true);

    public static final Look OPEN_SAMPLES = SAMPLES.with(Dots.OPEN);

    /// Around dots of another curve.
    public static final Look RINGS = SAMPLES.with(Dots.RINGS);

    public static final Look AREA = new Look(1, false, Dots.NONE, Spread.NONE, 0, true, true);

    public enum Dots {
        NONE,
        OPEN,
        CLOSED,
        RINGS
    }

    public enum Spread {
        NONE,
        BAND,
        WHISKERS
    }

    public Look withLine(double width) {
        return new Look(width, dashed, dots, spread, bar, area, inLegend);
    }

    public Look with(Dots other) {
        return new Look(line, dashed, other, spread, bar, area, inLegend);
    }

    public Look with(Spread other) {
        return new Look(line, dashed, dots, other, bar, area, inLegend);
    }

    public Look withBars(double width) {
        return new Look(line, dashed, dots, spread, width, area, inLegend);
    }

    public Look notInLegend() {
        return new Look(line, dashed, dots, spread, bar, area, false);
    }
}
