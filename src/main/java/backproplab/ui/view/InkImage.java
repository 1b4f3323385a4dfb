package backproplab.ui.view;

import backproplab.ui.chart.Palette;

import java.awt.image.BufferedImage;

/// A picture input as it was written: its smallest number is paper, its largest is ink.
final class InkImage {
    private static final int SIDE = 64;

    private InkImage() {}

    static BufferedImage of(double[] pixels, PictureShape shape, Palette palette) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double pixel : pixels) {
            low = Math.min(low, pixel);
            high = Math.max(high, pixel);
        }
        int zoom = Math.max(1, SIDE / shape.columns());
        BufferedImage image =
                new BufferedImage(shape.columns() * zoom, shape.rows() * zoom, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double value = pixels[y / zoom * shape.columns() + x / zoom];
                double ink = high > low ? (value - low) / (high - low) : 0;
                image.setRGB(x, y, Palette.mix(palette.background(), palette.text(), ink).getRGB());
            }
        }
        return image;
    }
}
