package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Tanh;
import backproplab.layer.Dense;
import backproplab.layer.LayerNorm;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.statistics.GradientFlow.Flag;
import backproplab.statistics.GradientFlow.Rule;
import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

class GradientFlowTest {
    /// Hidden layers with these RMS δ, in the order of computation, and an output layer.
    private static GradientFlow flow(double... rms) {
        List<LayerStatistics> layers = new ArrayList<>();
        for (double value : rms) {
            layers.add(layer("layer" + (layers.size() + 1), true, value));
        }
        layers.add(layer("output", false, 1e9));
        GradientFlow flow = GradientFlow.of(new StepStatistics(0, 1, layers), Rule.STANDARD);
        List<LayerSummary> summaries =
                layers.stream()
                        .map(it ->
                                new LayerSummary(
                                        it.layer(), it.hidden(), Map.of(Quantity.DELTA_RMS, Band.of(it.delta().rms()))))
                        .toList();
        assertEquals(flow, GradientFlow.of(new StepSummary(0, 0, Band.of(1), summaries), Rule.STANDARD));
        return flow;
    }

    private static LayerStatistics layer(String name, boolean hidden, double rms) {
        Size delta = new Size(1, rms, rms, rms);
        return new LayerStatistics(name, hidden, delta, Optional.empty(), Optional.empty(), Double.NaN);
    }

    /// By hand: (8/1)^(1/3) = 2, whatever the layers between.
    @Test
    void factorIsTheGeometricMean() {
        GradientFlow flow = flow(8, 100, 0.1, 1);
        assertEquals(Flag.NONE, flow.flag());
        assertEquals(2, flow.factorPerLayer(), 1e-14);
        assertEquals(8, flow.ratio());
        assertEquals("level: ×2 per layer; RMS δ at layer1 is 8 times that at layer4", flow.text());
    }

    @Test
    void theRuleIsStrict() {
        assertEquals(Flag.NONE, flow(1.01e-3, 1).flag());
        assertEquals(Flag.VANISHING, flow(0.99e-3, 1).flag());
        assertEquals(Flag.NONE, flow(0.99e3, 1).flag());
        assertEquals(Flag.EXPLODING, flow(1.01e3, 1).flag());
    }

    @Test
    void theSentences() {
        assertEquals(
                "vanishing: ×0.24 per layer; RMS δ at layer1 is 2.6e-6 of layer10",
                flow(2.6e-7, 1, 1, 1, 1, 1, 1, 1, 1, 0.1).text());
        assertEquals(
                "exploding: ×3.2e4 per layer; RMS δ at layer1 is 1e9 times that at layer3", flow(1e9, 5, 1).text());
        assertEquals(
                "vanishing: RMS δ at the first hidden layer under 0.001 of that at the last; exploding: over 1000"
                        + " times it",
                Rule.STANDARD.text());
    }

    @Test
    void anotherRule() {
        StepStatistics step =
                new StepStatistics(0, 1, List.of(layer("a", true, 0.05), layer("b", true, 1), layer("c", false, 1)));
        assertEquals(Flag.VANISHING, GradientFlow.of(step, new Rule(0.1, 10)).flag());
        assertThrows(IllegalArgumentException.class, () -> new Rule(0, 10));
        assertThrows(IllegalArgumentException.class, () -> new Rule(0.1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Rule(2, 10));
    }

    @Test
    void extremesDoNotLeaveTheRange() {
        GradientFlow flow = flow(1e-320, 1e-160, 1e10);
        assertEquals(Flag.VANISHING, flow.flag());
        assertEquals(1e-165, flow.factorPerLayer(), 1e-169); // 1e-320 has four digits
        assertEquals(Flag.EXPLODING, flow(1e200, 1e-200).flag());
    }

    @Test
    void deadBelowALiveLayerIsVanishing() {
        GradientFlow flow = flow(0, 0, 1);
        assertEquals(Flag.VANISHING, flow.flag());
        assertEquals(0, flow.factorPerLayer());
        assertEquals("vanishing: ×0 per layer; RMS δ at layer1 is 0 of layer3", flow.text());
    }

    @Test
    void noGradientIsNeitherVanishingNorExploding() {
        GradientFlow flow = flow(0, 0, 0);
        assertEquals(Flag.NO_GRADIENT, flow.flag());
        assertTrue(Double.isNaN(flow.factorPerLayer()) && Double.isNaN(flow.ratio()));
        assertEquals("no gradient: δ is exactly 0 at layer1 and at layer3", flow.text());
        assertEquals("no comparison: δ is exactly 0 at layer2", flow(1, 0).text()); // a way around layer 2
        assertEquals(Flag.NO_GRADIENT, flow(0).flag());
    }

    @Test
    void notFinite() {
        assertEquals(Flag.NOT_FINITE, flow(1, Double.NaN, 1).flag());
        assertEquals(Flag.NOT_FINITE, flow(Double.POSITIVE_INFINITY, 1).flag());
        assertEquals("not finite: δ of a hidden layer is NaN or infinite", flow(Double.NaN).text());
    }

    @Test
    void oneHiddenLayerOrNoneHasNoFlow() {
        assertEquals(Flag.NOT_APPLICABLE, flow(1).flag());
        assertEquals("not applicable: layer1 is the only hidden layer", flow(1).text());
        assertEquals("not applicable: no hidden layer", flow().text());
    }

    @Test
    void hiddenLayersOfAChain() {
        assertEquals(
                List.of("layer1", "layer2"), hidden(Runs.chain(3, new Tanh(), 5, 4, 2), Runs.squaredError("layer3")));
    }

    /// Two heads on a trunk, one of them over a layer of its own; a branch without a loss; a loss in the middle; and no
    /// weights between the output layer and its loss.
    @Test
    void hiddenLayersOfAGraph() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(3),
                        List.of(
                                dense("trunk", NetworkDescription.INPUT),
                                dense("head1", "trunk"),
                                dense("middle", "trunk"),
                                dense("head2", "middle"),
                                LayerDescription.of("norm", new LayerNorm(1e-5), "head2"),
                                dense("unused", "middle")));
        assertEquals(
                List.of("trunk", "middle"),
                hidden(network, Runs.squaredError("head1"), Runs.squaredError("norm"), Runs.squaredError("middle")));
        assertEquals(List.of(), hidden(network, Runs.squaredError("trunk")));
        assertEquals(List.of("trunk"), hidden(network, Runs.squaredError("middle")));
    }

    private static LayerDescription dense(String name, String input) {
        return LayerDescription.of(name, new Dense(2), input);
    }

    private static List<String> hidden(NetworkDescription network, LossTerm... losses) {
        Runs run = new Runs(network, Arrays.asList(losses), Parameters.initial(network, 1), 4, new Sgd(0.1));
        run.step(4);
        return run.collector.snapshot().layers().stream()
                .filter(LayerStatistics::hidden)
                .map(LayerStatistics::layer)
                .collect(Collectors.toList());
    }
}
