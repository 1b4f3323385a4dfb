package backproplab.ui.chart;

import javafx.scene.canvas.GraphicsContext;

import org.jfree.fx.FXFontMetrics;
import org.jfree.fx.FXGraphics2D;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What pictures paint on for the screen: a canvas of JavaFX, which measures each text once.
///
/// A picture that is painted ten times a second asks for the same widths again and again, and for each of them JavaFX lays a
/// text out. For the window's thread alone.
final class ScreenGraphics extends FXGraphics2D {
    private static final Map<Font, Measured> FONTS = new HashMap<>();

    ScreenGraphics(GraphicsContext context) {
        super(context);
    }

    /// Of the font that is set, whatever `font` is, as in the class above.
    @Override
    public FontMetrics getFontMetrics(Font font) {
        return FONTS.computeIfAbsent(getFont(), Measured::new);
    }

    /// Remembers the texts that were asked for last: numbers that run on are not worth more.
    private static final class Measured extends FXFontMetrics {
        private static final int MOST = 2_000;
        private static final float LOAD = 0.75f;

        private final transient Map<String, Rectangle2D> bounds =
                new LinkedHashMap<>(MOST, LOAD, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Rectangle2D> eldest) {
                        return size() > MOST;
                    }
                };

        Measured(Font font) {
            super(font, null); // it would only hold on to a canvas
        }

        @Override
        public Rectangle2D getStringBounds(String text, Graphics g) {
            Rectangle2D known = bounds.get(text);
            if (known == null) {
                known = super.getStringBounds(text, g);
                bounds.put(text, known);
            }
            return (Rectangle2D) known.clone();
        }
    }
}
