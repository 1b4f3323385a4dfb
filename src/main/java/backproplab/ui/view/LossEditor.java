package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.layer.OutputFunction;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.LossFit;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One loss: which, with its settings, and how the losses of outputs and samples become one number. What does not go
/// with the targets or with the function of the layer is said under it.
final class LossEditor extends VBox {
    private static final List<Setting> SUMS = List.of(LossTerm.OUTPUT_REDUCTION, LossTerm.BATCH_REDUCTION);

    private final LabModel model;
    private final int term;
    private final MemberEditor<Loss> loss;
    private final List<Setting> settings;
    private final SettingsEditor sums;
    private final Label problem;
    private Optional<Tensor> judgedTargets = Optional.empty();
    private @Nullable Judged judged;

    private record Judged(Loss loss, OutputFunction function) {}

    /// @param term its position among the losses
    /// @param weighted whether its weight is shown: there are others beside it, or it is not 1
    LossEditor(LabModel model, int term, boolean weighted) {
        super(2);
        this.model = model;
        this.term = term;
        settings = weighted ? List.of(LossTerm.WEIGHT, SUMS.get(0), SUMS.get(1)) : SUMS;
        loss =
                new MemberEditor<>(
                        "loss-" + term,
                        "loss",
                        MemberEditor.Naming.HEADING,
                        "What is made small. The menu has those that can take the targets",
                        Losses.CATALOG,
                        new MemberEditor.Listener<>() {
                            @Override
                            public void preview(Loss member) {
                                model.preview(changed(with(term(), member)));
                            }

                            @Override
                            public void commit(Loss member) {
                                model.change(changed(with(term(), member)));
                            }
                        });
        sums =
                new SettingsEditor(
                        settings,
                        _ -> Optional.empty(),
                        Values.of(settings, Map.of()),
                        new SettingsEditor.Listener() {
                            @Override
                            public void preview(Values now) {
                                model.preview(changed(with(term(), now)));
                            }

                            @Override
                            public void commit(Values now) {
                                model.change(changed(with(term(), now)));
                            }
                        });
        problem = Texts.problem("loss-%d-problem".formatted(term));
        getChildren().setAll(loss, sums, problem);
    }

    private LossTerm term() {
        return model.setupProperty().get().losses().get(term);
    }

    private TrainingSetup changed(LossTerm now) {
        TrainingSetup setup = model.setupProperty().get();
        List<LossTerm> losses = new ArrayList<>(setup.losses());
        losses.set(term, now);
        return setup.withLosses(losses);
    }

    private static LossTerm with(LossTerm before, Loss now) {
        return new LossTerm(before.on(), now, before.outputs(), before.time(), before.batch(), before.weight());
    }

    private LossTerm with(LossTerm before, Values now) {
        return new LossTerm(
                before.on(),
                before.loss(),
                now.choice(LossTerm.OUTPUT_REDUCTION),
                before.time(),
                now.choice(LossTerm.BATCH_REDUCTION),
                settings.contains(LossTerm.WEIGHT) ? now.real(LossTerm.WEIGHT) : before.weight());
    }

    void show(TrainingSetup setup) {
        LossTerm now = setup.losses().get(term);
        Tensor targets = setup.training().targets().get(now.on());
        Optional<LayerDescription> layer = setup.network().layer(now.on());
        if (targets == null || layer.isEmpty()) {
            return;
        }
        judge(now.loss(), layer.get().function(), targets);
        loss.show(now.loss());
        Map<String, Object> values =
                Map.of(
                        LossTerm.OUTPUT_REDUCTION.id(), now.outputs(),
                        LossTerm.BATCH_REDUCTION.id(), now.batch(),
                        LossTerm.WEIGHT.id(), now.weight());
        sums.show(Values.of(settings, only(values)));
    }

    private Map<String, Object> only(Map<String, Object> values) {
        Map<String, Object> shown = new HashMap<>(values);
        shown.keySet().retainAll(settings.stream().map(Setting::id).toList());
        return shown;
    }

    /// Looks at every target, so only when something has changed.
    private void judge(Loss now, OutputFunction function, Tensor targets) {
        if (!Optional.of(targets).equals(judgedTargets)) {
            judgedTargets = Optional.of(targets);
            judged = null;
            List<Entry<Loss>> suitable = LossFit.suitable(targets);
            loss.offer(suitable.isEmpty() ? Losses.CATALOG.entries() : suitable);
        }
        Judged asked = new Judged(now, function);
        if (!asked.equals(judged)) {
            judged = asked;
            Texts.say(problem, LossFit.problem(now, function, targets.shape().last(), targets).orElse(""));
        }
    }
}
