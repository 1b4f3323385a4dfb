package backproplab.ui.chart;

/// Something that happened at x: a vertical line with a label.
public record EventLine(double x, String label, Tone tone) {}
