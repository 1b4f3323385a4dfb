package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Tanh;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceRecorder;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.layer.AveragePool2d;
import backproplab.layer.BatchNorm;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Dropout;
import backproplab.layer.Flatten;
import backproplab.layer.MaxPool2d;
import backproplab.layer.Multiply;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.Formula;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Cards of the layers of pictures: a convolution with padding and stride, windows that overlap, a mask, a product.
class MapCardsTest {
    private static final BackwardTrace TRACE = trace(1);

    private static BackwardTrace trace(int samples) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(2, 5, 5),
                        List.of(
                                LayerDescription.of(
                                                "conv",
                                                new Convolution2d(
                                                        3, new Extent(3, 2), new Extent(1, 1), new Extent(1, 0), true),
                                                "input")
                                        .with(OutputFunctions.of(new Tanh())),
                                LayerDescription.of("norm", new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN), "conv"),
                                LayerDescription.of("max", new MaxPool2d(Extent.square(2), Extent.square(1)), "norm"),
                                LayerDescription.of(
                                        "second",
                                        new Convolution2d(
                                                2, Extent.square(2), Extent.square(2), Extent.square(1), false),
                                        "max"),
                                LayerDescription.of(
                                        "mean", new AveragePool2d(Extent.square(2), Extent.square(1)), "second"),
                                LayerDescription.of("mask", new Dropout(0.3), "mean"),
                                LayerDescription.of("square", new Multiply(), "mask", "mean"),
                                LayerDescription.of("row", new Flatten(), "square"),
                                LayerDescription.of("output", new Dense(1), "row")));
        Parameters parameters = Parameters.initial(description, 3);
        UpdateRule rule = UpdateRule.of(new Sgd(0.1));
        SeededRandom random = new SeededRandom(4);
        Tensor inputs = Tensor.zeros(Shape.of(samples, 2, 5, 5));
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextGaussian());
        }
        Tensor targets = Tensor.zeros(Shape.of(samples, 1));
        return new TraceRecorder(
                        description,
                        List.of(LossTerm.of("output", new SquaredError(0.5))),
                        rule,
                        parameters,
                        OptimizerState.initial(rule.optimizer(), parameters.sizes()),
                        samples,
                        1)
                .trace(Map.of("input", inputs), Map.of("output", targets), 0);
    }

    private static CardContext context(BackwardTrace trace) {
        return new CardContext(trace, new CardDigits(4), 4, CardContext.Names.of(trace));
    }

    private static String text(TraceStep step) {
        return StepCards.of(step, context(TRACE)).text();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyCardCanBeTypesetAndEveryGuessJudged(int samples) {
        BackwardTrace trace = trace(samples);
        for (Grain grain : Grain.values()) {
            TraceSteps steps = TraceSteps.of(trace, grain);
            for (int i = 0; i < steps.size(); i += 1 + steps.size() / 1500) {
                StepCard card = StepCards.of(steps.get(i), context(trace));
                Stream.concat(card.formula().stream(), card.numbers().stream())
                        .flatMap(List::stream)
                        .forEach(Formula::of);
                card.results().forEach(it -> assertAll(() -> Formula.of(it.symbol()), () -> Formula.of(it.number())));
                assertFalse(card.text().contains("\\") || card.text().contains("null"), card::text);
                Prediction.of(steps.get(i), context(trace)).ifPresent(it -> it.judge(BigDecimal.valueOf(1234567)));
            }
        }
    }

    /// Channel 2, row 1, column 3 of 3×2 kernels over 5×5 with one row of padding.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRE_ACTIVATION | conv | 22 | z of conv channel 2, row 1, column 3",
                "PRE_ACTIVATION | conv | 22 | Σ_c Σᵢ Σⱼ w_(2,c,i,j)⁽¹⁾ x_(c,i−1,j+2)",
                "PRE_ACTIVATION | conv | 22 | 2 of the 6 numbers of the window lie outside the picture",
                "PRE_ACTIVATION | max | 0 | = max_(i,j) a_(1,i,j)⁽²⁾",
                "PRE_ACTIVATION | max | 0 | [won]",
                "PRE_ACTIVATION | mean | 0 | = 1/4 Σᵢ Σⱼ a_(1,i,j)⁽⁴⁾",
                "PRE_ACTIVATION | row | 1 | The number goes on as it is.",
                "ARRIVING | norm | 0 | won",
                "ARRIVING | norm | 5 | it lies in 4 windows and has won",
                "ARRIVING | second | 4 | equal share of its δ",
                "ARRIVING | second | 0 | δ_(1,1,1)⁽⁵⁾ / 4",
                "ARRIVING | mask | 0 | times the others, for which it is a gate",
                "ARRIVING | mask | 0 | δ_(1,1,1)⁽⁷⁾ · a_(1,1,1)⁽⁵⁾",
                "ARRIVING | max | 0 | Σ_f δ_(f,1,1)⁽⁴⁾ w_(f,1,2,2)⁽⁴⁾",
                "INPUT_GRADIENT | input | 12 | Σ_r Σₖ Σ_f δ_(f,r,k)⁽¹⁾ w_(f,1,5−r,4−k)⁽¹⁾",
            })
    void theCardSaysIt(Quantity quantity, String layer, int unit, String said) {
        String text = text(SampleTraces.step(TRACE, quantity, layer, unit));
        assertTrue(text.contains(said), () -> "`" + said + "` is not in\n" + text);
    }

    @Test
    void aWeightOfAKernelIsASumOverAllPlaces() {
        String text = text(SampleTraces.step(TRACE, Quantity.GRADIENT, "conv", "weights", 7));
        assertTrue(text.startsWith("∂L/∂w of input channel 2, kernel row 1, column 2 → conv filter 1\n"), text);
        assertTrue(text.contains("Σ_r Σₖ δ_(1,r,k)⁽¹⁾ x_(2,r−1,k+1)"), text);
        assertTrue(
                text(SampleTraces.step(TRACE, Quantity.GRADIENT, "conv", "bias", 2))
                        .startsWith("∂L/∂b of conv filter 3"));
        assertTrue(text(SampleTraces.step(TRACE, Quantity.GRADIENT, "norm", "gamma", 2)).contains("norm channel 3"));
    }

    /// What the numbers of the formula say, read off the card: a sum of products.
    @Test
    void theNumbersOfTheCardGiveTheResult() {
        CardContext all = new CardContext(TRACE, new CardDigits(17), 100, CardContext.Names.of(TRACE));
        StepCard card = StepCards.of(SampleTraces.step(TRACE, Quantity.PRE_ACTIVATION, "conv", 22), all);
        String numbers = TexText.of(card.numbers().getFirst()).substring(2).replace('−', '-').replaceAll("[()]", "");
        double sum = 0;
        for (String term : numbers.split(" \\+ ")) {
            double product = 1;
            for (String factor : term.split(" · ")) {
                product *= Double.parseDouble(factor.replace(" ", ""));
            }
            sum += product;
        }
        assertEquals(TRACE.layer("conv").z().get(22), sum, 1e-12);
    }

    @Test
    void thePathsToAWeightOfAKernelAddUpToItsGradient() {
        for (String layer : new String[] {"conv", "second"}) {
            Parameters.Key key = new Parameters.Key(layer, "weights");
            GradientPaths paths = GradientPaths.of(TRACE, key, 3, 5);
            assertEquals(paths.gradient(), paths.total(), 1e-12 * Math.max(1, Math.abs(paths.gradient())));
            assertTrue(paths.count() > 3);
        }
    }

    @Test
    void namesAreThoseOfTheData() {
        Document document = Document.of(SampleNetwork.load("lenet5-digits"), Optional.empty());
        UnitNames units = new UnitNames(document.setup());
        NumberNames numbers = new NumberNames(units);
        assertEquals("conv1 channel 2, row 1, column 3", units.of("conv1", 28 * 28 + 2));
        assertEquals("ch. 2 (1,3)", units.within("conv1", 28 * 28 + 2));
        assertEquals("input row 2, column 1", units.of("input", 28));
        assertEquals("flatten 29", units.of("flatten", 28));
        assertEquals(
                "w of conv2 filter 2 ← pool1 channel 1, kernel row 2, column 1",
                numbers.of(new NumberId(new Parameters.Key("conv2", "weights"), 150 + 5)));
        assertEquals(
                "w of conv1 filter 1 ← input, kernel row 1, column 2",
                numbers.of(new NumberId(new Parameters.Key("conv1", "weights"), 1)));
        assertEquals("b of conv2 filter 16", numbers.of(new NumberId(new Parameters.Key("conv2", "bias"), 15)));
    }
}
