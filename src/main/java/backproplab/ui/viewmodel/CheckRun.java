package backproplab.ui.viewmodel;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.GradientCheck;
import backproplab.training.Command;
import backproplab.training.TraceLab;
import backproplab.ui.viewmodel.CheckModel.Progress;

import java.util.Optional;
import java.util.function.LongSupplier;

/// One check that was asked for: how far it is, and whether it is to go on. The thread of the window stops it and reads
/// how far it is, the one that makes it listens and tells.
final class CheckRun {
    private final LongSupplier clock;
    private final long since;
    private volatile boolean stopped;
    private volatile Progress progress = new Progress(0, 0, true);

    /// @param clock in nanoseconds
    CheckRun(LongSupplier clock) {
        this.clock = clock;
        this.since = clock.getAsLong();
    }

    /// Takes long.
    ///
    /// @return empty when it was stopped
    Optional<Checked> make(Command.Snapshot point, SampleChoice choice, CheckPlan plan) {
        long start = clock.getAsLong();
        TraceLab lab = new TraceLab(point);
        ChosenSamples samples = ChosenSamples.of(lab, choice);
        GradientCheck check = lab.gradientCheck(samples.samples());
        return check.run(plan, this::show)
                .map(it -> new Checked(point, samples, check, it, (clock.getAsLong() - start) / 1e9));
    }

    private boolean show(int done, int total) {
        progress = new Progress(done, total, true);
        return !stopped;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    Progress progress() {
        return progress;
    }

    /// Since it was asked for.
    double seconds() {
        return (clock.getAsLong() - since) / 1e9;
    }
}
