package backproplab.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.SlidingWindow.Axis;
import backproplab.layer.SlidingWindow.Patch;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class SlidingWindowTest {
    /// Against the definition, `position = place · stride − padding + tap`, for every small axis.
    @Test
    void whoSeesWhomFollowsFromStrideAndPadding() {
        int compared = 0;
        for (int size = 1; size <= 6; size++) {
            for (int kernel = 1; kernel <= 4; kernel++) {
                for (int stride = 1; stride <= 3; stride++) {
                    for (int padding = 0; padding <= 3; padding++) {
                        int places = Kernels.places(size, kernel, stride, padding);
                        if (places > 0) {
                            compared += compare(new Axis(size, places, kernel, stride, padding));
                        }
                    }
                }
            }
        }
        assertTrue(compared > 1000);
    }

    private static int compare(Axis axis) {
        SlidingWindow window = new SlidingWindow(axis, new Axis(1, 1, 1, 1, 0));
        for (int place = 0; place < axis.places(); place++) {
            int at = place;
            assertEquals(
                    IntStream.range(0, axis.size()).filter(it -> isSeen(axis, at, it)).boxed().toList(),
                    rows(window.seenFrom(place, 0)));
        }
        for (int position = 0; position < axis.size(); position++) {
            int at = position;
            assertEquals(
                    IntStream.range(0, axis.places()).filter(it -> isSeen(axis, it, at)).boxed().toList(),
                    rows(window.seeing(position, 0)));
        }
        for (int tap = 0; tap < axis.kernel(); tap++) {
            int offset = tap - axis.padding();
            assertEquals(
                    IntStream.range(0, axis.places())
                            .filter(it -> it * axis.stride() + offset >= 0 && it * axis.stride() + offset < axis.size())
                            .boxed()
                            .toList(),
                    rows(window.with(tap, 0)));
        }
        return axis.places() + axis.size() + axis.kernel();
    }

    private static boolean isSeen(Axis axis, int place, int position) {
        int tap = position - place * axis.stride() + axis.padding();
        return tap >= 0 && tap < axis.kernel();
    }

    private static List<Integer> rows(Patch patch) {
        return IntStream.range(0, patch.count()).mapToObj(patch::row).toList();
    }

    @Test
    void aRectangleIsCountedRowByRow() {
        Axis axis = new Axis(5, 3, 3, 1, 0);
        Patch patch = new SlidingWindow(axis, axis).seenFrom(1, 2);
        assertEquals(9, patch.count());
        assertEquals(List.of(1, 4), List.of(patch.row(2), patch.column(2)));
        assertEquals(List.of(2, 2), List.of(patch.row(3), patch.column(3)));
    }

    @Test
    void aMeanOfAWholeMapSeesItAll() {
        SlidingWindow window = SlidingWindow.of(new GlobalAveragePool(), Shape.of(2, 3, 4), Shape.of(2)).orElseThrow();
        assertEquals(12, window.taps());
        assertEquals(12, window.seenFrom(0, 0).count());
        assertEquals(1, window.seeing(2, 3).count());
        assertEquals(Optional.empty(), SlidingWindow.of(new Flatten(), Shape.of(2, 3, 4), Shape.of(24)));
        assertEquals(Optional.empty(), SlidingWindow.of(new Dense(2), Shape.of(3), Shape.of(2)));
    }

    @Test
    void aPlaceInMapsIsChannelRowAndColumn() {
        assertEquals(Optional.of(new MapPlace(1, 2, 3)), MapPlace.of(Shape.of(2, 3, 4), 23));
        assertEquals(Optional.of(new MapPlace(0, 1, 0)), MapPlace.of(Shape.of(2, 3, 4), 4));
        assertEquals(Optional.empty(), MapPlace.of(Shape.of(24), 4));
    }
}
