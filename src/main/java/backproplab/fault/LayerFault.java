package backproplab.fault;

import backproplab.network.LayerDescription;
import backproplab.network.Workings;

import java.util.Optional;

/// A fault in the pass of one layer.
interface LayerFault extends Fault {
    /// Why this fault cannot be put into `layer`; empty when it can.
    Optional<String> refusal(Surroundings surroundings, LayerDescription layer);

    Workings workings(Surroundings surroundings, LayerDescription layer);

    @Override
    default Optional<String> refusal(Surroundings surroundings, Place place) {
        return place instanceof Place.Layer(String name)
                ? refusal(surroundings, surroundings.layer(name))
                : Optional.of("it is a fault of a layer, not of " + place);
    }

    @Override
    default Workings workings(Surroundings surroundings, Place place) {
        return place instanceof Place.Layer(String name)
                ? workings(surroundings, surroundings.layer(name))
                : Workings.AS_DESCRIBED;
    }
}
