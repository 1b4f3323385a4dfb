package backproplab.backprop;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/// A list whose elements are made when they are asked for: as long as a layer has weights, and as light as a number.
final class LazyList<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<T> element;

    private LazyList(int size, IntFunction<T> element) {
        this.size = size;
        this.element = element;
    }

    static <T> List<T> of(int size, IntFunction<T> element) {
        return new LazyList<>(size, element);
    }

    /// One list after the other.
    @SafeVarargs
    static <T> List<T> joined(List<T>... lists) {
        int size = 0;
        for (List<T> list : lists) {
            size += list.size();
        }
        return of(
                size,
                i -> {
                    int left = i;
                    int l = 0;
                    while (left >= lists[l].size()) {
                        left -= lists[l++].size();
                    }
                    return lists[l].get(left);
                });
    }

    @Override
    public T get(int index) {
        return element.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
