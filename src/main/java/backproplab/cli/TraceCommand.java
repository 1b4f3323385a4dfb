package backproplab.cli;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.catalog.Spelling;
import backproplab.data.Dataset;
import backproplab.experiment.Json;
import backproplab.experiment.JsonWriter;
import backproplab.experiment.LoadedExperiment;
import backproplab.training.TraceLab;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// `trace FILE`: the forward and backward pass of a sample, the update, and the loss after it, with every number.
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Prints the forward and backward pass of one sample, or of several as one batch.",
            "",
            "The numbers are those of a training step on these samples alone, from where the file stands; nothing is"
                    + " changed. Of layers with many weights the text shows those with the largest gradients, the JSON"
                    + " all of them.",
            "",
            "With `--grain`, `--phase` or `--steps` the pass is told step by step, each with its formula, its numbers"
                    + " and its result, as the window does."
        })
final class TraceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Experiment file.")
    private String file = "";

    @ArgGroup private @Nullable Which which;

    private static final class Which {
        @Option(
                names = "--sample",
                paramLabel = "I",
                split = ",",
                description =
                        "Which sample, from 0: of all inline samples of the file, or of the training set (default: 0)."
                                + " Several, such as `0,2,3`, are one batch.")
        private int @Nullable [] samples;

        @Option(names = "--worst", description = "The sample that costs most.")
        private boolean worst;

        @Option(names = "--all-samples", description = "All samples, as one batch.")
        private boolean all;
    }

    @Option(
            names = "--grain",
            paramLabel = "GRAIN",
            description = "How much is one step: layer, unit or product (default: unit).")
    private @Nullable String grain;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "Only the steps of given, forward, loss, backward, update or verify.")
    private @Nullable String phase;

    @Option(names = "--steps", paramLabel = "A-B", description = "Only these steps, from 1, such as `12-20` or `12`.")
    private @Nullable String steps;

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
        TraceLab lab = InputFiles.lab(loaded);
        int[] rows = rows(lab);
        BackwardTrace trace = trace(lab, rows);
        TraceReport report = new TraceReport(loaded.experiment(), rows, trace, digits);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.Builder object = report.toJson();
            if (isStepByStep()) {
                object.put("steps", told(trace).toJson());
            }
            out.println(JsonWriter.compact(object.build()));
        } else {
            out.print(isStepByStep() ? report.title() + "\n" + told(trace).toText() : report.toText());
        }
        out.flush();
        return ExitCode.DONE;
    }

    private int[] rows(TraceLab lab) {
        Dataset samples = lab.point().setup().training();
        if (which == null) {
            return new int[] {0};
        }
        if (which.worst) {
            return new int[] {lab.worstSample()};
        }
        if (which.all) {
            return IntStream.range(0, samples.samples()).toArray();
        }
        int[] rows = which.samples == null ? new int[] {0} : which.samples;
        String remark = "; the file has %s to trace".formatted(Spelling.counted(samples.samples(), "sample"));
        return InputFiles.rows("--sample", rows, samples.samples(), remark);
    }

    private BackwardTrace trace(TraceLab lab, int[] rows) {
        return lab.trace(rows.length == 1 ? lab.sample(rows[0]) : lab.samples(rows));
    }

    private boolean isStepByStep() {
        return grain != null || phase != null || steps != null;
    }

    private ToldSteps told(BackwardTrace trace) {
        TraceSteps all;
        try {
            all = TraceSteps.of(trace, grain == null ? Grain.UNIT : choice("--grain", grain, Grain.values()));
        } catch (TraceSteps.TooManyStepsException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
        ToldSteps told = new ToldSteps(all, digits);
        if (steps != null) {
            told = told.range(steps);
        }
        return phase == null ? told : told.phase(choice("--phase", phase, Phase.values()));
    }

    private static <E extends Enum<E>> E choice(String option, String given, E[] values) {
        List<String> names = Arrays.stream(values).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
        int index = names.indexOf(given);
        if (index < 0) {
            String hint =
                    Spelling.nearest(given, names)
                            .map("did you mean `%s`?"::formatted)
                            .orElse("take one of " + String.join(", ", names));
            throw new Refused("`%s` does not know `%s`; %s".formatted(option, given, hint));
        }
        return values[index];
    }
}
