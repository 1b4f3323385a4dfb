package backproplab.fault;

import backproplab.layer.ParameterSpec;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A fault in its place in a run.
public record PlacedFault(Fault fault, Place place, Surroundings surroundings) {
    /// @throws IllegalArgumentException when the fault does not suit the place: ask [Fault#refusal] before
    public PlacedFault {
        fault.refusal(surroundings, place)
                .ifPresent(why -> {
                    throw new IllegalArgumentException(why);
                });
    }

    /// Every place of a run that `fault` can be put into.
    public static List<Place> placesFor(Fault fault, Surroundings surroundings) {
        return surroundings.places().stream().filter(it -> fault.refusal(surroundings, it).isEmpty()).toList();
    }

    /// The same fault, whatever becomes of the run.
    public PlantedFault planted() {
        return new PlantedFault(fault, place);
    }

    /// The network's workings with the fault in.
    public Workings workings() {
        return fault.workings(surroundings, place);
    }

    /// What the network is given instead of the samples `x` of an input; `x` itself where the fault is elsewhere.
    public Tensor given(String input, Tensor x) {
        return place.equals(new Place.Input(input)) ? fault.misread(surroundings, place, x) : x;
    }

    /// The parameters whose gradient is wrong: where a check fails, if the sample shows the fault at all. None for a fault
    /// that leaves all gradients right.
    public Set<Parameters.Key> wrongGradients(Parameters parameters) {
        if (!(place instanceof Place.Layer(String name))) {
            return Set.of();
        }
        Set<Parameters.Key> wrong = new LinkedHashSet<>();
        Set<String> upstream = fault.falsifies().reachesUpstream() ? surroundings.upstreamOf(name) : Set.of();
        for (Parameters.Parameter parameter : parameters.trained()) {
            Parameters.Key key = parameter.key();
            if (upstream.contains(key.layer()) || (key.layer().equals(name) && isWrong(parameter))) {
                wrong.add(key);
            }
        }
        return wrong;
    }

    /// Of the parameters of the faulty layer itself.
    private boolean isWrong(Parameters.Parameter parameter) {
        LayerDescription layer = surroundings.layer(parameter.key().layer());
        Set<String> ofLayer =
                layer.layer().parameters(surroundings.inputShapes(layer)).stream()
                        .map(ParameterSpec::name)
                        .collect(Collectors.toSet());
        if (!ofLayer.contains(parameter.key().name())) {
            return fault.falsifies().reachesFunctionParameters();
        }
        return switch (fault.falsifies()) {
            case WEIGHT_GRADIENT -> parameter.isWeights();
            case BIAS_GRADIENT -> parameter.isBias();
            default -> fault.falsifies().reachesOwnParameters();
        };
    }
}
