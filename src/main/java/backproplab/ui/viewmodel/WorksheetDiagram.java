package backproplab.ui.viewmodel;

import java.util.List;
import java.util.Optional;

/// The network of a [Worksheet], with the units that it is about. Formulas are in LaTeX.
///
/// @param columns inputs first, then layers in the order of computation
public record WorksheetDiagram(List<Column> columns, List<Edge> edges) {
    /// @param about such as "dense, sigmoid"; empty for inputs
    /// @param units how many it has; not all need be shown. 0 for layers that are left out
    public record Column(String name, String about, int units, List<Node> nodes) {
        public int hidden() {
            return units - nodes.size();
        }
    }

    /// @param given what stands there from the start, such as `x_1 = 0.05`, `b_1 = 0.35`
    /// @param asked what is to be found, empty for inputs and for a batch
    public record Node(String name, List<String> given, List<Asked> asked) {}

    /// A blank in a unit.
    ///
    /// @param number in LaTeX, for the key
    public record Asked(String symbol, String number) {}

    /// @param weight in LaTeX; absent for what is passed on without a weight
    /// @param sign of the weight: −1, 0 or 1
    public record Edge(int fromColumn, int fromNode, int toColumn, int toNode, Optional<String> weight, int sign) {}
}
