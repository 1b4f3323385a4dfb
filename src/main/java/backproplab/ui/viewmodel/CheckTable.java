package backproplab.ui.viewmodel;

import backproplab.network.Parameters;
import backproplab.ui.viewmodel.CheckRows.Show;
import backproplab.ui.viewmodel.CheckRows.Sort;
import backproplab.ui.viewmodel.TableSort.Direction;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// The list of checked numbers: which of them, of which tensor, in which order. On the thread of the window; only
/// sorting is done elsewhere.
public final class CheckTable {
    private static final Sort WORST_FIRST = new Sort(CheckColumn.ERROR, Direction.FALLING);

    private final CheckModel model;
    private final Runnable changed;
    private final NewestJob<CheckRows> sorting;
    private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.ALL);
    private final ObjectProperty<Optional<Parameters.Key>> tensor = new SimpleObjectProperty<>(Optional.empty());
    private final Map<Show, Optional<Sort>> sorts = new EnumMap<>(Show.class);
    private @Nullable Asked asked;
    private @Nullable CheckRows rows;

    private record Asked(Checked checked, CheckRows.Wish wish) {}

    /// @param changed to be called when there is something to [#refresh]
    public CheckTable(CheckModel model, Executor windowThread, Runnable changed) {
        this.model = model;
        this.changed = changed;
        sorting = new NewestJob<>(windowThread, this::receive, CheckTable::fail);
        sorts.put(Show.ALL, Optional.of(WORST_FIRST));
        sorts.put(Show.FAILING, Optional.of(WORST_FIRST));
        sorts.put(Show.KINKS, Optional.empty());
        Stream.of(model.checkedProperty(), model.chosenProperty(), show, tensor)
                .forEach(it -> it.addListener((_, _, _) -> changed.run()));
    }

    private void receive(CheckRows found) {
        rows = found;
        changed.run();
    }

    private static void fail(Throwable failure) {
        throw new IllegalStateException("the numbers cannot be sorted", failure);
    }

    /// Has the rows made if they are others than before; until they are there, those of before stay. Empty as long as
    /// there are none.
    public Optional<CheckRows> refresh() {
        Checked checked = model.checkedProperty().get();
        if (checked == null) {
            asked = null;
            rows = null;
            sorting.forget();
            return Optional.empty();
        }
        if (tensor.get().filter(it -> !tensors().contains(it)).isPresent()) {
            tensor.set(Optional.empty());
        }
        Asked now = new Asked(checked, new CheckRows.Wish(show.get(), tensor.get(), sort()));
        if (!now.equals(asked)) {
            asked = now;
            sorting.ask(() -> CheckRows.of(checked, now.wish));
        }
        return Optional.ofNullable(rows);
    }

    /// Whether an order is being looked for.
    public boolean isBusy() {
        return sorting.isBusy();
    }

    /// Those that were checked.
    public List<Parameters.Key> tensors() {
        Checked checked = model.checkedProperty().get();
        return checked == null ? List.of() : checked.report().tensors().stream().map(it -> it.key()).toList();
    }

    /// Sorts by a column, in another way at each click. Numbers: largest size first, falling, rising, and the order of
    /// the network again; names: rising, falling.
    public void sort(CheckColumn column) {
        Direction before = sort().filter(it -> it.column() == column).map(Sort::direction).orElse(null);
        setSort(next(column, before).map(it -> new Sort(column, it)));
    }

    private static Optional<Direction> next(CheckColumn column, @Nullable Direction before) {
        boolean isSigned =
                switch (column) {
                    case BACKWARD, DIFFERENCE, BELOW, USUAL, ABOVE -> true;
                    case LETTER, PLACE, APART, ERROR, VERDICT, UNIT, SAMPLE -> false;
                };
        List<Direction> ways =
                !column.isNumber()
                        ? List.of(Direction.RISING, Direction.FALLING)
                        : isSigned
                                ? List.of(Direction.LARGEST, Direction.FALLING, Direction.RISING)
                                : List.of(Direction.FALLING, Direction.RISING);
        int place = before == null ? 0 : ways.indexOf(before) + 1;
        return place < ways.size() ? Optional.of(ways.get(place)) : Optional.empty();
    }

    public void setSort(Optional<Sort> sort) {
        sorts.put(show.get(), sort);
        changed.run();
    }

    /// Of the rows that are shown.
    public Optional<Sort> sort() {
        return sorts.getOrDefault(show.get(), Optional.empty());
    }

    /// Which numbers are listed.
    public ObjectProperty<Show> showProperty() {
        return show;
    }

    /// The only tensor whose numbers are listed; empty for all.
    public ObjectProperty<Optional<Parameters.Key>> tensorProperty() {
        return tensor;
    }
}
