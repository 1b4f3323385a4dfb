package backproplab.layer;

import backproplab.tensor.Extent;
import backproplab.tensor.Shape;

import java.util.Optional;

/// How the window of a convolution or a pooling lies over a map: who sees whom. Each axis is on its own, and what belongs
/// together along it always lies side by side: so a [Patch] says it all.
///
/// A *place* is a number of what comes out, a *position* one of the map that goes in, a *tap* one of the window.
public record SlidingWindow(Axis rows, Axis columns) {
    /// @param in the shape of one sample that goes in
    /// @param out the shape of one sample that comes out
    /// @return empty for a layer that slides no window over maps
    public static Optional<SlidingWindow> of(Layer layer, Shape in, Shape out) {
        if (in.rank() != 3) {
            return Optional.empty();
        }
        return switch (layer) {
            case Convolution2d it -> Optional.of(of(in, out, it.kernel(), it.stride(), it.padding()));
            case Pooling it -> Optional.of(of(in, out, it.kernel(), it.stride(), new Extent(0, 0)));
            case GlobalAveragePool _ -> {
                Axis rows = new Axis(in.size(1), 1, in.size(1), 1, 0);
                Axis columns = new Axis(in.size(2), 1, in.size(2), 1, 0);
                yield Optional.of(new SlidingWindow(rows, columns));
            }
            default -> Optional.empty();
        };
    }

    private static SlidingWindow of(Shape in, Shape out, Extent kernel, Extent stride, Extent padding) {
        return new SlidingWindow(
                new Axis(in.size(1), out.size(1), kernel.rows(), stride.rows(), padding.rows()),
                new Axis(in.size(2), out.size(2), kernel.columns(), stride.columns(), padding.columns()));
    }

    /// How many numbers the window has, those in the padding included.
    public int taps() {
        return rows.kernel * columns.kernel;
    }

    /// The positions that the window sees from a place; what lies in the padding is left out.
    public Patch seenFrom(int row, int column) {
        return new Patch(rows.seenFrom(row), columns.seenFrom(column));
    }

    /// The places from which the window sees a position.
    public Patch seeing(int row, int column) {
        return new Patch(rows.seeing(row), columns.seeing(column));
    }

    /// The places at which a tap of the window lies in the map, not in the padding.
    public Patch with(int tapRow, int tapColumn) {
        return new Patch(rows.with(tapRow), columns.with(tapColumn));
    }

    /// All places.
    public Patch everywhere() {
        return new Patch(new Span(0, rows.places), new Span(0, columns.places));
    }

    /// One axis of a map and of the window over it.
    ///
    /// @param size how many positions there are
    /// @param places how many places there are
    public record Axis(int size, int places, int kernel, int stride, int padding) {
        /// The position of the first tap, negative in the padding.
        public int begin(int place) {
            return place * stride - padding;
        }

        Span seenFrom(int place) {
            return Span.of(begin(place), begin(place) + kernel - 1, size);
        }

        Span seeing(int position) {
            int last = position + padding;
            return Span.of(Math.ceilDiv(last - kernel + 1, stride), Math.floorDiv(last, stride), places);
        }

        Span with(int tap) {
            return Span.of(
                    Math.ceilDiv(padding - tap, stride), Math.floorDiv(size - 1 + padding - tap, stride), places);
        }
    }

    /// So many numbers from one on.
    public record Span(int from, int count) {
        /// @param size what lies before 0, or from there on, is cut off
        private static Span of(int from, int last, int size) {
            int first = Math.max(0, from);
            return new Span(first, Math.max(0, Math.min(last, size - 1) - first + 1));
        }
    }

    /// A rectangle, whose numbers are counted row by row.
    public record Patch(Span rows, Span columns) {
        public int count() {
            return rows.count * columns.count;
        }

        public int row(int index) {
            return rows.from + index / columns.count;
        }

        public int column(int index) {
            return columns.from + index % columns.count;
        }
    }
}
