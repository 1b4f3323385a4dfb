package backproplab.ui.view;

import backproplab.ui.chart.Picture;

import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;

/// A picture in which samples can be drawn.
interface DrawingBoard extends Picture {
    /// What stands at a point of the area painted last, in units of the axes; empty outside of the plot.
    Optional<Point2D> valuesAt(double x, double y);

    /// Where that stands in the area painted last.
    Point2D pixelsOf(double horizontal, double vertical);

    /// Points on their way into the data.
    ///
    /// @param alone whether they are to take the place of the samples, which are not shown then
    void setDraft(List<DrawnPoint> points, boolean alone);
}
