package backproplab.ui.view;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// How the channels of a layer that gives maps share an area: as large as they fit, one below the other, in several
/// columns where that makes them larger. Where all of them would be too small, some are left out.
///
/// @param columns side by side
/// @param rows one above the other
/// @param width of one map
/// @param height of one map
/// @param shown how many places there are; one of them is for a mark when that is less than the channels
record SheetGrid(PictureShape shape, int channels, int columns, int rows, double width, double height, int shown) {
    /// From one map to the next, as a multiple of its size.
    private static final double GAP = 1.13;

    /// One more column has to be worth it.
    private static final double BETTER = 1.02;

    private static final int FEWEST = 3;
    private static final int LAST = 1;

    /// @param smallest the longer side of the smallest map that can be looked at
    /// @param all whether every channel is shown, however wide that is
    static SheetGrid of(PictureShape shape, int channels, double width, double height, double smallest, boolean all) {
        double longer = Math.max(shape.rows(), shape.columns());
        double across = width * longer / shape.columns();
        double down = height * longer / shape.rows();
        int columns = 1;
        double side = 0;
        for (int c = 1; c <= channels; c++) {
            double fits = Math.min(across / extent(c), down / extent(Math.ceilDiv(channels, c)));
            if (fits > BETTER * side) {
                side = fits;
                columns = c;
            }
        }
        int rows = Math.ceilDiv(channels, columns);
        int shown = channels;
        if (side < smallest) {
            rows = Math.clamp((int) (down / (smallest * GAP)), Math.min(FEWEST, channels), channels);
            columns = all ? Math.ceilDiv(channels, rows) : Math.max(1, (int) (across / (smallest * GAP)));
            shown = all ? channels : Math.min(channels, rows * columns);
            side = Math.min(all ? smallest : across / extent(columns), down / extent(rows));
        }
        return new SheetGrid(
                shape, channels, columns, rows, side * shape.columns() / longer, side * shape.rows() / longer, shown);
    }

    /// Of so many maps with the gaps between them, in maps.
    private static double extent(int count) {
        return 1 + (count - 1) * GAP;
    }

    /// Of all columns, from the left of the first map to the right of the last.
    double totalWidth() {
        return width * extent(columns);
    }

    /// Of all rows.
    double totalHeight() {
        return height * extent(rows);
    }

    /// @param wished channels that are shown before others
    List<NetworkLayout.Slot> place(double x, double middle, Collection<Integer> wished) {
        NavigableSet<Integer> chosen = chosen(wished);
        List<NetworkLayout.Slot> slots = new ArrayList<>();
        int place = 0;
        int next = 0;
        for (int channel : chosen) {
            if (channel > next) {
                slots.add(
                        new NetworkLayout.More(
                                next * shape.pixels(), (channel - next) * shape.pixels(), at(place++, x, middle)));
            }
            slots.add(new NetworkLayout.Sheet(channel * shape.pixels(), shape, at(place++, x, middle)));
            next = channel + 1;
        }
        if (next < channels) {
            slots.add(
                    new NetworkLayout.More(
                            next * shape.pixels(), (channels - next) * shape.pixels(), at(place, x, middle)));
        }
        return List.copyOf(slots);
    }

    /// The first ones and the last one, unless others are wished for; every gap takes a place for its mark.
    private NavigableSet<Integer> chosen(Collection<Integer> wished) {
        NavigableSet<Integer> chosen = new TreeSet<>();
        List<Integer> order = new ArrayList<>(wished);
        order.add(0);
        for (int last = 0; last < LAST; last++) {
            order.add(channels - 1 - last);
        }
        for (int channel = 1; channel < channels; channel++) {
            order.add(channel);
        }
        for (int channel : order) {
            if (channel >= channels) {
                continue;
            }
            boolean isNew = chosen.add(channel);
            if (isNew && chosen.size() > 1 && chosen.size() + gaps(chosen) > shown) {
                chosen.remove(channel);
            }
        }
        return chosen;
    }

    private int gaps(NavigableSet<Integer> chosen) {
        int gaps = 0;
        int next = 0;
        for (int channel : chosen) {
            gaps += channel > next ? 1 : 0;
            next = channel + 1;
        }
        return gaps + (next < channels ? 1 : 0);
    }

    private Rectangle2D at(int place, double x, double middle) {
        int column = place / rows;
        double left = x - totalWidth() / 2 + column * GAP * width;
        double top = middle - height * extent(rows) / 2 + place % rows * GAP * height;
        return new Rectangle2D.Double(left, top, width, height);
    }
}
