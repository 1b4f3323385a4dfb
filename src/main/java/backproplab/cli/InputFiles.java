package backproplab.cli;

import backproplab.experiment.ExperimentFile;
import backproplab.experiment.ExperimentProblem;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.training.Command.Snapshot;
import backproplab.training.TraceLab;
import backproplab.training.TrainingSetup;

import java.util.Arrays;
import java.util.List;

/// Reads the one file that a command works on.
final class InputFiles {
    private InputFiles() {}

    /// @throws Refused for a file with problems
    static LoadedExperiment load(String file) {
        return switch (ExperimentFile.read(file)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) ->
                    throw Refused.file(file, problems);
        };
    }

    /// Samples as an option names them.
    ///
    /// @param option such as `--sample`
    /// @param available how many there are
    /// @param remark what is said besides of one that there is not
    /// @throws Refused for one that there is not, or that is named twice
    static int[] rows(String option, int[] rows, int available, String remark) {
        for (int row : rows) {
            if (row < 0 || row >= available) {
                throw new Refused("`%s` must be from 0 to %d, got %d%s".formatted(option, available - 1, row, remark));
            }
        }
        if (Arrays.stream(rows).distinct().count() < rows.length) {
            throw new Refused("`%s` names a sample twice; name each once".formatted(option));
        }
        return rows;
    }

    /// Where passes over the samples of a file are traced and checked, from where the file stands: of all inline samples,
    /// or of the training set.
    static TraceLab lab(LoadedExperiment loaded) {
        TrainingSetup setup = loaded.setup();
        TrainingSetup withAll =
                new TrainingSetup(
                        setup.network(),
                        setup.losses(),
                        setup.rule(),
                        loaded.batch(),
                        setup.test(),
                        setup.batchSize(),
                        setup.shuffle(),
                        setup.seed(),
                        setup.weightsSeed());
        return new TraceLab(new Snapshot(withAll, loaded.start()));
    }
}
