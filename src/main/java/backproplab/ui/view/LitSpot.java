package backproplab.ui.view;

import backproplab.backprop.TraceValue.Place;

import java.util.Optional;

/// What lies at a point of the lit network.
sealed interface LitSpot {
    record Unit(LitStep.At at) implements LitSpot {}

    /// A connection with a weight, or a bias.
    record Weight(Place.Weight weight) implements LitSpot {}

    record Target(LitStep.At at) implements LitSpot {}

    /// Units that are not drawn.
    record More(String owner, int first, int count) implements LitSpot {}

    record Loss() implements LitSpot {}

    /// The number that can be dragged here.
    default Optional<Adjustable> adjustable(LitScene scene) {
        int sample = scene.step().sample();
        return switch (this) {
            case Unit(LitStep.At at) ->
                    scene.trace().inputs().containsKey(at.owner())
                            ? Optional.of(new Adjustable.Input(at.owner(), sample, at.unit()))
                            : Optional.empty();
            case Weight(Place.Weight weight) -> Optional.of(new Adjustable.Parameter(weight.key(), weight.index()));
            case Target(LitStep.At at) -> Optional.of(new Adjustable.Target(at.owner(), sample, at.unit()));
            case More _, Loss _ -> Optional.empty();
        };
    }
}
