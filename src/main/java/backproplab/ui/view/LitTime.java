package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceValue.Place;
import backproplab.layer.Part;
import backproplab.layer.Recurrent;
import backproplab.ui.view.LitStep.At;

import java.util.Optional;

/// The time step of a recurrent layer that a step of the pass is about. A layer that puts out its last state alone has
/// one card for each unit: these then show that time step.
///
/// @param time from 0
/// @param part what of the layer the step gives
record LitTime(String layer, int time, Part part) {
    static Optional<LitTime> of(TraceStep step) {
        return switch (step) {
            case TraceStep.Product product -> of(product.of());
            case TraceStep.Group group -> of(group.parts().getFirst());
            case TraceStep.Given _ -> Optional.empty();
            default ->
                    step.results().stream()
                            .findFirst()
                            .filter(it -> it.place() instanceof Place.Timed)
                            .map(it -> (Place.Timed) it.place())
                            .map(it -> new LitTime(it.owner(), it.time(), it.part()));
        };
    }

    static Optional<Recurrent> recurrent(BackwardTrace trace, String layer) {
        return trace.network()
                .layer(layer)
                .flatMap(it -> it.layer() instanceof Recurrent recurrent ? Optional.of(recurrent) : Optional.empty());
    }

    private static boolean isLast(Recurrent layer) {
        return layer.return_() == Recurrent.Steps.LAST;
    }

    /// The number that the card of a unit shows in place of what the layer puts out.
    static Optional<Place.Timed> shown(Optional<LitTime> now, BackwardTrace trace, String layer, int sample, int unit) {
        return now.filter(it -> it.layer.equals(layer))
                .filter(it -> recurrent(trace, layer).filter(LitTime::isLast).isPresent())
                .map(it -> new Place.Timed(layer, sample, it.time, Part.STATE, unit));
    }

    /// The card of a number inside of a recurrent layer; none where it is of a time step that is not shown.
    static Optional<At> card(Optional<LitTime> now, BackwardTrace trace, Place.Timed place) {
        Optional<Recurrent> layer = recurrent(trace, place.owner());
        if (layer.isEmpty() || place.time() < 0) {
            return Optional.empty();
        }
        if (!isLast(layer.get())) {
            return Optional.of(new At(place.owner(), place.time() * layer.get().units() + place.unit()));
        }
        boolean isShown =
                now.filter(it -> it.layer.equals(place.owner())).isPresent()
                        ? now.get().time == place.time()
                        : trace.putOut(place).isPresent();
        return isShown ? Optional.of(new At(place.owner(), place.unit())) : Optional.empty();
    }

    /// The weight of the input that leads from a number of the sequence to a card; of a layer with gates that of the gate
    /// that the step is about.
    static Optional<Place.Weight> inputWeight(
            Optional<LitTime> now, BackwardTrace.ParameterTrace matrix, Recurrent layer, int from, int to) {
        Optional<LitTime> here = now.filter(it -> it.layer.equals(matrix.key().layer()));
        if (here.isEmpty()) {
            return Optional.empty();
        }
        int in = matrix.before().rowSize();
        int time = here.get().time;
        int block = layer.rows().indexOf(here.get().part == Part.CANDIDATE_INPUT ? Part.CANDIDATE : here.get().part);
        boolean isOfTime = from / in == time && (isLast(layer) || to / layer.units() == time);
        int row = block * layer.units() + to % layer.units();
        return isOfTime && block >= 0
                ? Optional.of(new Place.Weight(matrix.key(), row * in + from % in))
                : Optional.empty();
    }
}
