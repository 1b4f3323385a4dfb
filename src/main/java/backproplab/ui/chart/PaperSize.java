package backproplab.ui.chart;

/// What is printed on. Lengths in points, of which an inch has 72.
public enum PaperSize {
    A4(595.28, 841.89),
    LETTER(612, 792);

    private final double width;
    private final double height;

    PaperSize(double width, double height) {
        this.width = width;
        this.height = height;
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }
}
