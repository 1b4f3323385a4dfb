package backproplab.ui.chart;

/// A value, or a range of values, that the data are read against: a line or a band across the plot.
///
/// @param onX whether it stands at values of x, else of y
/// @param from the same as `to` for a line
/// @param label beside it; may be empty
public record Guide(boolean onX, double from, double to, String label, Tone tone) {
    public static Guide line(double y, String label, Tone tone) {
        return new Guide(false, y, y, label, tone);
    }

    public static Guide band(double fromY, double toY, String label, Tone tone) {
        return new Guide(false, fromY, toY, label, tone);
    }

    public static Guide lineAtX(double x, String label, Tone tone) {
        return new Guide(true, x, x, label, tone);
    }

    public static Guide bandAtX(double fromX, double toX, String label, Tone tone) {
        return new Guide(true, fromX, toX, label, tone);
    }
}
