package backproplab.fault;

import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.loss.Loss;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Workings;

import java.util.function.UnaryOperator;

/// Workings as described, but for one layer: what is called `name` gets another layer, function or loss.
///
/// @param layer what to put in place of the layer itself
/// @param function what to put in place of its function
/// @param loss what to put in place of each loss on it
record Replaced(
        String name, UnaryOperator<Layer> layer, UnaryOperator<OutputFunction> function, UnaryOperator<Loss> loss)
        implements Workings {
    static Replaced layer(String name, UnaryOperator<Layer> layer) {
        return new Replaced(name, layer, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Replaced function(String name, UnaryOperator<OutputFunction> function) {
        return new Replaced(name, UnaryOperator.identity(), function, UnaryOperator.identity());
    }

    static Replaced loss(String name, UnaryOperator<Loss> loss) {
        return new Replaced(name, UnaryOperator.identity(), UnaryOperator.identity(), loss);
    }

    @Override
    public Layer layer(LayerDescription description) {
        return description.name().equals(name) ? layer.apply(description.layer()) : description.layer();
    }

    @Override
    public OutputFunction function(LayerDescription description) {
        return description.name().equals(name) ? function.apply(description.function()) : description.function();
    }

    @Override
    public Loss loss(LossTerm term) {
        return term.on().equals(name) ? loss.apply(term.loss()) : term.loss();
    }
}
