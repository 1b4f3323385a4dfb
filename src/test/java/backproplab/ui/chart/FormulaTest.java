package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FormulaTest {
    private static final String DELTA =
            "\\backward{\\delta_1} = \\frac{\\partial L}{\\partial a_1} \\cdot \\forward{f'(z_1)}";

    private static Rectangle2D bounds(String tex) {
        return Formula.of(tex).outline(Formula.Ink.TEXT).getBounds2D();
    }

    @Test
    void aFractionStandsAboveAndBelowTheLine() {
        assertTrue(Formula.of("\\frac{1}{2}").ascent() > Formula.of("1").ascent() + 0.3);
        assertTrue(Formula.of("\\frac{1}{2}").depth() > 0.3);
        assertTrue(Formula.of("w_1").depth() > Formula.of("w").depth() + 0.1, "a subscript hangs");
    }

    @Test
    void whatIsDrawnLiesWithinItsMeasures() {
        Formula formula = Formula.of("\\sum_{i=1}^{784} w_{1i}\\, x_i");
        Rectangle2D drawn = bounds("\\sum_{i=1}^{784} w_{1i}\\, x_i");
        assertTrue(drawn.getMinX() > -0.1 && drawn.getMaxX() < formula.width() + 0.1, drawn::toString);
        assertTrue(drawn.getMinY() > -formula.ascent() - 0.1 && drawn.getMaxY() < formula.depth() + 0.1);
        assertTrue(drawn.getWidth() > 2, "there are outlines at all");
    }

    @Test
    void lettersAreTheirOwnAndNotThoseOfAnotherFont() {
        // In the font of formulas both stand where other fonts have nothing, or the same box for both.
        assertFalse(bounds("\\delta").isEmpty());
        assertTrue(Math.abs(bounds("\\partial").getHeight() - bounds("\\eta").getHeight()) > 0.01);
        assertTrue(bounds("1").getWidth() < bounds("8").getWidth());
    }

    @Test
    void aSuperscriptDoesNotPushWhatFollows() {
        assertTrue(Formula.of("f'(z)").width() < Formula.of("f(z)").width() + 0.4);
    }

    @Test
    void partsHaveTheirInkInBothThemes() {
        for (Palette palette : new Palette[] {Palette.LIGHT, Palette.DARK}) {
            BufferedImage image =
                    PictureFile.image(
                            (g, area, style) -> {
                                g.setPaint(style.palette().background());
                                g.fill(area);
                                Formula.of(DELTA).paint(g, 10, 60, 40, style.palette());
                            },
                            300,
                            120,
                            new Style(palette, false));
            assertTrue(has(image, palette.backward()));
            assertTrue(has(image, palette.forward()));
            assertTrue(has(image, palette.text()));
            assertFalse(has(image, palette.positive()));
        }
    }

    private static boolean has(BufferedImage image, Color color) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == color.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void anSvgNeedsNoFont(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("formula.svg");
        PictureFile.writeSvg(
                file,
                (g, _, style) -> Formula.of(DELTA).paint(g, 10, 60, 40, style.palette()),
                300,
                120,
                new Style(Palette.LIGHT, false));
        String svg = Files.readString(file);
        assertTrue(svg.contains("<path"));
        assertFalse(svg.contains("<text"));
    }

    @Test
    void theSameTextIsTypesetOnce() {
        assertSame(Formula.of("a + b"), Formula.of("a + b"));
        assertEquals(Formula.of("a+b").width(), Formula.of("a + b").width(), 1e-6);
    }

    @Test
    void whatLatexWouldNotTakeIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Formula.of("\\nosuch{1}"));
        assertEquals("`\\nosuch{1}` cannot be typeset", refused.getMessage());
    }
}
