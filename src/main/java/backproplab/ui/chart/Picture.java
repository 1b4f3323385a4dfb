package backproplab.ui.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// What a [PicturePane] shows: painted to any `Graphics2D`, so that the screen, PNG and SVG have one painter.
public interface Picture {
    /// Paints all of `area`, its background too.
    void paint(Graphics2D g, Rectangle2D area, Style style);

    /// Paints what [#paint] does, but for what lies over it and seldom changes, and returns that: the screen keeps it and
    /// paints it anew only when it looks different.
    default Optional<Overlay> paintBelow(Graphics2D g, Rectangle2D area, Style style) {
        paint(g, area, style);
        return Optional.empty();
    }

    /// Lies over a picture, such as many samples over what is said about them.
    interface Overlay {
        /// Where it lies, in whole pixels of the picture; nothing of it is seen outside.
        Rectangle2D area();

        /// In the pixels of the picture.
        void paint(Graphics2D g);

        boolean looksLike(Overlay other);
    }

    /// Whether there is anything to read of it with mouse or arrow keys.
    default boolean isReadable() {
        return true;
    }

    /// What to read at a point of the area painted last; empty where there is nothing.
    default Optional<Readout> readout(double x, double y) {
        return Optional.empty();
    }
}
