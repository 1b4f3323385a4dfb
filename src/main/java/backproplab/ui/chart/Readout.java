package backproplab.ui.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// The values under the mouse.
///
/// @param x where the line through them stands
/// @param area within which it stands
/// @param title such as `step 12 340`
public record Readout(double x, Rectangle2D area, String title, List<Row> rows) {
    /// @param color of the series
    public record Row(Color color, String name, String value) {}

    public Readout {
        rows = List.copyOf(rows);
    }

    /// In one piece, for those who do not see it.
    public String text() {
        StringBuilder text = new StringBuilder(title);
        rows.forEach(it -> text.append("; ").append(it.name()).append(' ').append(it.value()));
        return text.toString();
    }
}
