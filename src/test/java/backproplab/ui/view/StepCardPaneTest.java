package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PictureFile;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.SampleTraces;
import backproplab.ui.viewmodel.StepCard;
import backproplab.ui.viewmodel.StepCards;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.atomic.AtomicInteger;

/// With δ of hidden 1 of Mazur's example, 0.0363503064 · 0.241300709 = 0.00877135469.
class StepCardPaneTest {
    private static final BackwardTrace MAZUR = SampleTraces.of("mazur-2-2-2", 0);
    private static final TraceStep DELTA = SampleTraces.step(MAZUR, Quantity.DELTA, "hidden", 0);

    private StepCardPane pane;
    private RealWindow window;

    @BeforeEach
    void open() {
        pane = Toolkit.call(() -> new StepCardPane(() -> show(DELTA, false)));
        window = new RealWindow(pane, 640, 560);
        Toolkit.run(() -> {
            pane.setStyle(new Style(Palette.LIGHT, false));
            show(DELTA, false);
        });
    }

    @AfterEach
    void close() {
        window.close();
    }

    private String card() {
        return Toolkit.call(() -> {
            pane.draw();
            return pane.card().orElseThrow().text();
        });
    }

    private void show(TraceStep step, boolean hidden) {
        pane.show(step, MAZUR, CardContext.Names.PLAIN, hidden);
    }

    private void hide(Cover what) {
        ComboBox<Cover> box = window.find("#card-cover");
        Toolkit.run(() -> {
            box.setValue(what);
            show(DELTA, true);
        });
    }

    private void guess(String text) {
        window.type(window.find("#card-guess"), text);
    }

    private String verdict() {
        return Toolkit.call(window.<Label>find("#card-verdict")::getText);
    }

    @Test
    void theDigitsAreTyped() {
        assertTrue(card().contains("= 0.00877135\n"), card());
        window.type(window.find("#card-digits"), "9");
        assertTrue(card().contains("= 0.00877135469\n"), card());
        window.keys(KeyCode.UP);
        assertTrue(card().contains("= 0.008771354689\n"), card());
    }

    @Test
    void tooManyDigitsAreRefusedWithASentence() {
        window.type(window.find("#card-digits"), "18");
        assertEquals("digits must be a whole number from 3 to 17", verdict());
        assertTrue(card().contains("= 0.00877135\n"), card());
    }

    @Test
    void aMistakeIsNamedAndTheResultStaysHidden() {
        hide(Cover.RESULT);
        guess("0,03635");
        assertEquals("That is without f′(z): how wrong, but not yet how awake.", verdict());
        assertFalse(card().contains("0.00877"), card());
        assertTrue(card().contains("0.0363503"), "the operands are seen");
    }

    @Test
    void theRightGuessReveals() {
        hide(Cover.NUMBERS);
        assertFalse(card().contains("0.0363503"), card());
        guess("0.0088");
        assertEquals("Right.", verdict());
        assertTrue(card().contains("= 0.00877135\n"), card());
    }

    @Test
    void revealingEndsWithTheStep() {
        hide(Cover.RESULT);
        window.click(window.find("#card-reveal"));
        assertTrue(card().contains("= 0.00877135\n"), card());
        TraceStep other = SampleTraces.step(MAZUR, Quantity.DELTA, "hidden", 1);
        Toolkit.run(() -> show(other, true));
        assertTrue(card().contains("= ?"), card());
    }

    @Test
    void whatIsNoNumberIsRefused() {
        hide(Cover.RESULT);
        guess("x");
        assertEquals("`x` is no number; type one such as 0.25", verdict());
    }

    @Test
    void theArrowsAreLeftToTheStepper() {
        AtomicInteger steps = new AtomicInteger();
        Toolkit.run(() ->
                pane.getScene()
                        .setOnKeyPressed(it -> {
                            if (it.getCode() == KeyCode.RIGHT) {
                                steps.incrementAndGet();
                            }
                        }));
        window.click(window.find("#step-card"));
        window.keys(KeyCode.RIGHT);
        assertEquals(1, steps.get());
    }

    /// Whether all of the card has room where the step view may put it, and in what size of type.
    @ParameterizedTest
    @CsvSource({"380, 300, 8.5", "380, 620, 12", "640, 420, 14.5", "1240, 600, 23.5", "1900, 380, 17"})
    void thereIsRoomForEveryStepInReadableType(double width, double height, double least) {
        for (String file : new String[] {"mazur-2-2-2", "digits-64-30-10"}) {
            BackwardTrace trace = SampleTraces.of(file, 0);
            TraceSteps steps = TraceSteps.of(trace, Grain.UNIT);
            for (int i = 0; i < steps.size(); i += 1 + steps.size() / 40) {
                TraceStep step = steps.get(i);
                StepCardPicture picture = new StepCardPicture();
                picture.show(terms ->
                        StepCards.of(step, new CardContext(trace, new CardDigits(9), terms, CardContext.Names.PLAIN)));
                PictureFile.image(picture, width, height, new Style(Palette.DARK, false));
                StepCard card = picture.painted().orElseThrow();
                assertTrue(picture.size() >= least, () -> picture.size() + " at " + card.text());
            }
        }
    }
}
