package backproplab.cli;

import backproplab.activation.Activation;
import backproplab.experiment.ActivationText;
import backproplab.experiment.ExperimentProblem;
import backproplab.experiment.Json;
import backproplab.experiment.JsonWriter;
import backproplab.experiment.Reading;
import backproplab.layer.OutputFunction;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;

/// `activation ID --at z,z,…`: an activation and its derivative, as JSON.
@Command(
        name = "activation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Prints f(z) and f′(z) of an activation as JSON: {\"type\", \"z\", \"f\", \"df\"}.",
            "",
            "`softmax` and `log_softmax` work on all z together: `f` is then one vector, and `df` its Jacobian with one"
                    + " row ∂f_i/∂z_j for each output i."
        })
final class ActivationCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its name in files, such as leaky_relu.")
    private String id = "";

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting, such as alpha=0.1.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--at",
            required = true,
            split = ",",
            paramLabel = "Z",
            description = "Where, such as --at=-1,0,2.5")
    private List<Double> points = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        OutputFunction function =
                switch (ActivationText.read(id, settings)) {
                    case Reading.Done<OutputFunction>(OutputFunction it) -> it;
                    case Reading.Refused<OutputFunction>(List<ExperimentProblem> problems) -> {
                        ExperimentProblem first = problems.getFirst();
                        throw new Refused("%s; %s".formatted(first.message(), first.hint()));
                    }
                };
        double[] z = points.stream().mapToDouble(it -> it).toArray();
        if (!Arrays.stream(z).allMatch(Double::isFinite)) {
            throw new Refused("`--at` takes finite numbers, got " + points);
        }
        Json.Builder result = new Json.Builder().put("type", id).put("z", Json.of(z));
        Optional<Activation> elementwise = function.elementwise();
        if (elementwise.isPresent()) {
            result.put("f", each(z, elementwise.get()::value)).put("df", each(z, elementwise.get()::derivative));
        } else {
            Jacobian jacobian = Jacobian.of(function, z);
            result.put("f", Json.of(jacobian.value())).put("df", Json.of(jacobian.derivative()));
        }
        spec.commandLine().getOut().println(JsonWriter.compact(result.build()));
        return ExitCode.DONE;
    }

    private static Json each(double[] z, DoubleUnaryOperator function) {
        return Json.of(Arrays.stream(z).map(function).toArray());
    }
}
