package backproplab.ui.view;

import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.experiment.TrainingOptions;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Clippings;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Penalty;
import backproplab.optimizer.UpdateRule;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// How the network learns: optimizer, batches, loss, penalty and clipping. All of it takes effect at the next step.
final class TrainingSection extends VBox {
    private static final List<Setting> BATCHES = List.of(TrainingOptions.BATCH_SIZE, TrainingOptions.SHUFFLE);
    private static final List<Setting> PENALTY = List.of(Penalty.L1, Penalty.L2, Penalty.DECAY_ON, UpdateRule.UPDATE);

    private final LabModel model;
    private final MemberEditor<Optimizer> optimizer;
    private final SettingsEditor batches;
    private final SettingsEditor penalty;
    private final MemberEditor<Clipping> clipping;
    private final LossList losses;

    TrainingSection(LabModel model) {
        super(4);
        this.model = model;
        losses = new LossList(model);
        optimizer =
                new MemberEditor<>(
                        "optimizer",
                        "optimizer",
                        MemberEditor.Naming.LABEL,
                        "What turns a gradient into an update",
                        Optimizers.CATALOG,
                        this.<Optimizer>member((setup, it) -> setup.with(setup.rule().with(it))));
        clipping =
                new MemberEditor<>(
                        "clipping",
                        "clipping",
                        MemberEditor.Naming.HEADING,
                        "What is done to a gradient that is too large",
                        Clippings.CATALOG,
                        this.<Clipping>member((setup, it) -> setup.with(setup.rule().with(it))));
        batches = editor(BATCHES, TrainingSection::withBatches);
        penalty = editor(PENALTY, TrainingSection::withPenalty);
        Label note = new Label("Takes effect at the next step, without a reset.");
        note.getStyleClass().add("settings-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        getChildren()
                .setAll(
                        note,
                        optimizer,
                        batches,
                        losses,
                        Texts.heading("Penalty on weights"),
                        penalty,
                        Texts.heading("Gradient clipping"),
                        clipping);
        model.setupProperty().subscribe(this::show);
    }

    private <T> MemberEditor.Listener<T> member(BiFunction<TrainingSetup, T, TrainingSetup> with) {
        return new MemberEditor.Listener<>() {
            @Override
            public void preview(T member) {
                model.preview(with.apply(model.setupProperty().get(), member));
            }

            @Override
            public void commit(T member) {
                model.change(with.apply(model.setupProperty().get(), member));
            }
        };
    }

    private SettingsEditor editor(List<Setting> settings, BiFunction<TrainingSetup, Values, TrainingSetup> with) {
        return new SettingsEditor(
                settings,
                _ -> Optional.empty(),
                Values.of(settings, Map.of()),
                new SettingsEditor.Listener() {
                    @Override
                    public void preview(Values now) {
                        model.preview(with.apply(model.setupProperty().get(), now));
                    }

                    @Override
                    public void commit(Values now) {
                        model.change(with.apply(model.setupProperty().get(), now));
                    }
                });
    }

    private static TrainingSetup withBatches(TrainingSetup setup, Values now) {
        return setup.withBatches(now.whole(TrainingOptions.BATCH_SIZE), now.flag(TrainingOptions.SHUFFLE));
    }

    private static TrainingSetup withPenalty(TrainingSetup setup, Values now) {
        Penalty penalty = new Penalty(now.real(Penalty.L1), now.real(Penalty.L2), now.choice(Penalty.DECAY_ON));
        return setup.with(setup.rule().with(penalty).with(now.choice(UpdateRule.UPDATE)));
    }

    private void show(TrainingSetup setup) {
        losses.show(setup);
        UpdateRule rule = setup.rule();
        optimizer.show(rule.optimizer());
        clipping.show(rule.clipping());
        batches.show(
                Values.of(
                        BATCHES,
                        Map.of(
                                TrainingOptions.BATCH_SIZE.id(), setup.batchSize(),
                                TrainingOptions.SHUFFLE.id(), setup.shuffle())));
        penalty.show(
                Values.of(
                        PENALTY,
                        Map.of(
                                Penalty.L1.id(), rule.penalty().l1(),
                                Penalty.L2.id(), rule.penalty().l2(),
                                Penalty.DECAY_ON.id(), rule.penalty().decayOn(),
                                UpdateRule.UPDATE.id(), rule.scope())));
    }
}
