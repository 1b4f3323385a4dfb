package backproplab.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/// Which time steps have a column of their own: all where there is room, else the first ones, the last ones, and those
/// around the one that is looked at.
///
/// @param columns from left to right
record UnrolledColumns(List<Column> columns) {
    /// What stands side by side.
    sealed interface Column {
        /// Of the left edge.
        double x();

        double width();
    }

    /// One time step, from 0.
    record Step(int time, double x, double width) implements Column {}

    /// Those between two columns.
    ///
    /// @param from the first
    /// @param to behind the last
    record Gap(int from, int to, double x, double width) implements Column {
        int count() {
            return to - from;
        }
    }

    /// @param steps of the sequence
    /// @param chosen the time step that is looked at
    /// @param room in pixels, from `left` on
    /// @param narrow how wide a column is at least
    /// @param wide and at most
    static UnrolledColumns of(int steps, int chosen, double left, double room, double narrow, double wide) {
        int most = Math.max(3, (int) (room / narrow));
        if (steps <= most) {
            return placed(everyStep(steps), steps, left, Math.min(wide, room / steps), 0);
        }
        double gap = 1.35 * narrow;
        int shown = Math.max(3, (int) ((room - 2 * gap) / narrow));
        int side = Math.max(1, shown / 3);
        TreeSet<Integer> times = new TreeSet<>();
        add(times, 0, side, steps);
        add(times, steps - side, steps, steps);
        int around = shown - 2 * side;
        int from = Math.clamp(chosen - around / 2, 0, steps - around);
        add(times, from, from + around, steps);
        for (int t = side; times.size() < shown; t++) { // where the middle lies at an end
            times.add(chosen < steps / 2 ? t : steps - 1 - t);
        }
        int gaps = 0;
        int before = -1;
        for (int time : times) {
            gaps += time > before + 1 ? 1 : 0;
            before = time;
        }
        double width = (room - gaps * gap) / times.size();
        return placed(List.copyOf(times), steps, left, width, gap);
    }

    private static List<Integer> everyStep(int steps) {
        List<Integer> times = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            times.add(t);
        }
        return times;
    }

    private static void add(TreeSet<Integer> times, int from, int to, int steps) {
        for (int t = Math.max(0, from); t < Math.min(steps, to); t++) {
            times.add(t);
        }
    }

    private static UnrolledColumns placed(List<Integer> times, int steps, double left, double width, double gap) {
        List<Column> columns = new ArrayList<>();
        double x = left;
        int next = 0;
        for (int time : times) {
            if (time > next) {
                columns.add(new Gap(next, time, x, gap));
                x += gap;
            }
            columns.add(new Step(time, x, width));
            x += width;
            next = time + 1;
        }
        if (next < steps) {
            columns.add(new Gap(next, steps, x, gap));
        }
        return new UnrolledColumns(List.copyOf(columns));
    }

    /// The time step under a point; of a gap the one in its middle.
    OptionalInt timeAt(double x) {
        for (Column it : columns) {
            if (x >= it.x() && x < it.x() + it.width()) {
                return switch (it) {
                    case Step(int time, double _, double _) -> OptionalInt.of(time);
                    case Gap gap -> OptionalInt.of(gap.from() + (int) ((x - gap.x()) / gap.width() * gap.count()));
                };
            }
        }
        return OptionalInt.empty();
    }

    /// Where a time step stands: the middle of its column, or its share of a gap.
    double x(int time) {
        for (Column it : columns) {
            switch (it) {
                case Step(int of, double x, double width) when of == time -> {
                    return x + width / 2;
                }
                case Gap gap when time >= gap.from() && time < gap.to() -> {
                    return gap.x() + (time - gap.from() + 0.5) / gap.count() * gap.width();
                }
                default -> {}
            }
        }
        return Double.NaN;
    }

    double right() {
        return columns.getLast().x() + columns.getLast().width();
    }

    List<Step> steps() {
        return columns.stream().filter(Step.class::isInstance).map(Step.class::cast).toList();
    }
}
