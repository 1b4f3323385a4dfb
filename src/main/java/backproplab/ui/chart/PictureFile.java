package backproplab.ui.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/// A [Picture] outside of the window.
public final class PictureFile {
    /// Sharp on slides.
    private static final int PIXELS_PER_UNIT = 2;

    private PictureFile() {}

    /// @param width as on the screen; the image has twice as many pixels
    public static BufferedImage image(Picture picture, double width, double height, Style style) {
        BufferedImage image =
                new BufferedImage(
                        (int) Math.ceil(width * PIXELS_PER_UNIT),
                        (int) Math.ceil(height * PIXELS_PER_UNIT),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
        picture.paint(g, new Rectangle2D.Double(0, 0, width, height), style);
        g.dispose();
        return image;
    }

    /// @throws UncheckedIOException when the file cannot be written
    public static void writePng(Path file, Picture picture, double width, double height, Style style) {
        try (var out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image(picture, width, height, style), "png", out)) {
                throw new IOException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws UncheckedIOException when the file cannot be written
    public static void writeSvg(Path file, Picture picture, double width, double height, Style style) {
        try (var out = Files.newBufferedWriter(file)) {
            SvgWriter.write(picture, width, height, style, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
