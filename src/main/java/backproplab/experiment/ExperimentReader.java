package backproplab.experiment;

import backproplab.data.Dataset;
import backproplab.network.LossTerm;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.UpdateRule;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a whole experiment. Every part is read even when another one is wrong, so that all problems of a file are
/// told at once; checks of one part against another wait until both could be read, so that one mistake is told once.
final class ExperimentReader {
    /// For editors; it says nothing about the run.
    static final String SCHEMA = "$schema";

    static final String FORMAT = "format";
    static final String TITLE = "title";
    static final String ABOUT = "about";
    static final String SEED = "seed";
    static final String WEIGHTS_SEED = "weights_seed";
    static final String DATA = "data";
    static final String NETWORK = "network";
    static final String LOSSES = "losses";
    static final String OPTIMIZER = "optimizer";
    static final String TRAINING = "training";
    static final String PROGRESS = "progress";
    static final String VIEW = "view";
    static final long STANDARD_SEED = 1;
    static final UpdateRule STANDARD_RULE = UpdateRule.of(Optimizers.CATALOG.entries().getFirst().standard());

    private ExperimentReader() {}

    /// @param folder where paths in the document start
    static Reading<LoadedExperiment> read(Json document, Path folder, Problems problems) {
        Optional<LoadedExperiment> experiment =
                new Field(document, Pointer.ROOT, problems).object().flatMap(it -> read(it, folder));
        return problems.isEmpty() && experiment.isPresent()
                ? new Reading.Done<>(experiment.get())
                : new Reading.Refused<>(problems.all());
    }

    private static Optional<LoadedExperiment> read(Fields file, Path folder) {
        if (!isOurs(file)) {
            return Optional.empty();
        }
        file.find(SCHEMA).ifPresent(Field::text);
        String title = file.find(TITLE).flatMap(Field::text).orElse("");
        String about = file.find(ABOUT).flatMap(Field::text).orElse("");
        long seed = file.find(SEED).flatMap(ExperimentReader::seed).orElse(STANDARD_SEED);
        long weightsSeed = file.find(WEIGHTS_SEED).flatMap(ExperimentReader::seed).orElse(seed);
        Optional<Field> data = file.require(DATA, "add the samples, for example \"data\": {\"source\": \"circle\"}");
        NetworkPart network =
                file.require(NETWORK, "add the input's shape and the layers")
                        .map(NetworkReader::read)
                        .orElse(NetworkPart.UNREAD);
        Optional<List<LossTerm>> losses =
                file.require(LOSSES, "add what to train for, for example \"losses\": [{\"type\": \"squared_error\"}]")
                        .flatMap(it -> LossReader.read(it, network));
        Optional<DataReader.Loaded> loaded = data.flatMap(it -> DataReader.read(it, network, losses, seed, folder));
        UpdateRule rule = file.find(OPTIMIZER).flatMap(UpdateRuleReader::read).orElse(STANDARD_RULE);
        TrainingOptions training =
                file.find(TRAINING).flatMap(ExperimentReader::training).orElse(TrainingOptions.STANDARD);
        Optional<Field> progressField = file.find(PROGRESS);
        Json.Fields view =
                file.find(VIEW).flatMap(it -> it.object().map(_ -> (Json.Fields) it.value())).orElse(Json.Fields.NONE);
        file.refuseUnknown();
        if (!file.problems().isEmpty() || loaded.isEmpty() || losses.isEmpty() || network.description().isEmpty()) {
            return Optional.empty();
        }
        Dataset samples = loaded.get().samples();
        Optional<Progress> progress =
                progressField.flatMap(
                        it -> ProgressReader.read(it, network.description().get(), rule, training, samples));
        Experiment experiment =
                new Experiment(
                        title,
                        about,
                        seed,
                        weightsSeed,
                        loaded.get().source(),
                        network.description().get(),
                        network.numbers(),
                        losses.get(),
                        rule,
                        training,
                        progress,
                        view);
        return Optional.of(new LoadedExperiment(experiment, samples));
    }

    /// Whether the file is of a format that the rest of it can be judged by.
    private static boolean isOurs(Fields file) {
        Optional<Field> format = file.require(FORMAT, "add \"%s\": \"%s\"".formatted(FORMAT, Experiment.FORMAT));
        Optional<String> text = format.flatMap(Field::text);
        if (text.isEmpty() || text.get().equals(Experiment.FORMAT)) {
            return true;
        }
        format.get()
                .problem(
                        "the format of this file is `%s`, this program reads `%s`"
                                .formatted(text.get(), Experiment.FORMAT),
                        "open it with the version that wrote it, or write it in this format");
        return false;
    }

    private static Optional<Long> seed(Field field) {
        return field.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Optional<TrainingOptions> training(Field field) {
        return field.object()
                .flatMap(object -> {
                    var values = Members.values(object, TrainingOptions.SETTINGS);
                    object.refuseUnknown();
                    return values.map(TrainingOptions::of);
                });
    }
}
