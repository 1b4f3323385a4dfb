package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.TraceRecorder;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.catalog.Entry;
import backproplab.layer.BatchNorm;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.LayerNorm;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.Formula;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The numbers of Mazur's example are those of docs/model.md, section 5.
class StepCardsTest {
    private static final BackwardTrace MAZUR = SampleTraces.of("mazur-2-2-2", 0);

    private static StepCard card(BackwardTrace trace, TraceStep step, int digits, int most) {
        return StepCards.of(step, new CardContext(trace, new CardDigits(digits), most, CardContext.Names.PLAIN));
    }

    private static StepCard mazur(Quantity quantity, String layer, int unit) {
        return card(MAZUR, SampleTraces.step(MAZUR, quantity, layer, unit), 9, 6);
    }

    private static String result(StepCard card) {
        return card.results().getFirst().text();
    }

    @ParameterizedTest
    @CsvSource({
        "PRE_ACTIVATION, hidden, 0.3775",
        "ACTIVATION, hidden, 0.593269992",
        "PRE_ACTIVATION, output, 1.10590597",
        "ACTIVATION, output, 0.751365070",
        "ARRIVING, output, 0.741365070",
        "SLOPE, output, 0.186815602",
        "DELTA, output, 0.138498562",
        "ARRIVING, hidden, 0.0363503064",
        "SLOPE, hidden, 0.241300709",
        "DELTA, hidden, 0.00877135469",
        "INPUT_GRADIENT, input, 0.00380426688"
    })
    void aUnitOfMazursExampleHasThePublishedNumber(Quantity quantity, String layer, String number) {
        assertEquals(number, result(mazur(quantity, layer, 0)));
    }

    @Test
    void mazursLossesAndNewWeightsAreThePublishedOnes() {
        StepCard loss = card(MAZUR, SampleTraces.step(MAZUR, Quantity.LOSS), 9, 6);
        assertEquals("0.298371109", result(loss));
        StepCard w5 = card(MAZUR, SampleTraces.step(MAZUR, Quantity.UPDATED, "output", "weights", 0), 9, 6);
        assertEquals("0.358916480", result(w5));
        assertTrue(w5.text().contains("= 0.4 − 0.5 · 0.0821670406"), w5::text);
        StepCard w1 = card(MAZUR, SampleTraces.step(MAZUR, Quantity.UPDATED, "hidden", "weights", 0), 9, 6);
        assertEquals("0.149780716", result(w1));
        StepCard after = card(MAZUR, SampleTraces.step(MAZUR, Quantity.LOSS_AFTER), 10, 6);
        assertEquals(
                List.of("0.2983711088", "0.2910277737"),
                after.results().subList(0, 2).stream().map(StepCard.Result::text).toList());
    }

    @Test
    void deltaIsSplitIntoHowWrongAndHowAwake() {
        String text = mazur(Quantity.DELTA, "hidden", 0).text();
        assertTrue(text.contains("δ₁⁽¹⁾ = ∂L/∂a₁⁽¹⁾ [how wrong] · σ′(z₁⁽¹⁾) [how awake]"), text);
        assertTrue(text.contains("= 0.0363503064 · 0.241300709"), text);
    }

    @Test
    void theFormulaStandsAboveItsNumbers() {
        String z = mazur(Quantity.PRE_ACTIVATION, "hidden", 0).text();
        assertTrue(z.contains("z₁⁽¹⁾ = b₁⁽¹⁾ + Σᵢ w_(1,i)⁽¹⁾ xᵢ\n= 0.35 + 0.15 · 0.05 + 0.2 · 0.1\n"), z);
        String back = mazur(Quantity.ARRIVING, "hidden", 0).text();
        assertTrue(back.contains("= 0.138498562 · 0.4 + (−0.0380982365) · 0.5"), back);
        assertTrue(back.contains("the update comes when all δ are known"), back);
    }

    @Test
    void aLongSumShowsItsLargestTermsInTheirOrderAndWhatTheOthersComeTo() {
        BackwardTrace digits = SampleTraces.of("digits-64-30-10", 0);
        TraceStep step = SampleTraces.step(digits, Quantity.PRE_ACTIVATION, "hidden", 3);
        StepCard card = card(digits, step, 6, 4);
        assertEquals(
                "= 0 + 0.224056 · 1 + 0.235534 · 0.9375 + 0.203684 · 1 + (−0.170398) · 1 + 0.513598 [60 more]",
                TexText.of(card.numbers().getFirst()));
        assertEquals(65, card(digits, step, 6, 64).numbers().getFirst().size(), "bias and all 64 terms");
        assertEquals(65, card(digits, step, 6, 63).numbers().getFirst().size(), "`1 more` would save nothing");
    }

    @Test
    void theNumbersHaveTheDigitsThatWereSet() {
        TraceStep step = SampleTraces.step(MAZUR, Quantity.ACTIVATION, "hidden", 0);
        assertEquals("0.593", result(card(MAZUR, step, 3, 6)));
        assertEquals("0.5932699921071872", result(card(MAZUR, step, 17, 6)), "the same double");
    }

    @Test
    void overABatchTheMeanIsTakenOnce() {
        BackwardTrace batch = SampleTraces.of("xor-2-2-1", 0, 1, 2, 3);
        String delta = card(batch, SampleTraces.step(batch, Quantity.DELTA, "output", 0), 6, 6).text();
        assertTrue(delta.contains("= 1/4 (0.5 − 0)"), delta);
        assertTrue(delta.contains("The mean over the batch is taken here, once"), delta);
        String weight = card(batch, SampleTraces.step(batch, Quantity.GRADIENT, "output", "weights", 0), 6, 6).text();
        assertTrue(weight.contains("∂L/∂w_(1,1)⁽²⁾ = Σₛ δ_(s,1)⁽²⁾ a_(s,1)⁽¹⁾"), weight);
        assertTrue(weight.contains("is not taken twice"), weight);
    }

    @Test
    void aClosedReluSaysSoAndNamesItsConvention() {
        BackwardTrace relu = SampleTraces.of("dying-relu", 0);
        String a = card(relu, SampleTraces.step(relu, Quantity.ACTIVATION, "hidden", 0), 6, 6).text();
        assertTrue(a.contains("The gate is closed"), a);
        String slope = card(relu, SampleTraces.step(relu, Quantity.SLOPE, "hidden", 0), 6, 6).text();
        assertTrue(slope.contains("not at all for this sample"), slope);
        assertTrue(slope.contains("ReLU′(0) = 0"), slope);
        assertTrue(slope.contains("= 1 if z₁⁽¹⁾ > 0, 0 if z₁⁽¹⁾ < 0, 0 if z₁⁽¹⁾ = 0"), slope);
        String delta = card(relu, SampleTraces.step(relu, Quantity.DELTA, "hidden", 0), 6, 6).text();
        assertTrue(delta.contains("asleep"), delta);
    }

    @Test
    void aHiddenCardDoesNotTellItsResult() {
        StepCard card = mazur(Quantity.DELTA, "hidden", 0);
        assertFalse(card.withoutResult().text().contains("0.00877"));
        assertTrue(card.withoutResult().text().contains("0.0363503064"));
        assertFalse(card.withoutNumbers().text().contains("0.0363503064"));
        assertTrue(card.withoutNumbers().text().contains("= ?"));
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void everyStepOfASampleHasACardThatCanBeTypeset(Grain grain) {
        allCanBeTypeset(MAZUR, grain);
        allCanBeTypeset(SampleTraces.of("xor-2-2-1", 0, 1), grain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"digits-64-30-10", "sine-1-50-1"})
    void soHaveLargerNetworks(String file) {
        allCanBeTypeset(SampleTraces.of(file, 1), Grain.UNIT);
    }

    private static void allCanBeTypeset(BackwardTrace trace, Grain grain) {
        TraceSteps steps = TraceSteps.of(trace, grain);
        for (int i = 0; i < steps.size(); i++) {
            canBeTypeset(card(trace, steps.get(i), 6, 4));
        }
    }

    private static void canBeTypeset(StepCard card) {
        Stream.concat(card.formula().stream(), card.numbers().stream()).flatMap(List::stream).forEach(Formula::of);
        card.results().forEach(it -> assertAll(() -> Formula.of(it.symbol()), () -> Formula.of(it.number())));
        assertFalse(card.text().contains("\\"), card::text);
        assertFalse(card.title().isEmpty() || card.sentence().isEmpty());
    }

    static Stream<Activation> activations() {
        return Activations.CATALOG.entries().stream().map(Entry::standard);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyActivationIsSaidInAFormulaOrInWords(Activation function) {
        for (double z : new double[] {-0.7, 0, 1.3}) {
            var place = new Place.Unit("hidden", 0, 0);
            var at = new TraceValue(Quantity.PRE_ACTIVATION, place, z);
            var a = new TraceValue(Quantity.ACTIVATION, place, function.value(z));
            var slope = new TraceValue(Quantity.SLOPE, place, function.derivative(z));
            StepCard value = card(MAZUR, new ForwardStep.Activated(a, at, function, Optional.empty()), 6, 6);
            canBeTypeset(value);
            canBeTypeset(card(MAZUR, new BackwardStep.Slope(slope, at, function), 6, 6));
            boolean isSaid = value.formula().getFirst().size() > 2 || !value.notes().isEmpty();
            assertTrue(isSaid || !value.text().contains("f(z₁"), value::text);
        }
    }

    static Stream<Optimizer> optimizers() {
        return Optimizers.CATALOG.entries().stream().map(Entry::standard);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerSaysHowItComesToTheNewWeight(Optimizer optimizer) {
        BackwardTrace trace = SampleTraces.of("mazur-2-2-2", UpdateRule.of(optimizer), 0);
        StepCard card = card(trace, SampleTraces.step(trace, Quantity.UPDATED, "output", "weights", 0), 9, 6);
        canBeTypeset(card);
        assertFalse(card.numbers().isEmpty());
        assertTrue(card.text().contains("= 0.4 −"), card::text);
    }

    static Stream<Layer> normalizations() {
        return Stream.of(
                new LayerNorm(0.1),
                new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN),
                new BatchNorm(0.1, 0.1, BatchNorm.Mode.EVAL));
    }

    @ParameterizedTest
    @MethodSource("normalizations")
    void theWayBackThroughANormalisationHasItsFormula(Layer normalization) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("hidden", new Dense(3), "input"),
                                LayerDescription.of("norm", normalization, "hidden"),
                                LayerDescription.of("output", new Dense(1), "norm")));
        Parameters parameters = Parameters.initial(description, 1);
        UpdateRule rule = UpdateRule.of(new Sgd(0.1));
        BackwardTrace trace =
                new TraceRecorder(
                                description,
                                List.of(LossTerm.of("output", new SquaredError(0.5))),
                                rule,
                                parameters,
                                OptimizerState.initial(rule.optimizer(), parameters.sizes()),
                                2,
                                1)
                        .trace(
                                Map.of("input", Tensor.matrix(new double[] {1, 2}, new double[] {-1, 3})),
                                Map.of("output", Tensor.matrix(new double[] {1}, new double[] {0})),
                                0);
        allCanBeTypeset(trace, Grain.PRODUCT);
        TraceStep step = SampleTraces.step(trace, Quantity.ARRIVING, "hidden", 1);
        assertInstanceOf(BackwardStep.NormalizedBackward.class, step);
        String text = card(trace, step, 6, 6).text();
        boolean constants = normalization.equals(new BatchNorm(0.1, 0.1, BatchNorm.Mode.EVAL));
        assertEquals(!constants, text.contains("mean"), text);
    }
}
