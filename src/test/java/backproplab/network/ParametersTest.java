package backproplab.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import backproplab.initializer.Initializers;
import backproplab.layer.Dense;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class ParametersTest {
    private static final NetworkDescription TWO_LAYERS =
            NetworkDescription.of(
                    Shape.of(3),
                    List.of(
                            LayerDescription.of("hidden", new Dense(4), "input"),
                            LayerDescription.of("output", new Dense(2), "hidden")));

    @Test
    void theSameSeedGivesTheSameNumbers() {
        Tensor once = Parameters.initial(TWO_LAYERS, 7).get("hidden", "weights");
        assertEquals(once, Parameters.initial(TWO_LAYERS, 7).get("hidden", "weights"));
        assertNotEquals(once, Parameters.initial(TWO_LAYERS, 8).get("hidden", "weights"));
    }

    @Test
    void addingALayerDoesNotMoveTheStartOfTheOthers() {
        NetworkDescription deeper =
                NetworkDescription.of(
                        Shape.of(3),
                        List.of(
                                LayerDescription.of("hidden", new Dense(4), "input"),
                                LayerDescription.of("between", new Dense(4), "hidden"),
                                LayerDescription.of("output", new Dense(2), "between")));
        for (String layer : List.of("hidden", "output")) {
            assertEquals(
                    Parameters.initial(TWO_LAYERS, 7).get(layer, "weights"),
                    Parameters.initial(deeper, 7).get(layer, "weights"));
        }
    }

    @Test
    void biasesStartAtZeroUnlessTheirInitializerSaysOtherwise() {
        assertEquals(Tensor.zeros(4), Parameters.initial(TWO_LAYERS, 7).get("hidden", "bias"));
        LayerDescription hidden =
                TWO_LAYERS
                        .layers()
                        .getFirst()
                        .withBiasInitializer(Initializers.CATALOG.get("constant").create(Map.of("value", 0.1)));
        NetworkDescription changed = NetworkDescription.of(Shape.of(3), List.of(hidden));
        assertEquals(Tensor.vector(0.1, 0.1, 0.1, 0.1), Parameters.initial(changed, 7).get("hidden", "bias"));
    }

    @Test
    void givenNumbersAreCopied() {
        Tensor given = Tensor.vector(1, 2, 3, 4);
        Tensor taken =
                Parameters.initial(TWO_LAYERS, 7, Map.of(new Parameters.Key("hidden", "bias"), given))
                        .get("hidden", "bias");
        assertEquals(given, taken);
        assertNotSame(given, taken);
    }

    @Test
    void aCopyIsIndependent() {
        Parameters original = Parameters.initial(TWO_LAYERS, 7);
        Parameters copy = original.copy();
        copy.get("hidden", "weights").set(0, 99);
        assertNotEquals(99, original.get("hidden", "weights").get(0));
        original.copyFrom(copy);
        assertEquals(99, original.get("hidden", "weights").get(0));
        assertEquals(4 * 3 + 4 + 2 * 4 + 2, original.count());
    }
}
