package backproplab.experiment;

import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Clippings;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Penalty;
import backproplab.optimizer.UpdateRule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads and writes `optimizer`: the optimizer with its settings, and beside them penalty, scope and clipping.
final class UpdateRuleReader {
    static final String CLIP = "clip";
    static final List<Setting> SETTINGS = settings();

    private UpdateRuleReader() {}

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>(Penalty.SETTINGS);
        settings.add(UpdateRule.UPDATE);
        return List.copyOf(settings);
    }

    static Optional<UpdateRule> read(Field field) {
        return field.object().flatMap(UpdateRuleReader::read);
    }

    private static Optional<UpdateRule> read(Fields object) {
        Optional<Optimizer> optimizer = Members.read(object, Members.TYPE, Optimizers.CATALOG);
        Optional<Values> values = Members.values(object, SETTINGS);
        Optional<Field> clip = object.find(CLIP);
        Optional<Clipping> clipping =
                clip.isPresent()
                        ? clip.flatMap(it -> Members.read(it, Clippings.CATALOG))
                        : Optional.of(new Clipping.None());
        if (Members.entry(object, Members.TYPE, Optimizers.CATALOG).isPresent()) {
            object.refuseUnknown();
        }
        if (optimizer.isEmpty() || values.isEmpty() || clipping.isEmpty()) {
            return Optional.empty();
        }
        Values it = values.get();
        Penalty penalty = new Penalty(it.real(Penalty.L1), it.real(Penalty.L2), it.choice(Penalty.DECAY_ON));
        return Optional.of(new UpdateRule(optimizer.get(), penalty, clipping.get(), it.choice(UpdateRule.UPDATE)));
    }

    /// What is at its standard value around the optimizer is left out.
    static Json write(UpdateRule rule) {
        Json.Builder object = new Json.Builder();
        var description = Optimizers.CATALOG.describe(rule.optimizer());
        object.put(Members.TYPE, description.id());
        Members.write(description.values(), Optimizers.CATALOG.entryOf(rule.optimizer()).settings(), object);
        putUnlessStandard(Penalty.L1, rule.penalty().l1(), object);
        putUnlessStandard(Penalty.L2, rule.penalty().l2(), object);
        putUnlessStandard(Penalty.DECAY_ON, rule.penalty().decayOn(), object);
        putUnlessStandard(UpdateRule.UPDATE, rule.scope(), object);
        if (!(rule.clipping() instanceof Clipping.None)) {
            object.put(CLIP, Members.write(rule.clipping(), Clippings.CATALOG));
        }
        return object.build();
    }

    private static void putUnlessStandard(Setting setting, Object value, Json.Builder object) {
        if (!setting.standard().equals(value)) {
            object.put(setting.id(), Members.json(setting, value));
        }
    }
}
