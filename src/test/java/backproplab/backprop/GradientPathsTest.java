package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Sigmoid;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

class GradientPathsTest {
    private static final UpdateRule RULE = UpdateRule.of(new Sgd(0.1));

    static LongStream seeds() {
        return LongStream.range(3000, 3060);
    }

    /// The law that the paths stand for: ∂L/∂w is the sum of their products.
    @ParameterizedTest
    @MethodSource("seeds")
    void thePathsAddUpToTheGradient(long seed) {
        TraceSteps steps = steps(seed);
        for (BackwardTrace.ParameterTrace parameter : steps.trace().parameters()) {
            for (int i = 0; i < parameter.before().size(); i++) {
                GradientPaths paths = GradientPaths.of(steps, parameter.key(), i, 1_000_000);
                double size = 1e-300;
                double sum = 0;
                for (GradientPaths.Path path : paths.largest()) {
                    double product = 1;
                    for (TraceValue factor : path.factors()) {
                        product *= factor.value();
                    }
                    assertEquals(product, path.product());
                    sum += product;
                    size += Math.abs(product);
                }
                assertEquals(paths.count(), paths.largest().size());
                assertEquals(parameter.gradient().get(i), paths.gradient());
                assertEquals(paths.gradient(), sum, 1e-13 * size);
                assertEquals(paths.gradient(), paths.total(), 1e-13 * size);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLargestAreTheLargestOfAll(long seed) {
        TraceSteps steps = steps(seed);
        for (BackwardTrace.ParameterTrace parameter : steps.trace().parameters()) {
            GradientPaths all = GradientPaths.of(steps, parameter.key(), 0, 1_000_000);
            GradientPaths some = GradientPaths.of(steps, parameter.key(), 0, 3);
            assertEquals(all.count(), some.count());
            assertEquals(all.total(), some.total());
            assertEquals(sizes(all).stream().limit(3).toList(), sizes(some));
            double listed = some.largest().stream().mapToDouble(GradientPaths.Path::product).sum();
            assertEquals(some.total(), listed + some.rest(), 1e-15 * (1 + Math.abs(listed)));
            assertEquals(some.total(), some.rest(0));
        }
    }

    private static List<Double> sizes(GradientPaths paths) {
        return paths.largest().stream().map(it -> Math.abs(it.product())).toList();
    }

    private static TraceSteps steps(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(true);
        BackwardPass pass = random.pass(description, random.losses(description), 1 + (int) (seed % 2));
        return TraceSteps.of(Traces.of(pass, RULE, 0), Grain.UNIT);
    }

    /// A first weight of 2-2-2 has one path from each output.
    @Test
    void aFirstWeightHasAPathFromEachOutput() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("hidden", new Dense(2), "input")
                                        .with(OutputFunctions.of(new Sigmoid())),
                                LayerDescription.of("output", new Dense(2), "hidden")
                                        .with(OutputFunctions.of(new Sigmoid()))));
        BackwardPass pass =
                new RandomNetworks(1).pass(description, List.of(LossTerm.of("output", new SquaredError(0.5))), 1);
        GradientPaths paths =
                GradientPaths.of(Traces.of(pass, RULE, 0), new Parameters.Key("hidden", "weights"), 1, 10);
        assertEquals(2, paths.count());
        for (GradientPaths.Path path : paths.largest()) {
            assertEquals(
                    List.of(Quantity.ARRIVING, Quantity.SLOPE, Quantity.PARAMETER, Quantity.SLOPE, Quantity.INPUT),
                    path.factors().stream().map(TraceValue::quantity).toList());
        }
    }

    /// 20 layers of 20 units have 20²⁰ paths; they are counted and searched without being walked.
    @Test
    void manyPathsAreNotWalked() {
        List<LayerDescription> layers = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            layers.add(
                    LayerDescription.of("layer" + i, new Dense(20), i == 0 ? "input" : "layer" + (i - 1))
                            .with(OutputFunctions.of(new Sigmoid())));
        }
        BackwardPass pass =
                new RandomNetworks(1)
                        .pass(
                                NetworkDescription.of(Shape.of(3), layers),
                                List.of(LossTerm.of("layer20", new SquaredError(0.5))),
                                1);
        GradientPaths paths = GradientPaths.of(Traces.of(pass, RULE, 0), new Parameters.Key("layer0", "weights"), 0, 5);
        assertEquals(Math.pow(20, 20), paths.count(), 1e-9 * paths.count());
        assertEquals(5, paths.largest().size());
        assertEquals(paths.gradient(), paths.total(), 1e-12 * Math.abs(paths.gradient()));
        assertTrue(paths.gradient() != 0);
    }
}
