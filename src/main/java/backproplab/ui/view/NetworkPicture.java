package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The numbers that the picture of a network shows, all of one step: what is inside the units, and the strongest edges.
/// Computed by the engine's own forward and backward pass, on a copy of the parameters, away from the thread of the
/// window. Immutable.
///
/// @param run the copy that was looked at
/// @param wish what was wanted of it
/// @param first the first sample of the batch, from 0
/// @param batch how many samples of the training set gave gradients and mean activations
/// @param single whether what is inside the units is of one sample, that of the wish
/// @param loss of that batch
/// @param units what is inside the units of each input and layer, by name
/// @param edges the weakest first
/// @param connections the weights between two layers, for the words below the picture
record NetworkPicture(
        Command.Snapshot run,
        NetworkWish wish,
        int first,
        int batch,
        boolean single,
        double loss,
        Map<String, Content> units,
        List<Edge> edges,
        List<Connection> connections,
        double largestWeight,
        Map<Parameters.Key, Tensor> gradients) {
    /// A grid of 24×24 is fine enough for a square of 60 pixels.
    static final int MAP_CELLS = 24;

    /// What the edges are coloured and chosen by.
    enum EdgeValue {
        WEIGHT,
        GRADIENT
    }

    /// What is drawn inside units.
    sealed interface Content {}

    /// The activation over the input plane, [#MAP_CELLS]² numbers row by row for each unit that is shown.
    ///
    /// @param largest size of all of them: the end of the colour scale
    record Maps(Map<Integer, double[]> byUnit, double largest) implements Content {}

    /// The weights that lead to each unit, as a picture of the input.
    record Pictures(PictureShape shape, Map<Integer, double[]> byUnit, double largest) implements Content {}

    /// One number per unit: its mean activation over the batch, or the number of a single sample.
    record Values(double[] byUnit, double largest) implements Content {}

    /// All numbers of an input or a layer of one sample, drawn as pictures; of an input as ink.
    ///
    /// @param largest size of all of them: the end of the colour scale
    record Sample(PictureShape shape, double[] values, double largest, boolean input) implements Content {}

    /// A line between two units, or between pictures of them.
    ///
    /// @param fromUnit of a picture its first
    /// @param key of the parameter, with `index` in it; absent where nothing is trained on the line
    /// @param count how many numbers of the parameter, from `index` on, the line stands for; of several the weight is
    ///     the root mean square, without a sign
    record Edge(
            String from,
            int fromUnit,
            String to,
            int toUnit,
            Optional<Parameters.Key> key,
            int index,
            int count,
            double weight,
            double gradient) {
        boolean isBundle() {
            return count > 1;
        }

        boolean touches(String group, int unit) {
            return (to.equals(group) && toUnit == unit) || (from.equals(group) && fromUnit == unit);
        }

        double value(EdgeValue by) {
            return by == EdgeValue.WEIGHT ? weight : gradient;
        }
    }

    /// @param shown how many of the `total` weights of a layer are drawn
    record Connection(String layer, int shown, int between, int total) {}

    static NetworkPicture of(Command.Snapshot run, NetworkLayout layout, NetworkWish wish) {
        return new NetworkCamera(run, layout, wish).take();
    }

    /// Whether the units show what comes back to them, on the fixed scale of gradients.
    boolean isBackward() {
        return single && wish.inside() == NetworkWish.Inside.DELTA;
    }

    /// `∂L/∂w` of one number.
    OptionalDouble gradient(Parameters.Key key, int index) {
        Tensor tensor = gradients.get(key);
        return tensor == null || index >= tensor.size() ? OptionalDouble.empty() : OptionalDouble.of(tensor.get(index));
    }

    /// The value of one number.
    OptionalDouble parameter(Parameters.Key key, int index) {
        for (Parameters.Parameter it : run.checkpoint().parameters().trained()) {
            if (it.key().equals(key) && index < it.value().size()) {
                return OptionalDouble.of(it.value().get(index));
            }
        }
        return OptionalDouble.empty();
    }
}
