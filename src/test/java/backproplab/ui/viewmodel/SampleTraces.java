package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceRecorder;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.data.Dataset;
import backproplab.experiment.Experiment;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.UpdateRule;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Traces of the sample networks as they stand in their files.
public final class SampleTraces {
    private SampleTraces() {}

    /// @param samples by their numbers in the file, or in the training set
    public static BackwardTrace of(String file, int... samples) {
        return of(file, null, samples);
    }

    /// @param other in place of the file's rule; null for that
    public static BackwardTrace of(String file, @Nullable UpdateRule other, int... samples) {
        LoadedExperiment loaded = load(Path.of("sample-networks", file + ".json"));
        Experiment experiment = loaded.experiment();
        UpdateRule rule = other == null ? experiment.rule() : other;
        Dataset chosen = loaded.batch().select(samples);
        return new TraceRecorder(
                        experiment.network(),
                        experiment.losses(),
                        rule,
                        loaded.start().parameters(),
                        OptimizerState.initial(rule.optimizer(), loaded.start().parameters().sizes()),
                        samples.length,
                        experiment.seed())
                .trace(chosen.inputs(), chosen.targets(), 0);
    }

    private static LoadedExperiment load(Path file) {
        return switch (ExperimentFile.read(file)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment it) -> it;
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems);
        };
    }

    /// The step that gives a number of a unit.
    public static TraceStep step(BackwardTrace trace, Quantity quantity, String layer, int unit) {
        return step(trace, quantity, new Place.Unit(layer, 0, unit));
    }

    /// The step that gives a number of a parameter.
    public static TraceStep step(BackwardTrace trace, Quantity quantity, String layer, String name, int index) {
        return step(trace, quantity, new Place.Weight(new Parameters.Key(layer, name), index));
    }

    /// The step that gives the loss, or the loss after the update.
    public static TraceStep step(BackwardTrace trace, Quantity quantity) {
        return step(trace, quantity, new Place.Whole());
    }

    static TraceStep step(BackwardTrace trace, Quantity quantity, Place place) {
        TraceSteps steps = TraceSteps.of(trace, Grain.PRODUCT);
        TraceStep step = steps.get(steps.indexOf(quantity, place));
        return step instanceof TraceStep.Product product ? product.of() : step;
    }
}
