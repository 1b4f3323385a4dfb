package backproplab.cli;

import backproplab.experiment.ExperimentFile;
import backproplab.experiment.ExperimentProblem;
import backproplab.experiment.Json;
import backproplab.experiment.JsonWriter;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/// `gradients FILE…`: what one pass over a batch computes, as JSON.
@Command(
        name = "gradients",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Prints loss, outputs and every gradient as JSON.",
            "",
            "The batch is all inline samples of the file together, or the whole training set where the samples come"
                + " from elsewhere. The numbers read back to the same double; those that are not finite are the words"
                + " \"NaN\", \"Infinity\" and \"-Infinity\".",
            "",
            "Several files give one object a line, each with its `file`. A file that is refused gives its `problems`,"
                + " each with `at` (a JSON pointer), `message` and `hint`; the others still run, and the exit code is"
                + " 2."
        })
final class GradientsCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Experiment files.")
    private List<String> files = List.of();

    @Option(
            names = "--updates",
            split = ",",
            paramLabel = "N",
            description =
                    "Also print the parameters after so many updates on this batch with the file's optimizer"
                            + " (`after_update`), and the losses on the way (`loss_trajectory`).")
    private List<Integer> updates = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (int count : updates) {
            if (count < 1) {
                throw new Refused("`--updates` counts from 1, got " + count);
            }
        }
        int exitCode = ExitCode.DONE;
        for (String file : files) {
            exitCode = Math.max(exitCode, report(file));
        }
        return exitCode;
    }

    private int report(String file) {
        try {
            return switch (ExperimentFile.read(file)) {
                case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> {
                    print(file, new GradientReport(loaded).run(updates));
                    yield ExitCode.DONE;
                }
                case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) -> {
                    print(file, problems(problems));
                    Failures.say(spec.commandLine(), Refused.line(file, problems));
                    yield ExitCode.REFUSED;
                }
            };
        } catch (OutOfMemoryError e) {
            var problem =
                    new ExperimentProblem(
                            "", "there is not enough memory for this network and batch", "take fewer samples or units");
            print(file, problems(List.of(problem)));
            Failures.say(spec.commandLine(), Refused.line(file, List.of(problem)));
            return ExitCode.FAILED;
        }
    }

    private static Json.Fields problems(List<ExperimentProblem> problems) {
        Json list =
                Json.array(
                        problems,
                        it ->
                                new Json.Builder()
                                        .put("at", it.at())
                                        .put("message", it.message())
                                        .put("hint", it.hint())
                                        .build());
        return new Json.Builder().put("problems", list).build();
    }

    private void print(String file, Json.Fields result) {
        Json.Builder line = new Json.Builder();
        if (files.size() > 1) {
            line.put("file", file);
        }
        result.byName().forEach(line::put);
        spec.commandLine().getOut().println(JsonWriter.compact(line.build()));
        spec.commandLine().getOut().flush();
    }
}
