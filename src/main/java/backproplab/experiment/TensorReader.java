package backproplab.experiment;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.Arrays;
import java.util.Optional;

/// Reads nested arrays of finite numbers into a tensor, row-major. What does not fit is named with its place: the row
/// that has another length than the one before, the number that is none.
final class TensorReader {
    /// `[batch, channels, rows, columns]` and some room.
    private static final int MAX_RANK = 6;

    private final Problems problems;
    private final int[] sizes;
    private final double[] values;
    private int count;

    private TensorReader(Problems problems, int[] sizes, double[] values) {
        this.problems = problems;
        this.sizes = sizes;
        this.values = values;
    }

    static Optional<Tensor> read(Field field) {
        int before = field.problems().count();
        Optional<int[]> sizes = sizes(field);
        if (sizes.isEmpty()) {
            return Optional.empty();
        }
        long elements = 1;
        for (int size : sizes.get()) {
            elements = Math.min(elements * size, Integer.MAX_VALUE + 1L);
        }
        if (elements > Integer.MAX_VALUE) {
            field.problem(
                    "there are more than 2³¹ − 1 numbers", "split the data, or keep them in a file beside this one");
            return Optional.empty();
        }
        TensorReader reader = new TensorReader(field.problems(), sizes.get(), new double[(int) elements]);
        reader.fill(field.value(), field.at(), 0);
        return field.problems().count() == before
                ? Optional.of(Tensor.of(Shape.of(sizes.get()), reader.values))
                : Optional.empty();
    }

    /// The sizes that the first item of each axis shows.
    private static Optional<int[]> sizes(Field field) {
        int[] sizes = new int[MAX_RANK];
        Json value = field.value();
        Pointer at = field.at();
        for (int rank = 0; ; rank++) {
            if (rank == MAX_RANK) {
                field.problem("arrays lie more than %d deep in each other".formatted(MAX_RANK), "remove some brackets");
                return Optional.empty();
            }
            switch (value) {
                case Json.Numbers numbers -> {
                    sizes[rank] = numbers.values().length;
                    return Optional.of(Arrays.copyOf(sizes, rank + 1));
                }
                case Json.Items items when items.values().isEmpty() -> {
                    field.problems().add(at, "`%s` is empty".formatted(at.token()), "give at least one number");
                    return Optional.empty();
                }
                case Json.Items items when isPlain(items.values().getFirst()) -> {
                    sizes[rank] = items.values().size();
                    return Optional.of(Arrays.copyOf(sizes, rank + 1));
                }
                case Json.Items items -> {
                    sizes[rank] = items.values().size();
                    value = items.values().getFirst();
                    at = at.item(0);
                }
                default -> {
                    field.problems()
                            .add(
                                    at,
                                    "`%s` must be an array of numbers, got %s"
                                            .formatted(at.token(), value.description()),
                                    "put the numbers in brackets");
                    return Optional.empty();
                }
            }
        }
    }

    private static boolean isPlain(Json value) {
        return !(value instanceof Json.Items || value instanceof Json.Numbers);
    }

    private void fill(Json value, Pointer at, int axis) {
        switch (value) {
            case Json.Numbers numbers when axis == sizes.length - 1 -> {
                if (hasSize(numbers.values().length, at, axis)) {
                    System.arraycopy(numbers.values(), 0, values, count, sizes[axis]);
                    count += sizes[axis];
                }
            }
            case Json.Items items -> {
                if (hasSize(items.values().size(), at, axis)) {
                    for (int i = 0; i < sizes[axis]; i++) {
                        if (axis == sizes.length - 1) {
                            number(items.values().get(i), at.item(i));
                        } else {
                            fill(items.values().get(i), at.item(i), axis + 1);
                        }
                    }
                }
            }
            case Json.Numbers _ ->
                    problems.add(at, "there is a number where a row is needed", "put each row in brackets");
            default ->
                    problems.add(
                            at,
                            "here must be an array of numbers, got " + value.description(),
                            "put the numbers in brackets");
        }
    }

    private boolean hasSize(int size, Pointer at, int axis) {
        if (size != sizes[axis]) {
            problems.add(
                    at,
                    "row %s has length %d, row 0 has length %d".formatted(at.token(), size, sizes[axis]),
                    "give every row the same length");
        }
        return size == sizes[axis];
    }

    private void number(Json value, Pointer at) {
        if (value instanceof Json.Numeral number && Double.isFinite(number.value())) {
            values[count++] = number.value();
            return;
        }
        String got = value instanceof Json.Text(String word) && Members.isNotFinite(word) ? word : value.description();
        problems.add(at, "here must be a finite number, got " + got, "replace or remove it");
        count++;
    }
}
