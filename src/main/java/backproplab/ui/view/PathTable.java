package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.chart.Formula;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CardSymbols;
import backproplab.ui.viewmodel.UnitNames;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The paths from the loss to one number of a parameter, ready to be painted: typeset, since that takes longer than
/// painting. Immutable; made on any thread.
///
/// @param rows the paths with the largest products, largest first
/// @param dots what stands for factors that are left out
record PathTable(GradientPaths paths, List<Row> rows, Formula dots) {
    /// One path.
    record Row(List<Cell> cells, double product, String number) {}

    /// One factor of a path.
    ///
    /// @param name its letter, as on the step card
    record Cell(Formula name, String number) {}

    static PathTable of(GradientPaths paths, BackwardTrace trace, UnitNames names, CardDigits digits) {
        CardSymbols symbols = CardSymbols.flat(new CardContext(trace, digits, 0, names));
        Map<String, Formula> typeset = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (GradientPaths.Path path : paths.largest()) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < path.factors().size(); i++) {
                TraceValue factor = path.factors().get(i);
                String symbol = symbols.of(quantity(path.factors(), i), factor.place());
                cells.add(new Cell(typeset.computeIfAbsent(symbol, Formula::of), digits.text(factor.value())));
            }
            rows.add(new Row(List.copyOf(cells), path.product(), digits.text(path.product())));
        }
        return new PathTable(paths, List.copyOf(rows), Formula.of("\\cdots"));
    }

    /// What a loss gives is ∂L/∂a where f′ of the same unit follows; else it is fused, and gives a part of δ.
    private static Quantity quantity(List<TraceValue> factors, int i) {
        TraceValue factor = factors.get(i);
        if (factor.quantity() != Quantity.LOSS_GRADIENT) {
            return factor.quantity();
        }
        Place place = factor.place();
        boolean isArriving =
                i + 1 < factors.size()
                        && factors.get(i + 1).quantity() == Quantity.SLOPE
                        && factors.get(i + 1).place().equals(place);
        return isArriving ? Quantity.ARRIVING : Quantity.DELTA;
    }
}
