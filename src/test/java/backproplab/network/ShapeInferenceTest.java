package backproplab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Prelu;
import backproplab.layer.BatchNorm;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Dropout;
import backproplab.layer.Flatten;
import backproplab.layer.GlobalAveragePool;
import backproplab.layer.Layer;
import backproplab.layer.MaxPool2d;
import backproplab.layer.OutputFunctions;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ShapeInferenceTest {
    @Test
    void aChainOfUnequalWidthsKeepsItsOrder() {
        ShapeInference inference =
                network(
                                LayerDescription.of("a", new Dense(5), "input"),
                                LayerDescription.of("b", new Dense(3), "a"),
                                LayerDescription.of("c", new Dense(1), "b"))
                        .infer();
        assertEquals(List.of(), inference.problems());
        assertEquals(List.of("a", "b", "c"), names(inference));
        assertEquals(Shape.of(3), inference.shapes().get("b"));
    }

    @Test
    void layersMayBeWrittenInAnyOrder() {
        ShapeInference inference =
                network(
                                LayerDescription.of("head", new Dense(1), "left"),
                                LayerDescription.of("left", new Dense(3), "trunk"),
                                LayerDescription.of("right", new Dense(4), "trunk"),
                                LayerDescription.of("trunk", new Dense(5), "input"))
                        .infer();
        assertEquals(List.of(), inference.problems());
        assertEquals(List.of("trunk", "left", "head", "right"), names(inference));
    }

    @Test
    void aLoopIsRefused() {
        NetworkProblem problem =
                only(network(LayerDescription.of("a", new Dense(2), "b"), LayerDescription.of("b", new Dense(2), "a")));
        assertInstanceOf(NetworkProblem.Cycle.class, problem);
        assertEquals("layer `a` feeds itself through its inputs", problem.message());
    }

    @Test
    void anUnknownInputGetsASuggestion() {
        NetworkProblem problem =
                only(
                        network(
                                LayerDescription.of("hidden", new Dense(2), "input"),
                                LayerDescription.of("output", new Dense(1), "hiden")));
        assertEquals("layer `output` takes its input from `hiden`, and nothing has that name", problem.message());
        assertEquals("did you mean `hidden`?", problem.hint());
    }

    @Test
    void namesAreUnique() {
        NetworkProblem problem =
                only(
                        network(
                                LayerDescription.of("a", new Dense(2), "input"),
                                LayerDescription.of("a", new Dense(1), "input")));
        assertEquals(new NetworkProblem.DuplicateName(1, "a"), problem);
    }

    @Test
    void aNetworkNeedsALayer() {
        assertEquals(new NetworkProblem.NoLayers(), only(network()));
    }

    @Test
    void denseRefusesFeatureMaps() {
        NetworkDescription description =
                NetworkDescription.of(Shape.of(1, 8, 8), List.of(LayerDescription.of("a", new Dense(2), "input")));
        NetworkProblem problem = only(description);
        assertEquals(
                "layer `a`: `dense` needs a vector [features] or a sequence [time, features], got [1, 8, 8]",
                problem.message());
        assertEquals("put a `flatten` layer before it", problem.hint());
    }

    @Test
    void layersOfPicturesRefuseVectors() {
        for (Layer layer : List.of(new Convolution2d(2, 3), MAX_POOL, new GlobalAveragePool())) {
            NetworkProblem problem = only(network(LayerDescription.of("a", layer, "input")));
            assertTrue(problem.message().endsWith("needs maps [channels, rows, columns], got [2]"), problem.message());
            assertEquals("give the network an input such as [1, 28, 28], and flatten behind it", problem.hint());
        }
    }

    @Test
    void aWindowThatIsLargerThanTheMapsIsRefused() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1, 5, 4),
                        List.of(
                                LayerDescription.of("pool", MAX_POOL, "input"),
                                LayerDescription.of(
                                        "conv",
                                        new Convolution2d(
                                                1, new Extent(5, 2), new Extent(1, 1), new Extent(1, 0), true),
                                        "pool")));
        NetworkProblem problem = only(description);
        assertEquals("layer `conv`: `conv2d` needs maps of 3×2 or more, got [1, 2, 2]", problem.message());
        assertEquals("take a smaller `kernel`, or fewer layers that make the maps smaller before it", problem.hint());
    }

    @Test
    void stateThatMayBeGivenNeedsRowsOfItsShape() {
        NetworkDescription description = network(LayerDescription.of("drop", new Dropout(0.5), "input"));
        Parameters.Key mask = new Parameters.Key("drop", "mask");
        assertEquals(List.of(), Parameters.check(description, Map.of(mask, Tensor.zeros(5, 2))));
        assertEquals(
                "`mask` of layer `drop` has shape [5, 3], needs [5, 2]",
                Parameters.check(description, Map.of(mask, Tensor.zeros(5, 3))).getFirst().message());
        assertEquals(List.of(), Parameters.initial(description, 1).state(), "nothing is there that is not given");
        assertEquals(1, Parameters.initial(description, 1, Map.of(mask, Tensor.zeros(5, 2))).state().size());
    }

    @Test
    void aLayerWithoutParametersSaysSo() {
        NetworkDescription description = network(LayerDescription.of("flat", new Flatten(), "input"));
        NetworkProblem problem =
                Parameters.check(description, Map.of(new Parameters.Key("flat", "weights"), Tensor.zeros(2, 2)))
                        .getFirst();
        assertEquals("layer `flat` has no parameter `weights`", problem.message());
        assertEquals("it has none; leave it out", problem.hint());
    }

    private static final Layer MAX_POOL = new MaxPool2d(Extent.square(2), Extent.square(2));

    @Test
    void aLearnedSlopePerUnitNeedsOneForEachUnit() {
        NetworkDescription description =
                network(
                        LayerDescription.of("a", new Dense(3), "input")
                                .with(OutputFunctions.of(new Prelu(List.of(0.1, 0.2)))));
        assertEquals("layer `a`: `prelu` needs one `alpha` or 3, got 2", only(description).message());
    }

    @Test
    void givenParametersMustFit() {
        NetworkDescription description =
                network(LayerDescription.of("a", new Dense(3), "input"), LayerDescription.of("norm", BATCH_NORM, "a"));
        List<NetworkProblem> problems =
                Parameters.check(
                        description,
                        Map.of(
                                new Parameters.Key("a", "weights"), Tensor.zeros(2, 3),
                                new Parameters.Key("a", "bias"), Tensor.vector(0, Double.NaN, 0),
                                new Parameters.Key("norm", "running_var"), Tensor.zeros(2)));
        assertEquals(3, problems.size());
        assertTrue(
                problems.stream()
                        .anyMatch(it -> it.message().equals("`weights` of layer `a` has shape [2, 3], needs [3, 2]")));
        assertTrue(problems.stream().anyMatch(it -> it.message().equals("`bias` of layer `a` holds NaN")));
        assertTrue(
                problems.stream()
                        .anyMatch(it ->
                                it instanceof NetworkProblem.ParameterShape shape
                                        && shape.state()
                                        && shape.parameter().equals("running_var")));
    }

    private static final BatchNorm BATCH_NORM = new BatchNorm(1e-5, 0.1, BatchNorm.Mode.TRAIN);

    private static NetworkDescription network(LayerDescription... layers) {
        return NetworkDescription.of(Shape.of(2), List.of(layers));
    }

    private static List<String> names(ShapeInference inference) {
        return inference.order().stream().map(LayerDescription::name).toList();
    }

    private static NetworkProblem only(NetworkDescription description) {
        List<NetworkProblem> problems = description.infer().problems();
        assertEquals(1, problems.size(), () -> problems.toString());
        return problems.getFirst();
    }
}
