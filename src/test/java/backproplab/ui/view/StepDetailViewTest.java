package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.layer.Part;
import backproplab.network.Parameters;
import backproplab.training.TraceLab;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

class StepDetailViewTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");
    private static final Place.Weight WEIGHT = new Place.Weight(WEIGHTS, 3);
    private static final Place.Unit UNIT = new Place.Unit("hidden", 0, 1);

    private Opened opened = new Opened(Documents.circle(Documents.function("tanh")));

    /// The view in a window with a pass that has been traced.
    private static final class Opened {
        final LabModel lab;
        final StepModel model;
        final StepDetailView view;
        final RealWindow window;

        Opened(Document document) {
            lab = Toolkit.call(() -> new LabModel(document, Platform::runLater));
            model = Toolkit.call(() -> new StepModel(lab, Platform::runLater));
            view = Toolkit.call(() -> new StepDetailView(model));
            Toolkit.run(() -> {
                view.setPalette(Palette.LIGHT);
                view.setShown(true);
                model.setOpen(true);
            });
            BorderPane content = Toolkit.call(() -> new BorderPane(view.node()));
            StackPane strip = Toolkit.call(() -> new StackPane(new WhatIfStrip(model)));
            strip.setMinHeight(30); // also while it is away
            Toolkit.run(() -> content.setTop(strip));
            window = new RealWindow(content, 660, 290);
            settle();
        }

        void settle() {
            Toolkit.until(() -> {
                view.draw();
                return !view.isBusy();
            });
            Toolkit.run(view::draw);
        }

        void run(Runnable task) {
            Toolkit.run(task);
            settle();
        }

        void close() {
            window.close();
            Toolkit.run(lab::close);
        }
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void open(Document document) {
        opened.close();
        opened = new Opened(document);
    }

    private void goTo(Quantity quantity, Place place) {
        opened.run(() -> {
            opened.model.goTo(quantity, place);
            opened.model.focusProperty().set(Optional.of(place));
        });
    }

    private void toTheEnd(Place place) {
        opened.run(() -> {
            opened.model.last();
            opened.model.focusProperty().set(Optional.of(place));
        });
    }

    private BackwardTrace trace() {
        return Toolkit.call(() -> Objects.requireNonNull(opened.model.momentProperty().get()).trace());
    }

    private String text() {
        return Toolkit.call(
                () -> Objects.requireNonNull(opened.view.node().lookup("#step-detail").getAccessibleText()));
    }

    private double weight() {
        return trace().parameter(WEIGHTS).before().get(WEIGHT.index());
    }

    private static String digits(double value) {
        return CardDigits.STANDARD.text(value);
    }

    @Test
    void saysWhatToClickWhenNothingIsInFocus() {
        opened.run(() -> opened.model.focusProperty().set(Optional.empty()));
        assertTrue(text().startsWith("Click a unit"), text());
    }

    @Test
    void thePointAndTheTangentAreThoseOfTheTrace() {
        goTo(Quantity.DELTA, UNIT);
        LayerTrace layer = trace().layer("hidden");
        UnitCurve.Point point = opened.view.curve().point().orElseThrow();
        assertEquals(layer.z().get(1), point.z());
        assertEquals(layer.a().get(1), point.a());
        assertEquals(layer.slope().orElseThrow().get(1), point.derivative());
        assertEquals("slope f′(z) = " + digits(point.derivative()), point.slope());
        Curve tangent =
                opened.view.curve().chart().curves().stream()
                        .filter(it -> it.size() == 2 && it.x()[0] < point.z() && it.x()[1] > point.z())
                        .findFirst()
                        .orElseThrow();
        double rise = (tangent.y()[1] - tangent.y()[0]) / (tangent.x()[1] - tangent.x()[0]);
        assertEquals(point.derivative(), rise, 1e-12);
        assertEquals(point.a(), (tangent.y()[0] + tangent.y()[1]) / 2, 1e-12, "it touches the curve");
        String said = text();
        for (double number : new double[] {layer.z().get(1), layer.a().get(1), layer.delta().get(1)}) {
            assertTrue(said.contains(digits(number)), said);
        }
    }

    @Test
    void numbersAheadOfTheWalkAreHidden() {
        goTo(Quantity.PRE_ACTIVATION, UNIT);
        assertTrue(text().contains("a = ?. ∂L/∂a = ?. f′(z) = ?. δ = ?."), text());
        assertEquals(Optional.empty(), opened.view.curve().point());
        goTo(Quantity.ACTIVATION, UNIT);
        assertTrue(text().contains("a = " + digits(trace().layer("hidden").a().get(1))), text());
        assertEquals("", opened.view.curve().point().orElseThrow().slope(), "the tangent belongs to the way back");
        opened.run(() -> opened.model.coverProperty().set(Cover.RESULT));
        goTo(Quantity.DELTA, UNIT);
        assertTrue(text().contains("δ = ?."), text());
        opened.run(opened.model::reveal);
        assertTrue(text().contains("δ = " + digits(trace().layer("hidden").delta().get(1))), text());
    }

    @Test
    void theDigitsAreThoseOfTheCard() {
        goTo(Quantity.DELTA, UNIT);
        opened.run(() -> opened.model.digitsProperty().set(new CardDigits(12)));
        assertTrue(text().contains("δ = " + new CardDigits(12).text(trace().layer("hidden").delta().get(1))), text());
    }

    @Test
    void aClosedGateIsNamed() {
        open(Documents.circle(Documents.function("relu")));
        LayerTrace hidden = trace().layer("hidden");
        int closed = 0;
        while (hidden.z().get(closed) >= 0) {
            closed++;
        }
        goTo(Quantity.DELTA, new Place.Unit("hidden", 0, closed));
        assertTrue(text().endsWith("z < 0: the gate is closed, nothing passes back."), text());
        assertEquals(0, opened.view.curve().point().orElseThrow().derivative());
    }

    @Test
    void theConventionAtTheKinkAndSaturationAreNamed() {
        open(Documents.circle(Documents.function("relu")));
        Parameters.Key bias = new Parameters.Key("hidden", "bias");
        goTo(Quantity.DELTA, UNIT);
        opened.run(() -> {
            opened.model.setInput("input", 0, 0, 0);
            opened.model.setInput("input", 0, 1, 0);
            opened.model.setParameter(bias, 1, 0);
        });
        assertTrue(text().contains("At z = 0 the slope jumps from 0 to 1; f′ = 0 there is a convention."), text());
        open(Documents.circle(Documents.function("tanh")));
        goTo(Quantity.DELTA, UNIT);
        opened.run(() -> opened.model.setParameter(bias, 1, 8));
        assertTrue(text().contains("Saturated: |f′(z)| < 0.05"), text());
    }

    @Test
    void softmaxShowsAllUnitsOfTheLayer() {
        open(Documents.digits(Documents.function("tanh")));
        Place.Unit unit = new Place.Unit("output", 0, 3);
        goTo(Quantity.ACTIVATION, unit);
        List<Curve> curves = opened.view.bars().chart().curves();
        Curve all = curves.stream().filter(it -> it.name().equals("a")).findFirst().orElseThrow();
        Curve one = curves.stream().filter(it -> it.name().equals("this unit")).findFirst().orElseThrow();
        for (int k = 0; k < 10; k++) {
            assertEquals(trace().layer("output").a().get(k), all.y()[k]);
        }
        assertEquals(trace().layer("output").a().get(3), one.y()[0]);
        assertEquals(3, one.x()[0]);
        Curve ticks = curves.stream().filter(it -> it.name().equals("target")).findFirst().orElseThrow();
        for (int k = 0; k < 10; k++) {
            assertEquals(trace().target("output").get(k), ticks.y()[3 * k]);
        }
    }

    @Test
    void thePathsAddUpToTheGradient() {
        toTheEnd(WEIGHT);
        PathTable table = paths().table().orElseThrow();
        GradientPaths paths = table.paths();
        assertEquals(trace().parameter(WEIGHTS).gradient().get(3), paths.gradient());
        double sum = paths.rest();
        for (PathTable.Row row : table.rows()) {
            sum += row.product();
            assertEquals(digits(row.product()), row.number());
        }
        assertEquals(paths.gradient(), sum, 1e-15);
        assertEquals(1, paths.count(), "one output");
        assertEquals(List.of("δ", "w", "f′", "x").size(), table.rows().getFirst().cells().size());
    }

    private PathPicture paths() {
        return ((StepDetailPicture.Content.Weight) opened.view.picture().content()).paths();
    }

    @Test
    void theNudgeIsTheOneOfTheEngine() {
        toTheEnd(WEIGHT);
        Moment now = Toolkit.call(() -> Objects.requireNonNull(opened.model.momentProperty().get()));
        TraceLab engine = new TraceLab(now.pass().point());
        assertNudge(engine.nudge(now.trace(), WEIGHTS, 3, 1e-4));
        opened.window.type(opened.window.find("#detail-epsilon"), "0,1");
        opened.settle();
        TraceLab.Nudge coarse = engine.nudge(now.trace(), WEIGHTS, 3, 0.1);
        assertNudge(coarse);
        assertTrue(text().contains("elative difference " + Numbers.text(coarse.relativeDifference())), text());
    }

    private void assertNudge(TraceLab.Nudge nudge) {
        assertTrue(text().contains("ΔL/ε = " + digits(nudge.quotient())), () -> nudge + " in " + text());
    }

    @Test
    void aDraggedWeightIsFollowedAndTakenBack() {
        toTheEnd(WEIGHT);
        double real = weight();
        Slider slider = opened.window.find("#detail-parameter-slider");
        var box =
                Toolkit.call(() -> {
                    slider.getScene().getRoot().applyCss(); // it may have come just now
                    slider.getScene().getRoot().layout();
                    return slider.localToScreen(slider.getBoundsInLocal());
                });
        double y = box.getCenterY();
        double from = box.getMinX() + 8 + (box.getWidth() - 16) * (slider.getValue() + 1) / 2;
        opened.window.press(from, y);
        for (int i = 1; i <= 10; i++) {
            opened.window.move(from + 2 * i, y);
            Toolkit.run(opened.view::draw);
        }
        opened.window.release();
        opened.settle();
        double tried = weight();
        assertTrue(tried > real, tried + " after " + real);
        assertTrue(text().contains("w = " + digits(tried)), text());
        Label strip = opened.window.find("#what-if-text");
        assertEquals(
                "What if w of x2 → hidden 2 were %s, not %s?".formatted(digits(tried), digits(real)),
                Toolkit.call(strip::getText));
        opened.window.click(opened.window.find("#what-if-back"));
        opened.settle();
        assertEquals(real, weight());
        assertFalse(Toolkit.call(() -> opened.window.<Node>find("#what-if").isVisible()));
        assertEquals(real, Toolkit.call(slider::getValue), 0.01);
    }

    @Test
    void whatIsTypedIsKeptInTheNetwork() {
        toTheEnd(WEIGHT);
        opened.window.type(opened.window.find("#detail-parameter"), "0,75");
        opened.settle();
        assertEquals(0.75, weight());
        opened.window.click(opened.window.find("#what-if-keep"));
        Toolkit.until(() -> opened.lab.numbersProperty().get().parameters().get(WEIGHTS).get(3) == 0.75);
        opened.settle();
        assertEquals(0.75, weight());
    }

    @Test
    void aTargetThatTheLossDoesNotTakeIsRefusedWithASentence() {
        toTheEnd(new Place.Unit("output", 0, 0));
        double target = trace().target("output").get(0);
        opened.window.type(opened.window.find("#detail-target"), "7");
        Label refusal = opened.window.find("#detail-refusal");
        assertTrue(Toolkit.call(refusal::getText).contains("needs targets of"), refusal.getText());
        opened.settle();
        assertEquals(target, trace().target("output").get(0));
    }

    @Test
    void anInputIsSetByKeys() {
        Place.Unit input = new Place.Unit("input", 0, 1);
        toTheEnd(input);
        double gradient = Objects.requireNonNull(trace().inputGradients().get("input")).total().get(1);
        assertTrue(text().contains("∂L/∂x = " + digits(gradient)), text());
        double before = trace().output("input").get(1);
        opened.window.click(opened.window.find("#detail-input"));
        opened.window.keys(KeyCode.UP);
        opened.settle();
        double after = trace().output("input").get(1);
        assertTrue(after > before && after < before + 0.1, before + " to " + after);
    }

    @Test
    void aHalfTypedNumberIsNotGivenToAnotherUnit() {
        goTo(Quantity.DELTA, UNIT);
        Node box = opened.window.find("#detail-parameter");
        opened.window.click(box);
        opened.window.keys(KeyCode.DIGIT7);
        goTo(Quantity.DELTA, new Place.Unit("hidden", 0, 2));
        opened.window.keys(KeyCode.ENTER);
        opened.settle();
        assertTrue(Toolkit.call(() -> opened.model.pass().orElseThrow().isReal()), "nothing was changed");
    }

    /// What no unit puts out: nothing else is shown in its place.
    @Test
    void aNumberInsideOfARecurrentLayerIsNamed() {
        open(Document.of(SampleNetwork.load("lstm-long-memory"), Optional.empty()));
        Place.Timed place = new Place.Timed("cell", 0, 4, Part.FORGET_GATE, 2);
        opened.run(() -> opened.model.goTo(Quantity.ACTIVATION, place));
        assertTrue(text().startsWith("cell, unit 3, at t = 5: this number stays inside"), text());
    }
}
