package backproplab.ui.chart;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Outlines of formulas in a PDF: each letter is written once and placed wherever it is needed, which makes a file a
/// tenth as long.
final class PdfOutlines {
    /// Parts of the type's size that outlines are rounded to, as in fonts.
    private static final double UNITS = 1000;

    /// Left free around a letter: on a coarse screen a reader that clips to whole pixels would lose a minus.
    private static final float AROUND = 300;

    private final PDDocument document;

    /// By what is drawn.
    private final Map<String, PDFormXObject> letters = new HashMap<>();

    PdfOutlines(PDDocument document) {
        this.document = document;
    }

    /// Fills an outline that was made at size 1.
    ///
    /// @param y of the baseline, from the bottom of the page up
    void fill(PDPageContentStream to, Shape outline, double x, double y, double type) throws IOException {
        double scale = type / UNITS;
        for (Path2D letter : letters(outline)) {
            Rectangle2D bounds = letter.getBounds2D();
            long left = Math.round(bounds.getX() * UNITS);
            long top = Math.round(bounds.getY() * UNITS);
            to.saveGraphicsState();
            to.transform(
                    new Matrix(
                            (float) scale,
                            0,
                            0,
                            (float) -scale,
                            (float) (x + left * scale),
                            (float) (y - top * scale)));
            to.drawForm(form(letter, bounds));
            to.restoreGraphicsState();
        }
    }

    /// Contours apart, but for those that lie within each other, such as the two of a zero.
    private static List<Path2D> letters(Shape outline) {
        List<Path2D> letters = new ArrayList<>();
        for (Path2D contour : contours(outline)) {
            Path2D last = letters.isEmpty() ? null : letters.getLast();
            if (last != null
                    && (last.getBounds2D().contains(contour.getBounds2D())
                            || contour.getBounds2D().contains(last.getBounds2D()))) {
                last.append(contour, false);
            } else {
                letters.add(contour);
            }
        }
        return letters;
    }

    private static List<Path2D> contours(Shape outline) {
        List<Path2D> contours = new ArrayList<>();
        double[] p = new double[6];
        for (PathIterator it = outline.getPathIterator(null); !it.isDone(); it.next()) {
            switch (it.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> {
                    contours.add(new Path2D.Double());
                    contours.getLast().moveTo(p[0], p[1]);
                }
                case PathIterator.SEG_LINETO -> contours.getLast().lineTo(p[0], p[1]);
                case PathIterator.SEG_QUADTO -> contours.getLast().quadTo(p[0], p[1], p[2], p[3]);
                case PathIterator.SEG_CUBICTO -> contours.getLast().curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
                default -> contours.getLast().closePath();
            }
        }
        contours.removeIf(it -> it.getBounds2D().isEmpty()); // a contour may end where it begins
        return contours;
    }

    private PDFormXObject form(Path2D letter, Rectangle2D bounds) throws IOException {
        String drawn = drawn(letter, bounds);
        PDFormXObject form = letters.get(drawn);
        if (form == null) {
            form = new PDFormXObject(document);
            form.setResources(new PDResources());
            form.setBBox(
                    new PDRectangle(
                            -AROUND,
                            -AROUND,
                            (float) (bounds.getWidth() * UNITS) + 2 * AROUND,
                            (float) (bounds.getHeight() * UNITS) + 2 * AROUND));
            try (OutputStream content = form.getStream().createOutputStream(COSName.FLATE_DECODE)) {
                content.write(drawn.getBytes(StandardCharsets.US_ASCII));
            }
            letters.put(drawn, form);
        }
        return form;
    }

    /// In PDF's own words, from the top left corner.
    private static String drawn(Path2D letter, Rectangle2D bounds) {
        StringBuilder drawn = new StringBuilder();
        AffineTransform place = AffineTransform.getScaleInstance(UNITS, UNITS);
        place.translate(-bounds.getX(), -bounds.getY());
        double[] p = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator it = letter.getPathIterator(place); !it.isDone(); it.next()) {
            switch (it.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> write(drawn, "m", p[0], p[1]);
                case PathIterator.SEG_LINETO -> write(drawn, "l", p[0], p[1]);
                case PathIterator.SEG_QUADTO -> { // the same curve, of third degree
                    write(
                            drawn,
                            "c",
                            x + (p[0] - x) * 2 / 3,
                            y + (p[1] - y) * 2 / 3,
                            p[2] + (p[0] - p[2]) * 2 / 3,
                            p[3] + (p[1] - p[3]) * 2 / 3,
                            p[2],
                            p[3]);
                    p[0] = p[2];
                    p[1] = p[3];
                }
                case PathIterator.SEG_CUBICTO -> {
                    write(drawn, "c", p[0], p[1], p[2], p[3], p[4], p[5]);
                    p[0] = p[4];
                    p[1] = p[5];
                }
                default -> drawn.append("h\n");
            }
            x = p[0];
            y = p[1];
        }
        return drawn.append("f").toString();
    }

    private static void write(StringBuilder drawn, String operator, double... numbers) {
        for (double it : numbers) {
            drawn.append(Math.round(it)).append(' ');
        }
        drawn.append(operator).append('\n');
    }
}
