package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;

import java.util.List;
import java.util.Optional;

/// The numbers of a traced pass in rows and columns. A row is made when it is asked for: a table of 110,000 weights is as
/// light as one of six. Immutable; rows are counted from 0.
public sealed interface NumberTable permits UnitTable, WeightTable {
    /// What a row is.
    enum Kind {
        UNITS,
        WEIGHTS;

        /// The one in which a place has a row.
        static Optional<Kind> of(Place place) {
            return switch (place) {
                case Place.Unit _, Place.Timed _ -> Optional.of(UNITS);
                case Place.Weight _ -> Optional.of(WEIGHTS);
                case Place.Edge _, Place.Term _, Place.Whole _ -> Optional.empty();
            };
        }

        /// @param owner the only layer or input; empty for all
        NumberTable table(TracedPass pass, Optional<String> owner) {
            return switch (this) {
                case UNITS -> new UnitTable(pass, owner);
                case WEIGHTS -> new WeightTable(pass, owner);
            };
        }

        /// The layers and inputs that have rows.
        List<String> owners(TracedPass pass) {
            return switch (this) {
                case UNITS -> UnitTable.owners(pass);
                case WEIGHTS -> WeightTable.owners(pass);
            };
        }
    }

    Kind kind();

    /// The only layer or input that it holds; empty for all.
    Optional<String> owner();

    /// Those that have anything in this table.
    List<TraceColumn> columns();

    int size();

    /// What the row is about.
    Place place(int row);

    /// The row of a place; −1 when it has none here.
    int rowOf(Place place);

    /// What stands in a column of names.
    String name(int row, TraceColumn column);

    /// The same for text that leaves the window, where no other column and no order helps to understand it.
    String fullName(int row, TraceColumn column);

    /// What a column of names is sorted by: its order in the network.
    int rank(int row, TraceColumn column);

    /// What stands in a column of numbers; empty where there is no such number.
    Optional<TraceValue> number(int row, TraceColumn column);
}
