package backproplab.ui.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// What a [PicturePane] shows: painted to any `Graphics2D`, so that the screen, PNG and SVG have one painter.
public interface Picture {
    /// Paints all of `area`, its background too.
    void paint(Graphics2D g, Rectangle2D area, Style style);

    /// Whether there is anything to read of it with mouse or arrow keys.
    default boolean isReadable() {
        return true;
    }

    /// What to read at a point of the area painted last; empty where there is nothing.
    default Optional<Readout> readout(double x, double y) {
        return Optional.empty();
    }
}
