package backproplab.data;

import java.util.List;

/// What the columns of a table are for.
///
/// @param targets what should come out, in this order; none means the last column
/// @param ignored left out
/// @param categories columns whose values are names even where they look like numbers, such as the digit that an image
///     shows; a column of words is one anyway
public record CsvColumns(List<ColumnRef> targets, List<ColumnRef> ignored, List<ColumnRef> categories) {
    public static final CsvColumns STANDARD = new CsvColumns(List.of(), List.of(), List.of());

    public CsvColumns {
        targets = List.copyOf(targets);
        ignored = List.copyOf(ignored);
        categories = List.copyOf(categories);
    }
}
