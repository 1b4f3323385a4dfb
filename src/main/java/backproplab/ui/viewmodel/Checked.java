package backproplab.ui.viewmodel;

import backproplab.activation.Relu;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.Kink;
import backproplab.backprop.ReluConventions;
import backproplab.layer.Elementwise;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import java.util.List;
import java.util.Optional;

/// A gradient check that was made, with what it was made of. Immutable, and large: compared by identity.
public final class Checked {
    private final Command.Snapshot point;
    private final ChosenSamples samples;
    private final GradientCheck check;
    private final CheckReport report;
    private final CheckTotals totals;
    private final double seconds;
    private final boolean hasExactKinks;
    private final Optional<ReluConventions> conventions;

    Checked(Command.Snapshot point, ChosenSamples samples, GradientCheck check, CheckReport report, double seconds) {
        this.point = point;
        this.samples = samples;
        this.check = check;
        this.report = report;
        this.totals = CheckTotals.of(report);
        this.seconds = seconds;
        this.hasExactKinks = report.kinks().stream().anyMatch(it -> it.kink().filter(Kink::isExact).isPresent());
        boolean dependsOnRelu = report.kinks().stream().anyMatch(it -> isExactRelu(it, point.setup()));
        this.conventions = dependsOnRelu ? Optional.of(check.reluConventions()) : Optional.empty();
    }

    /// Whether a number stands on the kink of a ReLU itself, so that its gradient is a matter of convention.
    static boolean isExactRelu(CheckedNumber number, TrainingSetup setup) {
        return number.kink()
                .filter(it -> it.isExact() && it.place() == Kink.Place.ACTIVATION)
                .flatMap(it -> setup.network().layer(it.layer()))
                .filter(it -> it.function() instanceof Elementwise(Relu _))
                .isPresent();
    }

    public CheckReport report() {
        return report;
    }

    public CheckTotals totals() {
        return totals;
    }

    /// The point of the run that was looked at.
    public Command.Snapshot point() {
        return point;
    }

    /// Whether the gradients of a run at `now` are these. Copies of a run that stands still are equal.
    boolean isOf(Command.Snapshot now) {
        return point.checkpoint().step() == now.checkpoint().step()
                && givesSame(point.setup(), now.setup())
                && point.checkpoint().parameters().asMap().equals(now.checkpoint().parameters().asMap());
    }

    /// The update comes after what is checked.
    private static boolean givesSame(TrainingSetup a, TrainingSetup b) {
        return a.network().equals(b.network())
                && a.losses().equals(b.losses())
                && a.training().equals(b.training())
                && a.seed() == b.seed()
                && a.fault().equals(b.fault());
    }

    /// Which samples formed the batch; never [SampleChoice.Worst].
    public SampleChoice choice() {
        return samples.choice();
    }

    /// Where those stand in their set, from 0.
    public List<Integer> rows() {
        return samples.rows();
    }

    /// How long the check took.
    public double seconds() {
        return seconds;
    }

    /// Whether for some number a unit stands on its kink exactly: no ε is small enough there.
    public boolean hasExactKinks() {
        return hasExactKinks;
    }

    /// What each convention for ReLU′(0) gives, where that matters to a number of the report.
    public Optional<ReluConventions> conventions() {
        return conventions;
    }

    public UnitNames names() {
        return new UnitNames(point.setup());
    }

    /// Where the sample of a kink stands in its set, from 0.
    public int row(Kink kink) {
        return rows().size() == report.samples() ? rows().get(kink.sample()) : kink.sample();
    }

    /// Looks at single numbers; by as many threads as wanted, since each works on a copy.
    GradientCheck check() {
        return check;
    }
}
