package backproplab.cli;

import backproplab.experiment.AtomicFile;
import backproplab.experiment.Experiment;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.JsonWriter;
import backproplab.experiment.LoadedExperiment;
import backproplab.tensor.Kernels;
import backproplab.training.Judge;
import backproplab.training.Trainer;
import backproplab.training.TrainingProgress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `train FILE`: a run without a window.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Trains, and prints what came of it: loss and accuracy on training and test set, and for each layer the"
                    + " size of its gradients, its update ratio, its dead and its saturated units.",
            "",
            "What the data doctor finds in the training set is told first, one line each, on standard error; with"
                    + " --json it stands in `findings`.",
            "",
            "A saved file goes on from where it was saved, with the same numbers as if it had never stopped.",
            "",
            "A run that diverges stops before NaN or infinity reach the weights: one line says what turned and where,"
                    + " the last finite state is the one that is reported and saved, and the exit code is 1."
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "An experiment file.")
    private String file = "";

    @ArgGroup private @Nullable Length length;

    private static final class Length {
        @Option(names = "--steps", paramLabel = "N", description = "Make this many updates.")
        private @Nullable Long steps;

        @Option(
                names = "--epochs",
                paramLabel = "N",
                description =
                        "Make this many passes over the training set; without either option as many as the file says.")
        private @Nullable Long epochs;
    }

    @Option(names = "--save", paramLabel = "OUT", description = "Write the experiment as it stands at the end.")
    private @Nullable Path save;

    @Option(
            names = "--csv",
            paramLabel = "OUT",
            description =
                    "Write losses, accuracies, gradients and dead units after every epoch; in longer runs 1000 times.")
    private @Nullable Path csv;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Share large products and convolutions between so many threads, instead of one per processor; the"
                            + " results are the same.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LoadedExperiment loaded = InputFiles.load(file);
        OutputFiles.check(save);
        OutputFiles.check(csv);
        if (threads != null) {
            System.setProperty(Kernels.THREADS, Long.toString(positive("--threads", threads)));
        }
        Trainer trainer = new Trainer(loaded.setup(), loaded.start());
        Judge judge = new Judge(trainer.setup(), trainer.parameters());
        long steps = stepsToMake(loaded.experiment(), trainer);
        DataRemarks remarks = DataRemarks.of(trainer.setup());
        if (!json) {
            remarks.lines().forEach(it -> Failures.say(spec.commandLine(), it));
        }
        TrainingLog log = new TrainingLog(trainer, judge, csv == null ? 0 : steps);
        train(trainer, steps, log);
        TrainingProgress.Evaluated end = log.newest().orElseGet(() -> judge.look(trainer.steps()));
        TrainingReport report = new TrainingReport(loaded.experiment().title(), trainer, end);
        print(report, remarks);
        if (save != null) {
            save(loaded.experiment(), trainer, save);
        }
        if (csv != null) {
            OutputFiles.write(csv, it -> AtomicFile.write(it, log.text().getBytes(StandardCharsets.UTF_8)));
        }
        if (trainer.divergence() == null) {
            return ExitCode.DONE;
        }
        Failures.say(spec.commandLine(), file + ": " + report.divergenceText());
        return ExitCode.FAILED;
    }

    private static void save(Experiment experiment, Trainer trainer, Path path) {
        OutputFiles.write(path, it -> ExperimentFile.write(experiment.at(trainer.checkpoint()), it));
    }

    private long stepsToMake(Experiment experiment, Trainer trainer) {
        Long steps = length == null ? null : length.steps;
        Long epochs = length == null ? null : length.epochs;
        if (steps != null) {
            return positive("--steps", steps);
        }
        long passes = epochs == null ? experiment.training().epochs() : positive("--epochs", epochs);
        int samples = trainer.setup().training().samples();
        int batches = Math.ceilDiv(samples, Math.min(trainer.setup().batchSize(), samples));
        if (passes > Long.MAX_VALUE / batches) {
            throw new Refused("`--epochs` %d is more than can be counted; take fewer".formatted(passes));
        }
        return passes * batches;
    }

    private static long positive(String option, long value) {
        if (value < 1) {
            throw new Refused("`%s` must be 1 or more, got %d".formatted(option, value));
        }
        return value;
    }

    private void train(Trainer trainer, long steps, TrainingLog log) {
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr())) {
            log.begin();
            for (long made = 1; made <= steps && trainer.step(); made++) {
                bar.show(made, steps, trainer);
                log.afterStep(made);
            }
        }
    }

    private void print(TrainingReport report, DataRemarks remarks) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonWriter.compact(report.toJson(remarks)));
        } else {
            out.print(report.toText());
        }
        out.flush();
    }
}
