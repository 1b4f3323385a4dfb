package backproplab.cli;

import backproplab.catalog.Spelling;
import backproplab.experiment.Json;
import backproplab.statistics.Divergence;
import backproplab.statistics.GradientFlow;
import backproplab.statistics.LayerStatistics;
import backproplab.statistics.Moments;
import backproplab.statistics.Size;
import backproplab.statistics.StepStatistics;
import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitState;
import backproplab.training.Evaluation;
import backproplab.training.Trainer;
import backproplab.training.TrainingProgress;

import java.util.Locale;
import java.util.Optional;

/// What came of a run: losses and accuracies at its end, the gradients of its last step, and every unit judged over the
/// whole training set.
final class TrainingReport {
    private final String title;
    private final Trainer trainer;
    private final TrainingProgress.Evaluated evaluated;
    private final StepStatistics step;
    private final GradientFlow flow;

    /// @param evaluated at the point where the trainer stands
    TrainingReport(String title, Trainer trainer, TrainingProgress.Evaluated evaluated) {
        this.title = title;
        this.trainer = trainer;
        this.evaluated = evaluated;
        this.step = trainer.statistics().snapshot();
        this.flow = GradientFlow.of(step, GradientFlow.Rule.STANDARD);
    }

    /// @param remarks on the data, from before the run
    Json.Fields toJson(DataRemarks remarks) {
        Json.Builder report = new Json.Builder();
        report.put("title", title);
        report.put("findings", remarks.toJson());
        report.put("step", Json.of(trainer.steps()));
        report.put("epoch", Json.of(trainer.epoch()));
        report.put("training", evaluation(evaluated.training()));
        evaluated.test().ifPresent(it -> report.put("test", evaluation(it)));
        report.put("layers", Json.array(step.layers(), this::layer));
        report.put("gradient_flow", flow());
        divergence().ifPresent(it -> report.put("diverged", divergence(it)));
        return report.build();
    }

    private static Json evaluation(Evaluation evaluation) {
        Json.Builder object = new Json.Builder().put("loss", evaluation.loss());
        evaluation.accuracy().ifPresent(it -> object.put("accuracy", it));
        return object.put("samples", Json.of(evaluation.samples())).build();
    }

    private Json layer(LayerStatistics layer) {
        UnitLayer units = evaluated.units().layer(layer.layer());
        Json.Builder object = new Json.Builder().put("name", layer.layer()).put("hidden", Json.of(layer.hidden()));
        layer.weightGradient().ifPresent(it -> object.put("weight_gradient", size(it)));
        layer.biasGradient().ifPresent(it -> object.put("bias_gradient", size(it)));
        object.put("delta", size(layer.delta()));
        if (!Double.isNaN(layer.updateRatio())) {
            object.put("update_ratio", layer.updateRatio());
        }
        Moments activations = units.activations();
        object.put("activation_mean", activations.mean()).put("activation_std", activations.standardDeviation());
        units.activity()
                .ifPresent(it -> {
                    object.put("units", Json.of(it.units()));
                    object.put("dead_units", Json.of(it.count(UnitState.DEAD)));
                    object.put("nearly_dead_units", Json.of(it.count(UnitState.NEARLY_DEAD)));
                    if (it.channels() > 0) {
                        object.put("channels", Json.of(it.channels()));
                        object.put("dead_channels", Json.of(it.deadChannels()));
                    }
                    object.put("inactive_fraction", it.closedShare());
                    it.saturatedShare().ifPresent(share -> object.put("saturated_fraction", share));
                });
        return object.build();
    }

    private static Json size(Size size) {
        return new Json.Builder().put("l2", size.l2()).put("rms", size.rms()).put("mean_abs", size.meanAbs()).build();
    }

    private Json flow() {
        Json.Builder object = new Json.Builder().put("flag", flow.flag().name().toLowerCase(Locale.ROOT));
        if (!Double.isNaN(flow.factorPerLayer())) {
            object.put("factor_per_layer", flow.factorPerLayer()).put("ratio", flow.ratio());
        }
        return object.put("text", flow.text()).put("rule", flow.rule().text()).build();
    }

    private Json divergence(Divergence divergence) {
        return new Json.Builder()
                .put("update", Json.of(trainer.steps() + 1))
                .put("quantity", divergence.kind().name().toLowerCase(Locale.ROOT))
                .put("layer", divergence.layer())
                .put("parameter", divergence.parameter())
                .put("value", divergence.value())
                .put("text", divergenceText())
                .build();
    }

    private Optional<Divergence> divergence() {
        return Optional.ofNullable(trainer.divergence());
    }

    /// One line: the update that was not made, what turned, and a way out. Empty when nothing did.
    String divergenceText() {
        return divergence()
                .map(it ->
                        "diverged in update %d: %s; kept is the state after %s; try a smaller `learning_rate` or `clip`"
                                .formatted(trainer.steps() + 1, it.what(), Spelling.counted(trainer.steps(), "update")))
                .orElse("");
    }

    String toText() {
        String head =
                "%s%s, %s"
                        .formatted(
                                title.isEmpty() ? "" : title + ": ",
                                Spelling.counted(trainer.steps(), "update"),
                                Spelling.counted(trainer.epoch(), "epoch"));
        TextTable losses = new TextTable().row("", "loss", "accuracy", "samples");
        addRow("training", evaluated.training(), losses);
        evaluated.test().ifPresent(it -> addRow("test", it, losses));
        TextTable layers =
                new TextTable().row("layer", "RMS ∂L/∂W", "RMS δ", "update ratio", "dead", "nearly dead", "saturated");
        step.layers().forEach(it -> addRow(it, layers));
        return """
        %s

        %s
        %s
        gradients: of the last batch; update ratio: log10(RMS Δw / RMS w), about −3 is healthy
        dead: f′(z) = 0 for all %s after %s; nearly dead: for more than 99 %% of them
        %s
        (%s)
        """
                .formatted(
                        head,
                        losses,
                        layers,
                        Spelling.counted(evaluated.units().samples(), "training sample"),
                        Spelling.counted(evaluated.step(), "update"),
                        flow.text(),
                        flow.rule().text());
    }

    private static void addRow(String name, Evaluation evaluation, TextTable table) {
        table.row(
                name,
                Figures.of(evaluation.loss()),
                Figures.percent(evaluation.accuracy()),
                String.valueOf(evaluation.samples()));
    }

    private void addRow(LayerStatistics layer, TextTable table) {
        Optional<UnitActivity> activity = evaluated.units().layer(layer.layer()).activity();
        table.row(
                layer.layer(),
                Figures.orNone(layer.weightGradient().map(Size::rms).orElse(Double.NaN)),
                Figures.of(layer.delta().rms()),
                Figures.orNone(layer.updateRatio()),
                activity.map(TrainingReport::dead).orElse("–"),
                activity.map(it -> String.valueOf(it.count(UnitState.NEARLY_DEAD))).orElse("–"),
                activity.map(it -> Figures.percent(it.saturatedShare())).orElse("–"));
    }

    /// Such as "7 of 30"; of maps, whose units are positions, with the channels that are dead everywhere.
    private static String dead(UnitActivity activity) {
        String units = "%d of %d".formatted(activity.count(UnitState.DEAD), activity.units());
        return activity.channels() > 0
                ? "%s (%d of %s)"
                        .formatted(units, activity.deadChannels(), Spelling.counted(activity.channels(), "channel"))
                : units;
    }
}
