package backproplab.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The sizes of a tensor's axes, outermost first. Every size is at least 1; rank 0 is a scalar.
public final class Shape {
    private final int[] sizes;
    private final int elements;

    private Shape(int[] sizes) {
        long product = 1;
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("every axis needs at least 1, got " + text(sizes));
            }
            product *= size;
            if (product > Integer.MAX_VALUE) {
                throw new TooLargeException(text(sizes) + " has more than 2³¹ − 1 elements");
            }
        }
        this.sizes = sizes;
        this.elements = (int) product;
    }

    /// Said of sizes that are fine by themselves: a user may have asked for them.
    public static final class TooLargeException extends IllegalArgumentException {
        TooLargeException(String message) {
            super(message);
        }
    }

    /// @throws TooLargeException for more elements than an array can have
    public static Shape of(int... sizes) {
        return new Shape(sizes.clone());
    }

    public int rank() {
        return sizes.length;
    }

    public int size(int axis) {
        return sizes[axis];
    }

    /// The number of elements: the product of all sizes.
    public int elements() {
        return elements;
    }

    /// The size of the innermost axis; 1 for a scalar.
    public int last() {
        return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    }

    /// This shape as one item of a batch: `[2, 3]` becomes `[rows, 2, 3]`.
    public Shape batched(int rows) {
        int[] batched = new int[sizes.length + 1];
        batched[0] = rows;
        System.arraycopy(sizes, 0, batched, 1, sizes.length);
        return new Shape(batched);
    }

    /// One item of a batch: `[rows, 2, 3]` becomes `[2, 3]`.
    public Shape item() {
        if (sizes.length == 0) {
            throw new IllegalStateException("a scalar has no items");
        }
        return new Shape(Arrays.copyOfRange(sizes, 1, sizes.length));
    }

    /// Whether [#item()] of this shape is `item`.
    public boolean isBatchOf(Shape item) {
        return Arrays.equals(sizes, Math.min(1, sizes.length), sizes.length, item.sizes, 0, item.sizes.length)
                && sizes.length == item.sizes.length + 1;
    }

    /// This shape with another innermost size: `[5, 3]` with 7 becomes `[5, 7]`.
    public Shape withLast(int size) {
        int[] changed = sizes.clone();
        changed[changed.length - 1] = size;
        return new Shape(changed);
    }

    public int[] toArray() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(sizes, that.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /// For example `[2, 3]`.
    @Override
    public String toString() {
        return text(sizes);
    }

    private static String text(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
