package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import backproplab.catalog.Entry;
import backproplab.data.Coding;
import backproplab.data.Task;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class LossFitTest {
    private static final Tensor YES_NO = Tensor.of(Shape.of(2, 1), 0, 1);
    private static final Tensor SIGNS = Tensor.of(Shape.of(2, 1), -1, 1);
    private static final Tensor ONE_HOT = Tensor.of(Shape.of(2, 3), 0, 1, 0, 1, 0, 0);
    private static final Tensor NUMBERS = Tensor.of(Shape.of(2, 1), -1.5, 0.3);

    static Stream<Arguments> targetsOfTasks() {
        return Stream.of(
                arguments(new Task.Binary(Coding.ZERO_ONE), YES_NO, "sigmoid", "binary_cross_entropy"),
                arguments(new Task.Binary(Coding.MINUS_ONE_ONE), SIGNS, "tanh", "squared_error"),
                arguments(new Task.Classes(Coding.ZERO_ONE), ONE_HOT, "softmax", "categorical_cross_entropy"),
                arguments(new Task.Regression(), NUMBERS, "identity", "squared_error"));
    }

    @ParameterizedTest
    @MethodSource("targetsOfTasks")
    void theStandardOfATaskHasNoProblem(Task task, Tensor targets, String function, String loss) {
        LossFit.Pair pair = LossFit.standard(task);
        assertEquals(Documents.function(function), pair.function());
        assertEquals(Losses.CATALOG.get(loss).standard(), pair.loss());
        assertEquals(Optional.empty(), LossFit.problem(pair.loss(), pair.function(), targets.shape().last(), targets));
    }

    @Test
    void theMenuHasWhatCanTakeTheTargets() {
        List<String> forSigns = LossFit.suitable(SIGNS).stream().map(Entry::id).toList();
        assertTrue(forSigns.containsAll(List.of("squared_error", "hinge", "huber")), forSigns.toString());
        assertEquals(List.of(), forSigns.stream().filter(it -> it.contains("entropy") || it.contains("kl_")).toList());
        List<String> forYesNo = LossFit.suitable(YES_NO).stream().map(Entry::id).toList();
        assertTrue(forYesNo.contains("binary_cross_entropy") && !forYesNo.contains("hinge"), forYesNo.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binary_cross_entropy | tanh | Tanh gives −1 to 1; take sigmoid",
                "binary_cross_entropy | relu | ReLU gives 0 and more; take sigmoid",
                "binary_cross_entropy | identity | Identity gives any number",
                "binary_cross_entropy_with_logits | sigmoid | take the identity",
                "categorical_cross_entropy | softmax | always 1",
                "categorical_cross_entropy | sigmoid | take binary cross-entropy",
                "negative_log_likelihood | identity | take log softmax",
                "squared_error | log_softmax | take negative log-likelihood",
                "hinge | tanh | needs targets of -1 or 1, and one is 0",
            })
    void whatDoesNotGoTogetherIsSaid(String loss, String function, String part) {
        Loss member = Losses.CATALOG.get(loss).standard();
        String said = LossFit.problem(member, Documents.function(function), 1, YES_NO).orElseThrow();
        assertTrue(said.contains(part), said);
    }

    @Test
    void aTargetOutOfReachIsSaid() {
        Loss squared = Losses.CATALOG.get("squared_error").standard();
        assertEquals(
                Optional.of("a target is −1.50, and ReLU gives 0 and more only; take the identity"),
                LossFit.problem(squared, Documents.function("relu"), 1, NUMBERS));
        assertEquals(Optional.empty(), LossFit.problem(squared, Documents.function("sigmoid"), 1, YES_NO));
    }
}
