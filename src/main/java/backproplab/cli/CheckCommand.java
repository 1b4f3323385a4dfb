package backproplab.cli;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.ErrorCurve;
import backproplab.backprop.GradientCheck;
import backproplab.experiment.Json;
import backproplab.experiment.JsonWriter;
import backproplab.experiment.LoadedExperiment;
import backproplab.training.Command.Snapshot;
import backproplab.training.TraceLab;
import backproplab.training.TrainingSetup;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// `check FILE`: every gradient against what moving its number does to the loss.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Checks the gradients of one batch against central differences: each number is moved a little to both"
                    + " sides, and the loss is computed anew.",
            "",
            "Numbers for which some unit comes to a kink of its activation on the way, such as z = 0 of ReLU, are"
                    + " neither passed nor failed, and told with the unit.",
            "",
            "The pass is that of a training step on these samples, from where the file stands; nothing is changed."
                    + " The exit code is 1 when a gradient fails."
        })
final class CheckCommand implements Callable<Integer> {
    private static final int STANDARD_BATCH = 32;
    private static final int STANDARD_SAMPLE = 1000;

    @Parameters(paramLabel = "FILE", description = "Experiment file.")
    private String file = "";

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "1e-5",
            description = "Move a number w by E · max(1, |w|) (default: ${DEFAULT-VALUE}).")
    private double epsilon;

    @ArgGroup private @Nullable Numbers numbers;

    private static final class Numbers {
        @Option(
                names = "--sample",
                paramLabel = "N",
                description = "Check so many numbers of each tensor, drawn by the seed (default: 1000).")
        private @Nullable Integer perTensor;

        @Option(names = "--all", description = "Check every number.")
        private boolean all;
    }

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The seed that numbers are drawn by (default: the seed of the file).")
    private @Nullable Long seed;

    @ArgGroup private @Nullable Batch batch;

    private static final class Batch {
        @Option(
                names = "--samples",
                paramLabel = "I",
                split = ",",
                description =
                        "The samples of the batch, from 0, such as `0,2,3`: of all inline samples of the file, or of"
                                + " the training set.")
        private int @Nullable [] samples;

        @Option(names = "--batch", paramLabel = "N", description = "The first N samples (default: 32, or all).")
        private @Nullable Integer first;
    }

    @Option(
            names = "--curve",
            paramLabel = "NUMBER",
            description =
                    "Also print how far the difference is off for ε from 0.1 to 1e-12, for one number, such as"
                            + " `hidden.weights[0][1]`.")
    private @Nullable String curve;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    private final UnaryOperator<TrainingSetup> checked;

    CheckCommand() {
        this(UnaryOperator.identity());
    }

    /// @param checked what is checked in place of what a file says, such as the same run with a bug in it
    CheckCommand(UnaryOperator<TrainingSetup> checked) {
        this.checked = checked;
    }

    @Override
    public Integer call() {
        LoadedExperiment loaded = InputFiles.load(file);
        CheckPlan plan = plan(loaded);
        Snapshot point = InputFiles.lab(loaded).point();
        TraceLab lab = new TraceLab(new Snapshot(checked.apply(point.setup()), point.checkpoint()));
        Optional<NumberName> drawn =
                Optional.ofNullable(curve).map(it -> NumberName.of("--curve", it, point.checkpoint().parameters()));
        int[] rows = rows(lab.point().setup().training().samples());
        GradientCheck check = check(lab, rows);
        CheckReport report = run(check, plan);
        CheckOutput output = new CheckOutput(loaded.experiment().title(), rows, report, check::reluConventions);
        print(output, drawn.map(it -> curve(check, it)));
        return report.verdict() == Verdict.FAIL ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static CurveOutput curve(GradientCheck check, NumberName number) {
        return new CurveOutput(number, check.curve(number.key(), number.index(), ErrorCurve.decades()));
    }

    private void print(CheckOutput output, Optional<CurveOutput> drawn) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.Builder object = output.toJson();
            drawn.ifPresent(it -> object.put("curve", it.toJson()));
            out.println(JsonWriter.compact(object.build()));
        } else {
            out.print(output.toText());
            drawn.ifPresent(it -> out.print("\n" + it.toText()));
        }
        out.flush();
    }

    private CheckPlan plan(LoadedExperiment loaded) {
        if (!(epsilon >= 1e-15 && epsilon <= 1)) {
            throw new Refused("`--epsilon` must be from 1e-15 to 1, got %s; 1e-5 is usual".formatted(epsilon));
        }
        CheckPlan all = CheckPlan.all().withEpsilon(epsilon);
        if (numbers != null && numbers.all) {
            return all;
        }
        int perTensor = numbers == null || numbers.perTensor == null ? STANDARD_SAMPLE : numbers.perTensor;
        if (perTensor < 1) {
            throw new Refused("`--sample` must be 1 or more, got " + perTensor);
        }
        return all.sampling(perTensor, seed == null ? loaded.experiment().seed() : seed);
    }

    private int[] rows(int available) {
        int[] samples = batch == null ? null : batch.samples;
        if (samples == null) {
            Integer first = batch == null ? null : batch.first;
            if (first != null && (first < 1 || first > available)) {
                throw new Refused("`--batch` must be from 1 to %d, got %d".formatted(available, first));
            }
            return IntStream.range(0, first == null ? Math.min(STANDARD_BATCH, available) : first).toArray();
        }
        return InputFiles.rows("--samples", samples, available, "");
    }

    private GradientCheck check(TraceLab lab, int[] rows) {
        try {
            return lab.gradientCheck(lab.samples(rows));
        } catch (GradientCheck.NotFiniteException e) {
            throw new Failed("%s: %s; train with a smaller `learning_rate`".formatted(file, e.getMessage()));
        }
    }

    private CheckReport run(GradientCheck check, CheckPlan plan) {
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr())) {
            return check.run(
                            plan,
                            (done, total) -> {
                                bar.show(done, total, () -> "%d of %d gradients".formatted(done, total));
                                return true;
                            })
                    .orElseThrow(() -> new Failed("the check was interrupted"));
        }
    }
}
