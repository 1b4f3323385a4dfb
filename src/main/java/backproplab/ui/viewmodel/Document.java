package backproplab.ui.viewmodel;

import backproplab.experiment.Experiment;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.TrainingOptions;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is opened in the window: an experiment as it was read, its run and where it stands.
///
/// @param file where it is kept; absent for what was never saved, such as an example of the program
public record Document(
        Experiment experiment, Optional<Path> file, DataChoice data, TrainingSetup setup, Checkpoint start) {
    public static Document of(LoadedExperiment loaded, Optional<Path> file) {
        return new Document(loaded.experiment(), file, DataChoice.of(loaded), loaded.setup(), loaded.start());
    }

    /// One line.
    public String title() {
        return experiment.title();
    }

    /// What to look at, in Markdown.
    public String about() {
        return experiment.about();
    }

    /// The same document, kept in another file from now on.
    public Document savedAs(Path path) {
        return new Document(experiment, Optional.of(path), data, setup, start);
    }

    /// What a file of the run says that has come from this document to `now`.
    ///
    /// @param data those of `now`
    Experiment at(Command.Snapshot now, DataChoice data) {
        TrainingSetup setup = now.setup();
        TrainingOptions options =
                new TrainingOptions(
                        setup.batchSize(),
                        setup.shuffle(),
                        data.testShare(),
                        data.standardise(),
                        experiment.training().epochs());
        return new Experiment(
                        experiment.title(),
                        experiment.about(),
                        setup.seed(),
                        setup.weightsSeed(),
                        data.source(),
                        setup.network(),
                        Map.of(),
                        setup.losses(),
                        setup.rule(),
                        options,
                        Optional.empty(),
                        experiment.view())
                .at(now.checkpoint());
    }
}
