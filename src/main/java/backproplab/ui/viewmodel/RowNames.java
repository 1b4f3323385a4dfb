package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue.Place;
import backproplab.layer.Part;
import backproplab.layer.Recurrent;
import backproplab.network.Parameters;

/// What the weights of a recurrent layer are called, whose rows lie gate by gate.
final class RowNames {
    private final CardContext context;

    RowNames(CardContext context) {
        this.context = context;
    }

    boolean isRow(Parameters.Key key) {
        return isRow(key.name()) && context.isRecurrent(key.layer());
    }

    private Recurrent layer(String name) {
        return (Recurrent) context.trace().layer(name).description().layer();
    }

    /// Such as `f3`; of an Elman network `3`.
    String index(String layer, int row) {
        Recurrent recurrent = layer(layer);
        Part part = recurrent.rows().get(row / recurrent.units());
        return (part == Part.STATE ? "" : TimeSymbols.letter(recurrent, part)) + (row % recurrent.units() + 1);
    }

    /// Such as "forget gate of cell 3".
    static String row(CardContext.Names names, Recurrent recurrent, String layer, int row) {
        Part part = recurrent.rows().get(row / recurrent.units());
        return (part == Part.STATE ? "" : part.label() + " of ") + names.feature(layer, row % recurrent.units());
    }

    String row(Parameters.Key key, int row) {
        return row(context.names(), layer(key.layer()), key.layer(), row);
    }

    /// Where a number stands, such as "forget gate of cell 3 ← x1".
    ///
    /// @param source what feeds the layer
    /// @param in how many numbers each of its time steps has
    static String place(
            CardContext.Names names, Recurrent recurrent, Parameters.Key key, int index, String source, int in) {
        return switch (key.name()) {
            case "W_ih" -> row(names, recurrent, key.layer(), index / in) + " ← " + names.feature(source, index % in);
            case "W_hh" ->
                    "%s ← h of %s"
                            .formatted(
                                    row(names, recurrent, key.layer(), index / recurrent.units()),
                                    names.feature(key.layer(), index % recurrent.units()));
            default -> row(names, recurrent, key.layer(), index);
        };
    }

    static boolean isRow(String parameter) {
        return switch (parameter) {
            case "W_ih", "W_hh", "b_ih", "b_hh" -> true;
            default -> false;
        };
    }

    /// What a number leads to, and where it comes from: "x1 → forget gate of cell 3", "h of cell 1 → forget gate of cell 3".
    String place(Place.Weight weight) {
        String layer = weight.key().layer();
        Recurrent recurrent = layer(layer);
        int in = context.trace().parameter(weight.key()).before().shape().last();
        return switch (weight.key().name()) {
            case "W_ih" ->
                    context.names().feature(source(layer), weight.index() % in)
                            + " → "
                            + row(context.names(), recurrent, layer, weight.index() / in);
            case "W_hh" ->
                    "h of %s → %s"
                            .formatted(
                                    context.names().feature(layer, weight.index() % in),
                                    row(context.names(), recurrent, layer, weight.index() / in));
            default -> row(context.names(), recurrent, layer, weight.index());
        };
    }

    private String source(String layer) {
        return context.trace().layer(layer).inputs().getFirst();
    }

    String name(Place.Weight weight) {
        return switch (weight.key().name()) {
            case "W_ih", "W_hh" -> place(weight);
            default -> weight.key().name() + " of " + place(weight);
        };
    }
}
