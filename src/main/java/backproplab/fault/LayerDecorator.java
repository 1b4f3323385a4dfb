package backproplab.fault;

import backproplab.layer.CacheSpec;
import backproplab.layer.Changes;
import backproplab.layer.Fit;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.layer.LayerForward;
import backproplab.layer.ParameterSpec;
import backproplab.layer.StateSpec;
import backproplab.tensor.Shape;

import java.util.List;

/// A layer that does everything as the [#real] one, but for what an implementation overrides. One that
/// overrides [#forward] overrides [#update] too.
interface LayerDecorator extends Layer {
    Layer real();

    @Override
    default Fit fit(List<Shape> inputs) {
        return real().fit(inputs);
    }

    @Override
    default List<ParameterSpec> parameters(List<Shape> inputs) {
        return real().parameters(inputs);
    }

    @Override
    default List<StateSpec> state(List<Shape> inputs) {
        return real().state(inputs);
    }

    @Override
    default List<CacheSpec> caches(List<Shape> inputs) {
        return real().caches(inputs);
    }

    @Override
    default void forward(LayerForward pass) {
        real().forward(pass);
    }

    @Override
    default void update(LayerForward pass, Changes changes) {
        real().update(pass, changes);
    }

    @Override
    default void updateState(LayerForward pass) {
        real().updateState(pass);
    }

    @Override
    default void backward(LayerBackward pass) {
        real().backward(pass);
    }
}
