package backproplab.backprop;

import backproplab.activation.Activations;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;

import java.util.List;

/// Measures a gradient check of all 109,386 numbers of 784-128-64-10 with a batch of 32. Inputs are drawn, none of them
/// 0, which costs more than pictures with a black margin. Run by hand; no test run starts it.
///
/// Arguments: the activation of the hidden layers (`relu`), and the number of threads (all processors).
public final class GradientCheckBenchmark {
    private static final int SAMPLES = 32;
    private static final int CLASSES = 10;

    private GradientCheckBenchmark() {}

    public static void main(String[] arguments) {
        String activation = arguments.length > 0 ? arguments[0] : "relu";
        CheckPlan plan = CheckPlan.all();
        if (arguments.length > 1) {
            plan = plan.withThreads(Integer.parseInt(arguments[1]));
        }
        GradientCheck check = new GradientCheck(pass(activation));
        long start = System.nanoTime();
        CheckReport report = check.run(plan, (done, total) -> true).orElseThrow();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s, %d threads: %d numbers in %.1f s; OK %d, FAIL %d, KINK %d; largest error %.2g%n",
                activation,
                plan.threads(),
                report.parameters(),
                seconds,
                report.count(CheckedNumber.Verdict.OK),
                report.count(CheckedNumber.Verdict.FAIL),
                report.count(CheckedNumber.Verdict.KINK),
                report.worst(1).getFirst().relativeError());
    }

    private static BackwardPass pass(String activation) {
        var function = OutputFunctions.of(Activations.CATALOG.get(activation).standard());
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(784),
                        List.of(
                                LayerDescription.of("hidden1", new Dense(128), "input").with(function),
                                LayerDescription.of("hidden2", new Dense(64), "hidden1").with(function),
                                LayerDescription.of("output", new Dense(CLASSES), "hidden2").with(new Softmax())));
        Network network = new Network(description, Parameters.initial(description, 1), SAMPLES, 1);
        BackwardPass pass =
                new BackwardPass(network, List.of(LossTerm.of("output", new CategoricalCrossEntropy(0))), false);
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < network.input("input").size(); i++) {
            network.input("input").set(i, random.nextDouble());
        }
        for (int sample = 0; sample < SAMPLES; sample++) {
            pass.objective().targets(0).set(sample, random.nextInt(CLASSES), 1);
        }
        pass.run(SAMPLES, 0, PassListener.NONE);
        return pass;
    }
}
