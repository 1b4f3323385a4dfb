package backproplab.ui.viewmodel;

import backproplab.catalog.Catalog;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.UpdateRule;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a change of the setup was, in a few words.
final class SetupChange {
    private SetupChange() {}

    /// Such as `learning rate → 0.01`, `hidden: leaky_relu, slope → 0.1`; of several changes the first and how many more.
    static String text(TrainingSetup before, TrainingSetup after) {
        List<String> changes = new ArrayList<>();
        rule(before.rule(), after.rule(), changes);
        network(before.network(), after.network(), changes);
        note(before.losses(), after.losses(), "another loss", changes);
        note(before.batchSize(), after.batchSize(), "batch size → " + after.batchSize(), changes);
        note(before.shuffle(), after.shuffle(), after.shuffle() ? "shuffled" : "not shuffled", changes);
        if (!before.training().equals(after.training())) {
            changes.add("other data");
        } else {
            note(before.test(), after.test(), "other test data", changes);
        }
        return switch (changes.size()) {
            case 0 -> "a setting was changed";
            case 1 -> changes.getFirst();
            default -> changes.getFirst() + " and %d more".formatted(changes.size() - 1);
        };
    }

    private static void note(Object before, Object after, String text, List<String> changes) {
        if (!before.equals(after)) {
            changes.add(text);
        }
    }

    private static void rule(UpdateRule before, UpdateRule after, List<String> changes) {
        Catalog.Description old = Optimizers.CATALOG.describe(before.optimizer());
        Catalog.Description now = Optimizers.CATALOG.describe(after.optimizer());
        if (old.id().equals(now.id())) {
            settings(old, now).forEach(it -> changes.add(it.replace('_', ' ')));
        } else {
            changes.add("optimizer " + label(after.optimizer()));
        }
        note(before.penalty(), after.penalty(), "another penalty", changes);
        note(before.clipping(), after.clipping(), "another clipping", changes);
        note(before.scope(), after.scope(), "other parameters updated", changes);
    }

    private static String label(Optimizer optimizer) {
        return Optimizers.CATALOG.entryOf(optimizer).label();
    }

    private static void network(NetworkDescription before, NetworkDescription after, List<String> changes) {
        for (LayerDescription now : after.layers()) {
            before.layer(now.name())
                    .ifPresentOrElse(
                            old -> layer(old, now, changes), () -> changes.add("layer %s added".formatted(now.name())));
        }
        for (LayerDescription old : before.layers()) {
            if (after.layer(old.name()).isEmpty()) {
                changes.add("layer %s removed".formatted(old.name()));
            }
        }
    }

    private static void layer(LayerDescription before, LayerDescription after, List<String> changes) {
        if (!before.function().equals(after.function())) {
            Catalog.Description old = OutputFunctions.describe(before.function());
            Catalog.Description now = OutputFunctions.describe(after.function());
            String what = old.id().equals(now.id()) ? String.join(", ", settings(old, now)) : now.id();
            changes.add("%s: %s".formatted(after.name(), what));
        } else if (!before.equals(after)) {
            changes.add("layer %s changed".formatted(after.name()));
        }
    }

    private static List<String> settings(Catalog.Description before, Catalog.Description after) {
        Map<String, Object> old = before.values().asMap();
        return after.values().asMap().entrySet().stream()
                .filter(it -> !it.getValue().equals(old.get(it.getKey())))
                .map(it -> "%s → %s".formatted(it.getKey(), shortly(it.getValue())))
                .toList();
    }

    private static String shortly(Object value) {
        return value instanceof Double number ? String.valueOf(Math.round(number * 1e6) / 1e6) : value.toString();
    }
}
