package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// By which column the rows of a table are sorted, and how.
public record TableSort(TraceColumn column, Direction direction) {
    public enum Direction {
        /// By size, whatever the sign: the largest gradient first.
        LARGEST,
        FALLING,
        RISING
    }

    /// What another click on a header gives. Numbers: largest first, falling, rising, and the order of the network again;
    /// names: rising, falling.
    static Optional<TableSort> next(Optional<TableSort> now, TraceColumn clicked) {
        Direction before = now.filter(it -> it.column == clicked).map(TableSort::direction).orElse(null);
        Direction first = clicked.isNumber() ? Direction.LARGEST : Direction.RISING;
        if (before == null) {
            return Optional.of(new TableSort(clicked, first));
        }
        return switch (before) {
            case LARGEST -> Optional.of(new TableSort(clicked, Direction.FALLING));
            case FALLING ->
                    clicked.isNumber() ? Optional.of(new TableSort(clicked, Direction.RISING)) : Optional.empty();
            case RISING ->
                    clicked.isNumber() ? Optional.empty() : Optional.of(new TableSort(clicked, Direction.FALLING));
        };
    }

    /// The rows in their new order; those whose number is not seen come last, equal ones stay as they are. NaN counts as
    /// largest. Takes its time where the rows are many.
    RowOrder order(NumberTable table, SeenNumbers seen) {
        double[] keys = new double[table.size()];
        boolean[] has = new boolean[table.size()];
        for (int row = 0; row < keys.length; row++) {
            Optional<TraceValue> number = table.number(row, column).filter(seen::isSeen);
            has[row] = !column.isNumber() || number.isPresent();
            keys[row] = column.isNumber() ? number.map(TraceValue::value).orElse(0.0) : table.rank(row, column);
        }
        Comparator<Integer> byKey =
                switch (direction) {
                    case LARGEST -> Comparator.comparingDouble((Integer it) -> Math.abs(keys[it])).reversed();
                    case FALLING -> Comparator.comparingDouble((Integer it) -> keys[it]).reversed();
                    case RISING -> Comparator.comparingDouble(it -> keys[it]);
                };
        Stream<Integer> sorted = rows(keys.length).filter(it -> has[it]).sorted(byKey);
        return new RowOrder(
                table, Stream.concat(sorted, rows(keys.length).filter(it -> !has[it])).mapToInt(it -> it).toArray());
    }

    private static Stream<Integer> rows(int count) {
        return IntStream.range(0, count).boxed();
    }
}
