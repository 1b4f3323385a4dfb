package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// The table of the step perspective: which of the two, of which layer, in which order, and what of it is seen. Follows
/// the walk, when it is asked to. On the thread of the window; only sorting is done elsewhere.
public final class StepTable {
    private final StepModel model;
    private final Runnable changed;
    private final NewestJob<Sorted> sorting;
    private final ObjectProperty<NumberTable.Kind> kind = new SimpleObjectProperty<>(NumberTable.Kind.UNITS);
    private final ObjectProperty<Optional<String>> owner = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty all = new SimpleBooleanProperty();
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final Map<NumberTable.Kind, TableSort> sorts = new EnumMap<>(NumberTable.Kind.class);

    private @Nullable Shown shown;
    private @Nullable Sorted sorted;
    private @Nullable Order asked;
    private @Nullable Moment lastMoment;
    private Optional<Place> lastFocus = Optional.empty();

    /// What there is to see.
    ///
    /// @param focus the position of the row that is looked at more closely; −1 when it has none here
    /// @param target the position of the row that the walk, or somebody elsewhere, has just come to; −1 for none
    public record Shown(RowOrder order, SeenNumbers seen, int focus, int target) {
        public NumberTable table() {
            return order.table();
        }

        public TracedPass pass() {
            return seen.moment().pass();
        }

        public TableText text() {
            return new TableText(order, seen);
        }

        /// Whether the rows are those of another one, one by one.
        public boolean hasRowsOf(Shown other) {
            return table().kind() == other.table().kind() && order.isOrderOf(other.order);
        }
    }

    /// An order that was asked for.
    private record Order(Moment moment, boolean all, NumberTable.Kind kind, Optional<String> owner, TableSort sort) {
        /// Up to the numbers.
        boolean isLike(Order other) {
            return kind == other.kind && owner.equals(other.owner) && sort.equals(other.sort);
        }
    }

    private record Sorted(Order as, RowOrder rows) {}

    /// @param changed to be called when there is something to [#refresh]
    public StepTable(StepModel model, Executor windowThread, Runnable changed) {
        this.model = model;
        this.changed = changed;
        sorting = new NewestJob<>(windowThread, this::receive, StepTable::fail);
        Stream.of(model.momentProperty(), model.focusProperty(), model.digitsProperty(), kind, owner, all, following)
                .forEach(it -> it.addListener((_, _, _) -> changed.run()));
    }

    private void receive(Sorted found) {
        sorted = found;
        changed.run();
    }

    private static void fail(Throwable failure) {
        throw new IllegalStateException("the rows cannot be sorted", failure);
    }

    /// Takes over what has changed since the last time; empty as long as nothing has been traced.
    public Optional<Shown> refresh() {
        Moment now = model.momentProperty().get();
        shown = now == null ? null : shown(now);
        lastMoment = now;
        lastFocus = model.focusProperty().get();
        return Optional.ofNullable(shown);
    }

    private Shown shown(Moment now) {
        Optional<Place> target = following.get() ? target(now) : Optional.empty();
        target.flatMap(NumberTable.Kind::of).ifPresent(kind::set);
        if (owner.get().filter(it -> !owners().contains(it)).isPresent()) {
            owner.set(Optional.empty());
        }
        SeenNumbers seen = new SeenNumbers(now, all.get());
        RowOrder order = order(table(now.pass()), seen);
        return new Shown(
                order,
                seen,
                model.focusProperty().get().map(order::positionOf).orElse(-1),
                target.map(order::positionOf).orElse(-1));
    }

    /// What was clicked or what the step gives; of a step that gives no number of a unit or a weight what it takes.
    private Optional<Place> target(Moment now) {
        if (!model.focusProperty().get().equals(lastFocus)) {
            return model.focusProperty().get();
        }
        if (lastMoment != null
                && lastMoment.index() == now.index()
                && lastMoment.steps().grain() == now.steps().grain()) {
            return Optional.empty();
        }
        return Stream.of(now.step().results(), now.step().operands())
                .flatMap(List::stream)
                .map(TraceValue::place)
                .filter(it -> NumberTable.Kind.of(it).isPresent())
                .findFirst();
    }

    private NumberTable table(TracedPass pass) {
        Shown before = shown;
        if (before != null
                && isSame(before.pass(), pass)
                && before.table().kind() == kind.get()
                && before.table().owner().equals(owner.get())) {
            return before.table();
        }
        return kind.get().table(pass, owner.get());
    }

    @SuppressWarnings("ReferenceEquality") // a pass is compared by identity
    private static boolean isSame(TracedPass a, TracedPass b) {
        return a == b;
    }

    /// In the order that was found last, until a newer one is there.
    private RowOrder order(NumberTable table, SeenNumbers seen) {
        TableSort sort = sorts.get(kind.get());
        if (sort == null) {
            return new RowOrder(table);
        }
        Order wanted = new Order(seen.moment(), all.get(), kind.get(), owner.get(), sort);
        if (!wanted.equals(asked)) {
            asked = wanted;
            sorting.ask(() -> new Sorted(wanted, sort.order(table, seen)));
        }
        Sorted last = sorted;
        return last != null && last.as.isLike(wanted) && last.rows.size() == table.size()
                ? last.rows.of(table)
                : new RowOrder(table);
    }

    /// Whether an order is being looked for.
    public boolean isBusy() {
        return sorting.isBusy();
    }

    // What somebody does

    /// Sorts by a column, in another way at each click.
    public void sort(TraceColumn column) {
        setSort(TableSort.next(sort(), column));
    }

    public void setSort(Optional<TableSort> sort) {
        sort.ifPresentOrElse(it -> sorts.put(kind.get(), it), () -> sorts.remove(kind.get()));
        changed.run();
    }

    /// Of the table that is shown.
    public Optional<TableSort> sort() {
        return Optional.ofNullable(sorts.get(kind.get()));
    }

    /// Looks at the row more closely, everywhere.
    public void focus(int position) {
        if (shown != null) {
            model.focusProperty().set(Optional.of(shown.table().place(shown.order.row(position))));
        }
    }

    /// To the step that gives a number.
    ///
    /// @return whether there is one
    public boolean goTo(TraceValue number) {
        Moment now = model.momentProperty().get();
        boolean isThere = now != null && now.steps().indexOf(number.quantity(), number.place()) >= 0;
        model.goTo(number.quantity(), number.place());
        return isThere;
    }

    /// Whether somebody may put another number there: what if.
    public static boolean isEditable(TraceValue number) {
        return switch (number.quantity()) {
            case INPUT, TARGET, PARAMETER -> true;
            default -> false;
        };
    }

    /// What if a number were another.
    ///
    /// @return why it cannot be
    public Optional<String> edit(TraceValue number, double value) {
        if (!Double.isFinite(value)) {
            return Optional.of("the number is too large; take one between −1.7e308 and 1.7e308");
        }
        switch (number.place()) {
            case Place.Weight(var key, int index) -> model.setParameter(key, index, value);
            case Place.Unit(String of, int sample, int unit) when number.quantity() == Quantity.TARGET -> {
                return model.setTarget(of, sample, unit, value);
            }
            case Place.Unit(String of, int sample, int unit) -> model.setInput(of, sample, unit, value);
            case Place.Edge _, Place.Timed _, Place.Term _, Place.Whole _ ->
                    throw new IllegalArgumentException(number + " is not given");
        }
        return Optional.empty();
    }

    // What views bind to

    public ObjectProperty<NumberTable.Kind> kindProperty() {
        return kind;
    }

    /// The only layer or input whose rows are shown; empty for all.
    public ObjectProperty<Optional<String>> ownerProperty() {
        return owner;
    }

    /// The layers and inputs that have rows in the table that is shown.
    public List<String> owners() {
        return model.pass().map(it -> kind.get().owners(it)).orElse(List.of());
    }

    /// Whether also the numbers are seen that the walk has not come to.
    public BooleanProperty allProperty() {
        return all;
    }

    /// Whether the table goes to the rows that the walk comes to.
    public BooleanProperty followingProperty() {
        return following;
    }
}
