package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.LeakyRelu;
import backproplab.activation.Prelu;
import backproplab.activation.Sigmoid;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.statistics.UnitLayer;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class ActivationViewTest {
    private final LabModel model =
            Toolkit.call(() ->
                    new LabModel(Documents.circle(Documents.function("leaky_relu", "alpha", 0.3)), Platform::runLater));
    private final ActivationView view = Toolkit.call(() -> new ActivationView(model));
    private final RealWindow window = new RealWindow(view.node(), 500, 460);

    @BeforeEach
    void show() {
        Toolkit.until(() -> model.evaluationProperty().get() != null);
        Toolkit.run(() -> {
            view.setPalette(Palette.LIGHT);
            view.setShown(true);
            view.draw();
        });
    }

    @AfterEach
    void close() {
        window.close();
        Toolkit.run(model::close);
    }

    private OutputFunction function(String layer) {
        return Toolkit.call(() -> model.setupProperty().get().network().layer(layer).map(LayerDescription::function))
                .orElseThrow();
    }

    private String words() {
        Label words = window.find("#activation-words");
        return Toolkit.call(() -> {
            view.draw();
            return words.getText();
        });
    }

    private Curve curve(String name) {
        return Toolkit.call(() -> {
            view.draw();
            return view.picture().curves().curves().stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        });
    }

    private static double at(Curve curve, double z) {
        for (int i = 1; i < curve.size(); i++) {
            if (curve.x()[i] >= z) {
                double share = (z - curve.x()[i - 1]) / (curve.x()[i] - curve.x()[i - 1]);
                return curve.y()[i - 1] + share * (curve.y()[i] - curve.y()[i - 1]);
            }
        }
        throw new AssertionError("the curve ends before " + z);
    }

    private Point2D onSlider(Slider slider, double share) {
        return Toolkit.call(() -> slider.localToScreen(slider.getWidth() * share, slider.getHeight() / 2));
    }

    /// While the network trains, without anybody else drawing: the slider alone brings the new curve.
    @Test
    void theSliderMovesTheNetworkAndTheCurve() {
        Toolkit.run(model::toggleRunning);
        Toolkit.until(() -> model.stepProperty().get() > 100);
        Slider slider = window.find("#setting-alpha-slider");
        Point2D from = onSlider(slider, 0.3);
        window.press(from.getX(), from.getY());
        for (double share = 0.31; share <= 0.8; share += 0.01) {
            Point2D to = onSlider(slider, share);
            window.move(to.getX(), to.getY());
        }
        double alpha = Toolkit.call(slider::getValue);
        assertTrue(alpha > 0.6, () -> "" + alpha);
        assertFalse(Toolkit.call(() -> model.canUndoProperty().get()));
        double drawn = new SliderScale(new Setting.Slider(0, 1, Setting.Scale.LINEAR)).value(alpha);
        assertEquals(OutputFunctions.of(new LeakyRelu(drawn)), function("hidden"));
        Toolkit.until(() -> Math.abs(at(lastDrawn("Leaky ReLU f"), -2) + 2 * drawn) < 1e-9);
        Toolkit.until(() -> Math.abs(at(lastDrawn("f′"), -2) - drawn) < 1e-9);
        window.release();
        Toolkit.until(() -> model.canUndoProperty().get() && model.isJudged());
        long step = Toolkit.call(() -> model.stepProperty().get());
        Toolkit.until(() -> model.stepProperty().get() > step);
        assertEquals(OutputFunctions.of(new LeakyRelu(drawn)), function("hidden"));

        Toolkit.run(model::undo);
        assertEquals(OutputFunctions.of(new LeakyRelu(0.3)), function("hidden"));
        assertEquals(0.3, Toolkit.call(slider::getValue));
        assertFalse(Toolkit.call(() -> model.canUndoProperty().get()));
    }

    /// On the thread of the window, without drawing.
    private Curve lastDrawn(String name) {
        return view.picture().curves().curves().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theShareInWordsIsThatOfTheReport() {
        choose("activation-function", "tanh");
        Toolkit.run(model::finishEpoch);
        Toolkit.until(() -> model.stepProperty().get() == 20 && !model.runningProperty().get() && model.isJudged());
        UnitLayer layer =
                Toolkit.call(() -> Objects.requireNonNull(model.evaluationProperty().get()).units().layer("hidden"));
        double share = layer.activity().orElseThrow().saturatedShare().orElseThrow();
        assertEquals(
                "%s of (unit, sample) pairs saturated: |f′(z)| < 0.05, 5\u00a0%% of the steepest slope. Judged on 200 samples at step 20."
                        .formatted(Numbers.percent(share)),
                words());
    }

    private void choose(String menu, String id) {
        ComboBox<Entry<OutputFunction>> functions = window.find("#" + menu);
        Toolkit.run(() -> functions.setValue(OutputFunctions.CATALOG.get(id)));
        Toolkit.until(model::isJudged);
    }

    @Test
    void theMenuChangesTheFunctionOfThisLayerOnly() {
        choose("activation-function", "sigmoid");
        assertEquals(OutputFunctions.of(new Sigmoid()), function("hidden"));
        assertEquals(0.25, at(curve("f′"), 0), 1e-9);
        OutputFunction output = function("output");
        choose("activation-function", "hard_tanh");
        assertEquals(output, function("output"));
        window.type(window.find("#setting-min"), "-0,5");
        Toolkit.until(model::isJudged);
        assertEquals(OutputFunctions.CATALOG.get("hard_tanh").create(Map.of("min", -0.5)), function("hidden"));
        Toolkit.run(() -> {
            model.undo();
            model.undo();
            model.undo();
        });
        assertEquals(OutputFunctions.of(new LeakyRelu(0.3)), function("hidden"));
    }

    /// Open where the slope is not taken, closed where it is.
    @Test
    void jumpsHaveDots() {
        choose("activation-function", "relu");
        window.type(window.find("#setting-at_zero"), "0.5");
        Toolkit.until(model::isJudged);
        List<Curve> dots =
                Toolkit.call(() -> {
                    view.draw();
                    return view.picture().curves().curves().stream()
                            .filter(it -> it.look().dots() != Look.Dots.NONE && it.size() > 0)
                            .toList();
                });
        assertEquals(2, dots.size());
        assertEquals(Look.Dots.OPEN, dots.get(0).look().dots());
        assertEquals(0, dots.get(0).y()[0]);
        assertEquals(1, dots.get(0).y()[1]);
        assertEquals(0.5, dots.get(1).y()[0]);
    }

    @Test
    void theLayerIsTheSelectedOne() {
        ComboBox<String> layers = window.find("#activation-layer");
        assertEquals(List.of("hidden", "output"), Toolkit.call(() -> List.copyOf(layers.getItems())));
        Toolkit.run(() -> model.selectionProperty().set(Selection.of("output", 0)));
        assertEquals("output", Toolkit.call(layers::getValue));
        assertEquals(1, at(curve("Sigmoid f"), 6), 0.01);
        assertTrue(words().contains("Unit 0: z from "), this::words);
        Toolkit.run(() -> layers.setValue("hidden"));
        assertEquals(Selection.of("hidden"), Toolkit.call(() -> model.selectionProperty().get()));
    }

    @Test
    void softmaxIsExplained() {
        Toolkit.run(() -> model.selectionProperty().set(Selection.of("hidden")));
        choose("activation-function", "softmax");
        assertTrue(words().startsWith("Softmax is not elementwise"), this::words);
        assertTrue(words().contains("the other 7 stand at z = 0"), this::words);
        assertEquals(1.0 / 8, at(curve("Softmax f"), 0), 1e-9); // e⁰ / (e⁰ + 7)
        assertEquals(7.0 / 64, at(curve("f′"), 0), 1e-9);
    }

    /// What is drawn of a learned function is what it has become.
    @Test
    void aLearnedNumberIsThatOfNow() {
        choose("activation-function", "prelu");
        Toolkit.run(model::finishEpoch);
        Toolkit.until(() -> model.stepProperty().get() == 20 && !model.runningProperty().get());
        Toolkit.until(() -> model.numbersProperty().get().step() == 20);
        double alpha = Toolkit.call(() -> model.numbersProperty().get().parameters().get("hidden", "alpha").get(0));
        assertNotEquals(0.25, alpha);
        assertEquals(-2 * alpha, at(curve("PReLU f"), -2), 1e-9);
        assertTrue(words().contains("alpha is learned, and is " + NumberText.of(alpha)), this::words);
        assertEquals(OutputFunctions.of(new Prelu(0.25)), function("hidden"));
    }

    @Test
    void aSecondFunctionIsDashed() {
        ComboBox<?> menu = window.find("#activation-compare");
        Toolkit.run(
                () -> menu.getSelectionModel().select(4)); // after none, the present one, Identity: Tanh comes third
        List<String> names =
                Toolkit.call(() -> {
                    view.draw();
                    return view.picture().curves().curves().stream()
                            .filter(it -> it.look().dashed())
                            .map(Curve::name)
                            .toList();
                });
        assertEquals(List.of("Tanh f", "Tanh f′"), names);

        Toolkit.run(() -> menu.getSelectionModel().select(1));
        Slider slider = window.find("#setting-alpha-slider");
        Toolkit.run(() -> slider.setValue(0.9));
        assertEquals(-0.6, at(curve("Leaky ReLU held f"), -2), 1e-9);
        assertEquals(-1.8, at(curve("Leaky ReLU f"), -2), 1e-9);
    }

    @Test
    void whatTheNetworkCannotHaveIsRefusedWithASentence() {
        choose("activation-function", "prelu");
        OutputFunction before = function("hidden");
        window.type(window.find("#setting-alpha"), "0.1;0.2;0.3");
        assertEquals(before, function("hidden"));
        Optional<String> sentence = Toolkit.call(view::refusal);
        assertTrue(sentence.orElse("").contains("one alpha or 8, got 3"), sentence::toString);
    }

    @Test
    void nothingIsDrawnWhileNotSeen() {
        Toolkit.run(() -> {
            view.draw();
            assertFalse(view.draw());
            view.setShown(false);
            model.selectionProperty().set(Selection.of("output"));
            assertFalse(view.draw());
            view.setShown(true);
            assertTrue(view.draw());
        });
    }
}
