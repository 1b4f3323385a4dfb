package backproplab.experiment;

import backproplab.catalog.Values;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.NetworkProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `losses`, and binds each to its layer.
final class LossReader {
    static final String ON = "on";

    private LossReader() {}

    /// Empty when one of them cannot be read.
    static Optional<List<LossTerm>> read(Field field, NetworkPart network) {
        Optional<List<Field>> items = field.items();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        boolean single = items.get().size() == 1;
        List<LossTerm> terms = new ArrayList<>();
        items.get().forEach(it -> it.object().flatMap(o -> term(o, network, single)).ifPresent(terms::add));
        if (terms.size() < items.get().size()) {
            return Optional.empty();
        }
        List<NetworkProblem> found = network.description().map(it -> LossTerm.check(it, terms)).orElse(List.of());
        found.forEach(it -> field.problems().add(place(it, field.at()), it.message(), it.hint()));
        return found.isEmpty() ? Optional.of(terms) : Optional.empty();
    }

    private static Optional<LossTerm> term(Fields object, NetworkPart network, boolean single) {
        Optional<Loss> loss = Members.read(object, Members.TYPE, Losses.CATALOG);
        Optional<Values> values = Members.values(object, LossTerm.SETTINGS);
        Optional<String> on = on(object, network, single);
        if (Members.entry(object, Members.TYPE, Losses.CATALOG).isPresent()) {
            object.refuseUnknown();
        }
        if (loss.isEmpty() || values.isEmpty() || on.isEmpty()) {
            return Optional.empty();
        }
        Values it = values.get();
        return Optional.of(
                new LossTerm(
                        on.get(),
                        loss.get(),
                        it.choice(LossTerm.OUTPUT_REDUCTION),
                        it.choice(LossTerm.TIME_REDUCTION),
                        it.choice(LossTerm.BATCH_REDUCTION),
                        it.real(LossTerm.WEIGHT)));
    }

    /// The layer that the loss is on. A single loss that does not say so is on the last one.
    private static Optional<String> on(Fields object, NetworkPart network, boolean single) {
        Optional<Field> given = object.find(ON);
        if (given.isPresent()) {
            return given.get().text();
        }
        if (!single) {
            object.problem("`on` is missing", "name the layer that this loss is on");
            return Optional.empty();
        }
        return network.description()
                .map(NetworkDescription::layers)
                .filter(it -> !it.isEmpty())
                .map(List::getLast)
                .map(LayerDescription::name);
    }

    private static Pointer place(NetworkProblem problem, Pointer losses) {
        return problem instanceof NetworkProblem.UnknownLossLayer it ? losses.item(it.term()).field(ON) : losses;
    }
}
