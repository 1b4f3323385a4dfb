package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

class DatasetTest {
    private static final Tensor THREE_INPUTS = Tensor.matrix(new double[][] {{1, 2}, {3, 4}, {5, 6}});

    @Test
    void oneInputAndOneTargetHaveTheStandardNames() {
        Dataset data = Dataset.of(THREE_INPUTS, Tensor.zeros(3, 1));
        assertEquals(Set.of("input"), data.inputs().keySet());
        assertEquals(Set.of("target"), data.targets().keySet());
        assertEquals(3, data.samples());
        assertEquals(THREE_INPUTS, data.input());
    }

    @Test
    void theTargetTakesTheNameOfTheLayer() {
        Dataset data = Dataset.of(THREE_INPUTS, Tensor.zeros(3, 1)).withTarget("output");
        assertEquals(Set.of("output"), data.targets().keySet());
    }

    @Test
    void severalInputsAndTargetsKeepTheirOrder() {
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("right", Tensor.zeros(3, 4));
        inputs.put("left", Tensor.zeros(3, 2));
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
        targets.put("b", Tensor.zeros(3, 1));
        targets.put("a", Tensor.zeros(3, 5));
        Dataset data = Dataset.of(inputs, targets);
        assertEquals(List.of("right", "left"), List.copyOf(data.inputs().keySet()));
        assertEquals(List.of("b", "a"), List.copyOf(data.targets().keySet()));
        inputs.clear(); // the data set has its own map
        assertEquals(2, data.inputs().size());
        assertThrows(UnsupportedOperationException.class, () -> data.inputs().clear());
        assertThrows(IllegalStateException.class, () -> data.withTarget("output"));
    }

    @Test
    void selectTakesRowsInTheGivenOrder() {
        Dataset data = Dataset.of(THREE_INPUTS, Tensor.matrix(new double[][] {{10}, {30}, {50}}));
        Dataset selected = data.select(2, 0, 2);
        assertEquals(Tensor.matrix(new double[][] {{5, 6}, {1, 2}, {5, 6}}), selected.input());
        assertEquals(Tensor.matrix(new double[][] {{50}, {10}, {50}}), selected.target());
        assertThrows(IndexOutOfBoundsException.class, () -> data.select(3));
    }

    @Test
    void selectKeepsTheTaskWhateverTheRowsLookLike() {
        Dataset segments = Dataset.of(Tensor.zeros(2, 1), Tensor.matrix(new double[][] {{1, 1}, {0, 1}}));
        assertEquals(new Task.Binary(Coding.ZERO_ONE), segments.task());
        assertEquals(new Task.Binary(Coding.ZERO_ONE), segments.select(1).task()); // one-hot, taken alone
    }

    @Test
    void theTaskIsReadFromTheTargets() {
        assertEquals(new Task.Classes(Coding.ZERO_ONE), Task.of(Tensor.matrix(new double[][] {{0, 1}, {1, 0}})));
        assertEquals(new Task.Classes(Coding.MINUS_ONE_ONE), Task.of(Tensor.matrix(new double[][] {{-1, 1}, {1, -1}})));
        assertEquals(new Task.Binary(Coding.ZERO_ONE), Task.of(Tensor.matrix(new double[][] {{0}, {1}})));
        assertEquals(new Task.Binary(Coding.MINUS_ONE_ONE), Task.of(Tensor.matrix(new double[][] {{-1}, {1}})));
        assertEquals(new Task.Binary(Coding.ZERO_ONE), Task.of(Tensor.matrix(new double[][] {{1, 1}, {1, 0}})));
        assertEquals(new Task.Binary(Coding.ZERO_ONE), Task.of(Tensor.matrix(new double[][] {{1}, {1}})));
        assertEquals(new Task.Regression(), Task.of(Tensor.matrix(new double[][] {{0.01, 0.99}})));
        assertEquals(new Task.Regression(), Task.of(Tensor.matrix(new double[][] {{0}, {-1}, {1}})));
    }

    @Test
    void classesAreReadFromOneHotRowsAndFromYesOrNo() {
        Dataset oneHot = Dataset.of(THREE_INPUTS, Tensor.matrix(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}));
        assertEquals(3, oneHot.classes());
        assertEquals(List.of("0", "1", "2"), oneHot.classNames());
        assertEquals(1, oneHot.classOf(0));
        assertEquals(2, oneHot.classOf(1));
        assertEquals(0, oneHot.classOf(2));

        Dataset yesOrNo = Dataset.of(THREE_INPUTS, Tensor.matrix(new double[][] {{-1}, {1}, {-1}}));
        assertEquals(2, yesOrNo.classes());
        assertEquals(List.of("-1", "1"), yesOrNo.classNames());
        assertEquals(0, yesOrNo.classOf(0));
        assertEquals(1, yesOrNo.classOf(1));

        Dataset regression = Dataset.of(THREE_INPUTS, Tensor.matrix(new double[][] {{0.1}, {0.2}, {0.3}}));
        assertEquals(0, regression.classes());
        assertEquals(List.of(), regression.classNames());
        assertThrows(IllegalStateException.class, () -> regression.classOf(0));
    }

    @Test
    void classNamesAreThoseOfTheTargets() {
        Dataset irises =
                Dataset.of(
                        Tensor.zeros(2, 1),
                        Tensor.matrix(new double[][] {{0, 1}, {1, 0}}),
                        List.of("petal"),
                        List.of("setosa", "virginica"),
                        new Task.Classes(Coding.ZERO_ONE));
        assertEquals(List.of("setosa", "virginica"), irises.classNames());
    }

    @Test
    void anotherShapeOfTheInputSharesTheNumbers() {
        Dataset flat = Dataset.of(Tensor.zeros(3, 4), Tensor.zeros(3, 1));
        Tensor images = Tensor.of(Shape.of(3, 1, 2, 2), flat.input().values());
        assertEquals(Shape.of(3, 1, 2, 2), flat.withInput(images).input().shape());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(double bad) {
        Tensor tensor = Tensor.zeros(3, 2);
        tensor.set(2, 0, bad);
        var inInput = assertThrows(IllegalArgumentException.class, () -> Dataset.of(tensor, Tensor.zeros(3, 1)));
        assertTrue(String.valueOf(inInput.getMessage()).contains("sample 2"), String.valueOf(inInput.getMessage()));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(THREE_INPUTS, tensor));
    }

    @Test
    void refusesWhatIsNotFiniteInTheFirstPlaceToo() {
        Tensor tensor = Tensor.matrix(new double[][] {{Double.NaN}});
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(tensor, Tensor.zeros(1, 1)));
    }

    @Test
    void refusesPartsThatDoNotFitEachOther() {
        Tensor target = Tensor.zeros(3, 1);
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(THREE_INPUTS, Tensor.zeros(2, 1)));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(THREE_INPUTS, Tensor.zeros(3)));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(new LinkedHashMap<>(), new LinkedHashMap<>()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Dataset.of(THREE_INPUTS, target, List.of("a"), List.of(), new Task.Regression()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Dataset.of(THREE_INPUTS, target, List.of(), List.of(), new Task.Classes(Coding.ZERO_ONE)));
    }
}
