package backproplab.cli;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceRecorder;
import backproplab.data.Dataset;
import backproplab.experiment.Experiment;
import backproplab.experiment.JsonWriter;
import backproplab.experiment.LoadedExperiment;
import backproplab.training.Checkpoint;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/// `trace FILE`: one sample's forward and backward pass, the update, and the loss after it, with every number.
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Prints the forward and backward pass of one sample, step by step.",
            "",
            "The numbers are those of a training step on this sample alone, from where the file stands; nothing is"
                    + " changed. Of layers with many weights the text shows those with the largest gradients, the JSON"
                    + " all of them."
        })
final class TraceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Experiment file.")
    private String file = "";

    @Option(
            names = "--sample",
            paramLabel = "I",
            defaultValue = "0",
            description =
                    "Which sample, from 0: of all inline samples of the file, or of the training set (default:"
                            + " ${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--digits",
            paramLabel = "N",
            defaultValue = "9",
            description = "Significant digits in the text, 1 to 17 (default: ${DEFAULT-VALUE}).")
    private int digits;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (digits < 1 || digits > 17) {
            throw new Refused("`--digits` must be from 1 to 17, got " + digits);
        }
        LoadedExperiment loaded = InputFiles.load(file);
        Dataset samples = loaded.batch();
        if (sample < 0 || sample >= samples.samples()) {
            throw new Refused(
                    "`--sample` must be from 0 to %d, got %d; the file has %s to trace"
                            .formatted(samples.samples() - 1, sample, Figures.count(samples.samples(), "sample")));
        }
        TraceReport report =
                new TraceReport(loaded.experiment(), sample, trace(loaded, samples.select(sample)), digits);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonWriter.compact(report.toJson()));
        } else {
            out.print(report.toText());
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static BackwardTrace trace(LoadedExperiment loaded, Dataset one) {
        Experiment experiment = loaded.experiment();
        Checkpoint start = loaded.start();
        return new TraceRecorder(
                        experiment.network(),
                        experiment.losses(),
                        experiment.rule(),
                        start.parameters(),
                        start.optimizer(),
                        1,
                        experiment.seed())
                .trace(one.inputs(), one.targets(), start.step());
    }
}
