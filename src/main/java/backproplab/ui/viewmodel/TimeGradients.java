package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.HiddenGradients;
import backproplab.layer.Recurrent;
import backproplab.network.NetworkDescription;
import backproplab.statistics.GradientFlow;
import backproplab.statistics.TimeFlow;
import backproplab.training.Command;
import backproplab.training.TraceLab;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/// How large `∂L/∂hₜ` of each recurrent layer is at each time step, in the pass that the run's next step makes. Traced in
/// the background, on a copy of the run, while somebody looks.
public final class TimeGradients {
    /// Of a larger batch the first: more would only cost time.
    private static final int MOST_SAMPLES = 256;

    private final LabModel lab;
    private final NewestJob<Result> job;
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private boolean outdated = true;

    /// @param windowThread where the model lives
    public TimeGradients(LabModel lab, Executor windowThread) {
        this.lab = lab;
        this.job = new NewestJob<>(windowThread, this::receive, it -> problem.set(String.valueOf(it.getMessage())));
        lab.latestProperty().addListener(_ -> outdated = true);
        lab.openedProperty().addListener(_ -> drop());
        lab.setupProperty()
                .addListener((_, before, now) -> {
                    if (!now.network().equals(before.network())) {
                        drop();
                    }
                });
    }

    /// What was traced.
    ///
    /// @param point of the run
    /// @param samples how many
    /// @param isWhole whether these are the whole next batch, or its first ones
    /// @param lines in the order of computation
    public record Result(Command.Snapshot point, int samples, boolean isWhole, List<Line> lines) {
        public Result {
            lines = List.copyOf(lines);
        }

        /// The layer that is farthest from level.
        public TimeFlow worst(GradientFlow.Rule rule) {
            TimeFlow worst = lines.getFirst().flow(rule);
            for (Line line : lines) {
                TimeFlow flow = line.flow(rule);
                worst = flow.badness() > worst.badness() ? flow : worst;
            }
            return worst;
        }
    }

    /// One recurrent layer.
    ///
    /// @param norms see [HiddenGradients#norms]
    public record Line(String layer, double[] norms) {
        public TimeFlow flow(GradientFlow.Rule rule) {
            return TimeFlow.of(layer, norms, rule);
        }
    }

    /// Whether there is anything to look at.
    public static boolean isOffered(NetworkDescription network) {
        return network.layers().stream().anyMatch(it -> it.layer() instanceof Recurrent);
    }

    /// Has a pass traced if the run has gone on. While the network trains, passes leave the processor to it.
    public void askIfDue() {
        Command.Snapshot now = lab.latestProperty().get();
        boolean isDue = lab.runningProperty().get() ? job.isRested() : !job.isBusy();
        NetworkDescription network = lab.setupProperty().get().network();
        // For a moment after a change the newest numbers are still those of the network before.
        if (outdated && isDue && isOffered(network) && network.equals(now.setup().network())) {
            outdated = false;
            job.ask(() -> trace(now));
        }
    }

    private static Result trace(Command.Snapshot point) {
        TraceLab lab = new TraceLab(point);
        int[] batch = lab.nextBatch();
        int[] rows = Arrays.copyOf(batch, Math.min(batch.length, MOST_SAMPLES));
        return new Result(
                point,
                rows.length,
                rows.length == batch.length,
                lab.trace(lab.samples(rows)).layers().stream()
                        .flatMap(layer -> layer.hidden().map(it -> line(layer, it)).stream())
                        .toList());
    }

    private static Line line(BackwardTrace.LayerTrace layer, BackwardTrace.HiddenStates hidden) {
        return new Line(layer.name(), HiddenGradients.norms(hidden.gradients()));
    }

    private void receive(Result traced) {
        problem.set("");
        result.set(traced);
    }

    /// What was traced is of another network.
    private void drop() {
        job.forget();
        outdated = true;
        problem.set("");
        result.set(null);
    }

    /// The newest; null before the first of a document or a network.
    public ReadOnlyObjectProperty<@Nullable Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// Why there is nothing new; empty when all is well.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
