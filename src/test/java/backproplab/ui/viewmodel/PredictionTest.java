package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Quantity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

/// Mazur's example, where δ of hidden 1 is 0.0363503064 · 0.241300709 = 0.00877135469.
class PredictionTest {
    private static final BackwardTrace MAZUR = SampleTraces.of("mazur-2-2-2", 0);
    private static final BackwardTrace BATCH = SampleTraces.of("xor-2-2-1", 0, 1, 2, 3);

    private static Prediction.Verdict judge(BackwardTrace trace, TraceStep step, String guess) {
        CardContext context = new CardContext(trace, CardDigits.STANDARD, 6, CardContext.Names.PLAIN);
        return Prediction.of(step, context).orElseThrow().judge(new BigDecimal(guess));
    }

    private static Prediction.Verdict mazur(Quantity quantity, String layer, String guess) {
        return judge(MAZUR, SampleTraces.step(MAZUR, quantity, layer, 0), guess);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00877135469", "0.00877", "0.0088", "0.00881", "8.77e-3"})
    void whatIsNearEnoughIsRight(String guess) {
        assertTrue(mazur(Quantity.DELTA, "hidden", guess).right());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.009", "0.01", "0.0089", "0", "1"})
    void whatIsNotIsNot(String guess) {
        assertFalse(mazur(Quantity.DELTA, "hidden", guess).right());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELTA | hidden | 0.03635 | without f′(z)",
                "DELTA | hidden | 0.00833 | f′ taken at a",
                "DELTA | hidden | -0.00877 | the sign is not",
                "DELTA | hidden | 0.0877 | decimal point",
                "DELTA | hidden | 0.277651 | multiplied, not added",
                "DELTA | hidden | 0.0085 | Close",
                "SLOPE | hidden | 0.2292 | f′ taken at a",
                "SLOPE | hidden | 0.5933 | That is f(z)",
                "ARRIVING | hidden | 0.1004 | sum of the δ alone",
                "ARRIVING | hidden | 0.0302297 | updated weights",
                "ARRIVING | hidden | 0.188 | f′ is forgotten there",
                "ARRIVING | hidden | 0.0554 | One path is missing",
                "ARRIVING | output | -0.741 | the output less the target",
                "PRE_ACTIVATION | hidden | 0.0275 | The bias is missing",
                "ACTIVATION | hidden | 0.3775 | That is z",
                "ACTIVATION | hidden | 0.2413 | On the way forward it is f(z)",
                "DELTA | hidden | 7 | Go through the formula once more"
            })
    void aKnownMistakeIsNamed(Quantity quantity, String layer, String guess, String named) {
        Prediction.Verdict verdict = mazur(quantity, layer, guess);
        assertFalse(verdict.right());
        assertTrue(verdict.sentence().contains(named), verdict::sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.4411 | The sign: the step goes against the gradient",
                "0.3178 | The learning rate is missing",
                "-0.0411 | That is the change",
                "0.4000 | That is the old number"
            })
    void soIsOneInTheUpdate(String guess, String named) {
        TraceStep step = SampleTraces.step(MAZUR, Quantity.UPDATED, "output", "weights", 0);
        String sentence = judge(MAZUR, step, guess).sentence();
        assertTrue(sentence.contains(named), sentence);
    }

    @Test
    void theMeanOverTheBatchIsMissedOrTakenTwice() {
        TraceStep delta = SampleTraces.step(BATCH, Quantity.DELTA, "output", 0);
        assertTrue(judge(BATCH, delta, "0.125").right());
        assertEquals("The mean over the batch is missing.", judge(BATCH, delta, "0.5").sentence());
        TraceStep weight = SampleTraces.step(BATCH, Quantity.GRADIENT, "output", "weights", 1);
        assertTrue(judge(BATCH, weight, "0.04387").right());
        assertTrue(judge(BATCH, weight, "0.01097").sentence().contains("taken twice"));
        assertEquals("The mean over the batch is missing.", judge(BATCH, weight, "0.1755").sentence());
        TraceStep loss = SampleTraces.step(BATCH, Quantity.LOSS);
        assertEquals("The mean over the batch is missing.", judge(BATCH, loss, "2.8726").sentence());
    }

    @Test
    void aMistakeThatMakesNoDifferenceIsNone() {
        TraceStep bias = SampleTraces.step(MAZUR, Quantity.GRADIENT, "output", "bias", 0);
        assertTrue(judge(MAZUR, bias, "0.1385").right(), "δ alone is the gradient of a bias");
    }

    @Test
    void noSentenceTellsTheNumber() {
        assertFalse(mazur(Quantity.DELTA, "hidden", "3").sentence().matches(".*\\d.*"));
    }

    @Test
    void whatGivesManyNumbersAsksForNone() {
        TraceSteps layers = TraceSteps.of(MAZUR, Grain.LAYER);
        CardContext context = new CardContext(MAZUR, CardDigits.STANDARD, 6, CardContext.Names.PLAIN);
        assertTrue(Prediction.of(layers.get(0), context).isEmpty(), "what is given");
        assertTrue(Prediction.of(layers.get(3), context).isEmpty(), "a whole layer");
    }
}
