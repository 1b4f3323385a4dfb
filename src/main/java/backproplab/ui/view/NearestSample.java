package backproplab.ui.view;

import backproplab.ui.viewmodel.SampleChoice;

import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Finds the sample that is drawn nearest to the mouse.
final class NearestSample {
    /// How far from a sample the mouse may be, in pixels.
    static final double REACH = 9;

    private final double x;
    private final double y;
    private double nearest;
    private Optional<Found> found = Optional.empty();

    /// @param index in `samples`
    record Found(Judged samples, int index, boolean test) {
        SampleChoice choice() {
            int row = samples.rows()[index];
            return test ? new SampleChoice.TestRow(row) : new SampleChoice.Row(row);
        }
    }

    /// @param reach in pixels
    NearestSample(double x, double y, double reach) {
        this.x = x;
        this.y = y;
        this.nearest = reach;
    }

    /// @param places in pixels, where the sample of an index is drawn
    NearestSample among(Judged samples, boolean test, IntFunction<List<Point2D>> places) {
        for (int i = 0; i < samples.samples(); i++) {
            for (Point2D place : places.apply(i)) {
                double distance = place.distance(x, y);
                if (distance < nearest) {
                    nearest = distance;
                    found = Optional.of(new Found(samples, i, test));
                }
            }
        }
        return this;
    }

    Optional<Found> found() {
        return found;
    }
}
