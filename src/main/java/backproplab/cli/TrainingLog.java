package backproplab.cli;

import backproplab.experiment.Json;
import backproplab.statistics.LayerStatistics;
import backproplab.statistics.StepStatistics;
import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitState;
import backproplab.training.Evaluation;
import backproplab.training.Judge;
import backproplab.training.Trainer;
import backproplab.training.TrainingProgress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The course of a run as CSV: one row before the first update, one after each epoch, one at the end. In runs of more
/// than [#ROWS] epochs the rows lie further apart, so that memory does not grow with the length of a run.
final class TrainingLog {
    static final int ROWS = 1000;

    private final Trainer trainer;
    private final Judge judge;
    private final long steps;
    private final long interval;
    private final List<String> lines = new ArrayList<>();
    private Optional<TrainingProgress.Evaluated> newest = Optional.empty();

    /// @param steps how many will be made; 0 when nothing is to be logged
    TrainingLog(Trainer trainer, Judge judge, long steps) {
        this.trainer = trainer;
        this.judge = judge;
        this.steps = steps;
        int samples = trainer.setup().training().samples();
        int batches = Math.ceilDiv(samples, Math.min(trainer.setup().batchSize(), samples));
        this.interval = Math.max(batches, Math.ceilDiv(steps, ROWS));
    }

    void begin() {
        if (steps > 0) {
            lines.add(row(header()));
            add(Optional.empty());
        }
    }

    /// @param made how many steps were made here
    void afterStep(long made) {
        if (steps > 0 && (made % interval == 0 || made == steps)) {
            add(Optional.of(trainer.statistics().snapshot()));
        }
    }

    /// What was found where the trainer stands, if that was looked at.
    Optional<TrainingProgress.Evaluated> newest() {
        return newest.filter(it -> it.step() == trainer.steps());
    }

    String text() {
        return lines.stream().map(it -> it + "\n").collect(Collectors.joining());
    }

    private List<String> header() {
        List<String> cells =
                new ArrayList<>(
                        List.of("step", "epoch", "training_loss", "training_accuracy", "test_loss", "test_accuracy"));
        trainer.setup()
                .network()
                .infer()
                .order()
                .forEach(layer -> {
                    for (String quantity :
                            List.of(
                                    "weight_gradient_rms",
                                    "delta_rms",
                                    "update_ratio",
                                    "dead_units",
                                    "saturated_share")) {
                        cells.add(layer.name() + "." + quantity);
                    }
                });
        return cells;
    }

    private void add(Optional<StepStatistics> statistics) {
        TrainingProgress.Evaluated now = judge.look(trainer.steps());
        newest = Optional.of(now);
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(trainer.steps()));
        cells.add(String.valueOf(trainer.epoch()));
        addEvaluation(Optional.of(now.training()), cells);
        addEvaluation(now.test(), cells);
        for (UnitLayer units : now.units().layers()) {
            Optional<LayerStatistics> layer = statistics.map(it -> it.layer(units.layer()));
            cells.add(number(layer.flatMap(LayerStatistics::weightGradient).map(it -> it.rms())));
            cells.add(number(layer.map(it -> it.delta().rms())));
            cells.add(number(layer.map(LayerStatistics::updateRatio).filter(it -> !it.isNaN())));
            Optional<UnitActivity> activity = units.activity();
            cells.add(activity.map(it -> String.valueOf(it.count(UnitState.DEAD))).orElse(""));
            cells.add(activity.map(it -> number(it.saturatedShare())).orElse(""));
        }
        lines.add(row(cells));
    }

    private static void addEvaluation(Optional<Evaluation> evaluation, List<String> cells) {
        cells.add(number(evaluation.map(Evaluation::loss)));
        cells.add(evaluation.map(it -> number(it.accuracy())).orElse(""));
    }

    private static String number(Optional<Double> value) {
        return value.map(TrainingLog::number).orElse("");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return Json.of(value) instanceof Json.Numeral numeral ? numeral.literal() : String.valueOf(value);
    }

    private static String row(List<String> cells) {
        return cells.stream().map(TrainingLog::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
