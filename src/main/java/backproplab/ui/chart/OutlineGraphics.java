package backproplab.ui.chart;

import org.apache.batik.ext.awt.g2d.AbstractGraphics2D;
import org.apache.batik.ext.awt.g2d.GraphicContext;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.EnumMap;
import java.util.Map;

/// Collects what a formula is drawn with as outlines, one for each ink. Letters become outlines too: the fonts of
/// formulas have signs in places where other fonts have other letters, and the screen's graphics would ask for these.
final class OutlineGraphics extends AbstractGraphics2D {
    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    private final Map<Formula.Ink, Path2D> outlines;

    OutlineGraphics() {
        super(true);
        this.gc = new GraphicContext();
        this.outlines = new EnumMap<>(Formula.Ink.class);
    }

    private OutlineGraphics(OutlineGraphics from) {
        super(from);
        this.outlines = from.outlines;
    }

    /// Those that were drawn with.
    Map<Formula.Ink, Path2D> outlines() {
        return outlines;
    }

    @Override
    public void fill(Shape shape) {
        if (getPaint() instanceof Color color) {
            outlines.computeIfAbsent(Formula.Ink.of(color), _ -> new Path2D.Double(Path2D.WIND_NON_ZERO))
                    .append(getTransform().createTransformedShape(shape), false);
        }
    }

    @Override
    public void draw(Shape shape) {
        fill(getStroke().createStrokedShape(shape));
    }

    @Override
    public void drawString(String text, float x, float y) {
        GlyphVector glyphs = getFont().createGlyphVector(UNHINTED, text);
        fill(glyphs.getOutline(x, y));
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(font);
    }

    @Override
    public Graphics create() {
        return new OutlineGraphics(this);
    }

    @Override
    public void dispose() {
        // nothing is held
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw noFormula("a device");
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        throw noFormula("text with attributes");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        throw noFormula("an image");
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        throw noFormula("an image");
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform place) {
        throw noFormula("an image");
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform place) {
        throw noFormula("an image");
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw noFormula("a copied area");
    }

    @Override
    public void setXORMode(Color color) {
        throw noFormula("XOR");
    }

    private static UnsupportedOperationException noFormula(String what) {
        return new UnsupportedOperationException("formulas are drawn without " + what);
    }
}
