package backproplab.fault;

import backproplab.network.Workings;

import java.util.Optional;

/// A fault and where it sits, whatever the run around it: like a mistake in a program, it stays where it is when
/// network, data or optimizer change, and does its harm wherever it suits the run.
public record PlantedFault(Fault fault, Place place) {
    /// The fault in this run; empty when it does nothing there, or when its place is gone.
    public Optional<PlacedFault> in(Surroundings surroundings) {
        boolean suits = surroundings.places().contains(place) && fault.refusal(surroundings, place).isEmpty();
        return suits ? Optional.of(new PlacedFault(fault, place, surroundings)) : Optional.empty();
    }

    /// The workings of a network in this run. A fault of the data has none of its own, and is not asked, since looking
    /// through the samples takes time.
    public Workings workings(Surroundings surroundings) {
        return place instanceof Place.Input
                ? Workings.AS_DESCRIBED
                : in(surroundings).map(PlacedFault::workings).orElse(Workings.AS_DESCRIBED);
    }
}
