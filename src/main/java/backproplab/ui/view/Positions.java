package backproplab.ui.view;

import javafx.collections.ObservableListBase;

/// The rows of a long table: each is its position, made when it is asked for.
final class Positions extends ObservableListBase<Integer> {
    private final int size;

    Positions(int size) {
        this.size = size;
    }

    @Override
    public Integer get(int index) {
        return index;
    }

    @Override
    public int size() {
        return size;
    }
}
