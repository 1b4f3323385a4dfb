package backproplab.cli;

import backproplab.experiment.ExperimentFile;
import backproplab.experiment.ExperimentProblem;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;

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
}
