package backproplab.ui.view;

import backproplab.ui.chart.Palette;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// Numbers as colours: blue above 0, orange below, the background at 0.
final class Shades {
    private static final int STEPS = 128;
    private static final int SHARP = 96;

    private final int[] colors = new int[2 * STEPS + 1];
    private final int unknown;

    Shades(Palette palette) {
        for (int i = 0; i < colors.length; i++) {
            colors[i] = palette.diverging((i - STEPS) / (double) STEPS).getRGB();
        }
        unknown = palette.neutral().getRGB();
    }

    /// @param share from −1 to 1; NaN is grey
    int rgb(double share) {
        return Double.isNaN(share) ? unknown : colors[STEPS + (int) Math.round(STEPS * Math.clamp(share, -1, 1))];
    }

    Color color(double share) {
        return new Color(rgb(share));
    }

    /// How many pixels each number of a picture gets, so that its edges stay sharp when it is drawn larger.
    static int zoom(PictureShape shape) {
        return Math.max(1, SHARP / Math.max(shape.rows(), shape.columns()));
    }

    /// Whole pixels, so that pictures of one size look alike.
    static void draw(Graphics2D g, BufferedImage image, Rectangle2D square) {
        int x = (int) Math.round(square.getX());
        int y = (int) Math.round(square.getY());
        int right = (int) Math.round(square.getMaxX());
        int bottom = (int) Math.round(square.getMaxY());
        g.drawImage(image, x, y, right - x, bottom - y, null);
    }

    /// A picture of numbers, row by row.
    ///
    /// @param largest the size that gets the full colour
    /// @param zoom how many pixels each number gets in both directions
    BufferedImage image(double[] values, int columns, double largest, int zoom) {
        int rows = values.length / columns;
        BufferedImage image = new BufferedImage(columns * zoom, rows * zoom, BufferedImage.TYPE_INT_ARGB);
        double scale = largest > 0 ? 1 / largest : 0;
        for (int y = 0; y < rows * zoom; y++) {
            for (int x = 0; x < columns * zoom; x++) {
                image.setRGB(x, y, rgb(scale * values[y / zoom * columns + x / zoom]));
            }
        }
        return image;
    }
}
