package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.layer.Part;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.view.LitNumbers.Gate;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.view.LitStep.Role;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The lit network in a window with a real mouse and real keys.
class StepNetworkViewTest {
    private static final Parameters.Key HIDDEN = new Parameters.Key("hidden", "weights");
    private static final Parameters.Key OUTPUT = new Parameters.Key("output", "weights");

    private Opened opened = new Opened(Document.of(SampleNetwork.load("mazur-2-2-2"), Optional.empty()));

    /// The view in a window with a pass that has been traced.
    private static final class Opened {
        final LabModel lab;
        final StepModel model;
        final ExerciseModel exercise;
        final StepNetworkView view;
        final RealWindow window;
        final Region picture;

        Opened(Document document) {
            lab = Toolkit.call(() -> new LabModel(document, Platform::runLater));
            model = Toolkit.call(() -> new StepModel(lab, Platform::runLater));
            exercise = Toolkit.call(() -> new ExerciseModel(lab));
            view = Toolkit.call(() -> new StepNetworkView(model, exercise));
            Toolkit.run(() -> {
                view.setPalette(Palette.LIGHT);
                view.setShown(true);
                model.setOpen(true);
            });
            window = new RealWindow(view.node(), 880, 470);
            picture = window.find("#step-network-picture");
            settle();
        }

        void settle() {
            Toolkit.until(() -> {
                view.draw();
                return !model.isBusy() && !view.isBusy();
            });
            Toolkit.run(view::draw);
        }

        void goTo(Quantity quantity, Place place) {
            Toolkit.run(() -> model.goTo(quantity, place));
            settle();
        }

        void goToUnit(Quantity quantity, String layer, int unit) {
            goTo(quantity, new Place.Unit(layer, 0, unit));
        }

        LitScene scene() {
            return Toolkit.call(() -> view.picture().scene().orElseThrow());
        }

        String words() {
            return Toolkit.call(picture::getAccessibleText);
        }

        OptionalDouble shown(Quantity quantity, String owner, int unit) {
            return scene().numbers().at(quantity, owner, unit);
        }

        double weight(Parameters.Key key, int index) {
            return Toolkit.call(() -> model.pass().orElseThrow().trace().parameter(key).before().get(index));
        }

        Point2D onScreen(double x, double y) {
            return Toolkit.call(() -> picture.localToScreen(x, y));
        }

        /// The middle of a unit's card.
        Point2D unit(String owner, int unit) {
            Rectangle2D card = scene().card(owner, unit).orElseThrow();
            return onScreen(card.getCenterX(), card.getCenterY());
        }

        /// A quarter along the line of a weight.
        Point2D weightPoint(String from, int fromUnit, String to, int toUnit) {
            var line = scene().line(new LitStep.Link(new At(from, fromUnit), new At(to, toUnit))).orElseThrow();
            return onScreen(0.75 * line.getX1() + 0.25 * line.getX2(), 0.75 * line.getY1() + 0.25 * line.getY2());
        }

        void click(Point2D at) {
            window.click(at.getX(), at.getY());
            settle();
        }

        /// Upwards, in steps as small as a hand makes them.
        void drag(Point2D from, int pixels) {
            window.press(from.getX(), from.getY());
            for (int i = 5; i <= pixels; i += 5) {
                window.move(from.getX(), from.getY() - i);
            }
            window.release();
            settle();
        }

        void close() {
            window.close();
            Toolkit.run(lab::close);
        }
    }

    private void reopen(Document document) {
        opened.close();
        opened = new Opened(document);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    // What is lit

    private Set<At> lit(Role role) {
        LitScene scene = opened.scene();
        Set<At> lit = new HashSet<>();
        for (NetworkLayout.Group group : scene.layout().network().groups()) {
            for (int unit = 0; unit < group.units(); unit++) {
                if (scene.roleOf(group.name(), unit).filter(role::equals).isPresent()) {
                    lit.add(new At(group.name(), unit));
                }
            }
        }
        return lit;
    }

    private Optional<Role> weight(Parameters.Key key, int index) {
        return opened.scene()
                .step()
                .roleOf(new LitStep.Link(new At("", 0), new At("", 0)), Optional.of(new Place.Weight(key, index)));
    }

    @Test
    void theInputsAndWeightsOfAUnitAreLitOnTheWayForward() {
        opened.goToUnit(Quantity.PRE_ACTIVATION, "hidden", 1);
        assertFalse(opened.scene().isBackward());
        assertEquals(Set.of(new At("hidden", 1)), lit(Role.RESULT));
        assertEquals(Set.of(new At("input", 0), new At("input", 1)), lit(Role.OPERAND));
        assertEquals(Optional.of(Role.OPERAND), weight(HIDDEN, 2));
        assertEquals(Optional.of(Role.OPERAND), weight(HIDDEN, 3));
        assertEquals(Optional.empty(), weight(HIDDEN, 0));
        assertEquals(Optional.of(Role.OPERAND), opened.scene().step().roleOf(new Parameters.Key("hidden", "bias"), 1));
        assertTrue(opened.words().startsWith("Forward: z of hidden 2. 0.3925"), opened.words());
    }

    @Test
    void everyDeltaThatComesBackIsLit() {
        opened.goToUnit(Quantity.ARRIVING, "hidden", 0);
        assertTrue(opened.scene().isBackward());
        assertEquals(Set.of(new At("hidden", 0)), lit(Role.RESULT));
        assertEquals(Set.of(new At("output", 0), new At("output", 1)), lit(Role.OPERAND));
        assertEquals(Map.of(Quantity.DELTA, Role.OPERAND), opened.scene().step().at("output", 1));
        assertEquals(Optional.of(Role.OPERAND), weight(OUTPUT, 0));
        assertEquals(Optional.of(Role.OPERAND), weight(OUTPUT, 2));
        assertEquals(Optional.empty(), weight(OUTPUT, 1));
    }

    @Test
    void theLossAndTheTargetAreLitWhereTheyTakePart() {
        opened.goTo(Quantity.LOSS, new Place.Whole());
        assertEquals(Optional.of(Role.RESULT), opened.scene().step().roleOfLoss());
        opened.goToUnit(Quantity.ARRIVING, "output", 1);
        assertEquals(Optional.of(Role.OPERAND), opened.scene().step().roleOfTarget("output", 1));
        assertEquals(Optional.empty(), opened.scene().step().roleOfTarget("output", 0));
        assertTrue(opened.scene().step().isLossLinkLit("output", 1));
        assertFalse(opened.scene().step().isLossLinkLit("output", 0));
    }

    @Test
    void aSingleProductLightsOneWeightAndShowsTheSumSoFar() {
        Toolkit.run(() -> opened.model.grainProperty().set(Grain.PRODUCT));
        opened.goToUnit(Quantity.PRE_ACTIVATION, "hidden", 0);
        Toolkit.run(opened.model::previous);
        Toolkit.run(opened.model::previous);
        opened.settle();
        assertEquals(0.35 + 0.15 * 0.05, opened.scene().step().soFar().orElseThrow(), 1e-15);
        assertEquals(Set.of(new At("input", 0)), lit(Role.OPERAND));
        assertEquals(Optional.empty(), weight(HIDDEN, 1));
        assertEquals(OptionalDouble.empty(), opened.shown(Quantity.PRE_ACTIVATION, "hidden", 0));
    }

    @Test
    void aWholeLayerIsLitAtOnce() {
        Toolkit.run(() -> opened.model.grainProperty().set(Grain.LAYER));
        opened.goTo(Quantity.GRADIENT, new Place.Weight(OUTPUT, 0));
        for (int i = 0; i < 4; i++) {
            int weight = i;
            LitStep.Link link = new LitStep.Link(new At("hidden", weight % 2), new At("output", weight / 2));
            assertEquals(Optional.of(Role.RESULT), opened.scene().step().roleOf(link, Optional.empty()));
        }
    }

    @Test
    void numbersThatLieAheadAreHidden() {
        opened.goToUnit(Quantity.ACTIVATION, "hidden", 0);
        assertTrue(opened.shown(Quantity.ACTIVATION, "hidden", 0).isPresent());
        assertEquals(OptionalDouble.empty(), opened.shown(Quantity.PRE_ACTIVATION, "hidden", 1));
        assertEquals(OptionalDouble.empty(), opened.scene().numbers().loss());
        Toolkit.run(opened.model::last);
        opened.settle();
        assertTrue(opened.shown(Quantity.DELTA, "hidden", 1).isPresent());
        assertEquals(0.2910277737, opened.scene().numbers().lossAfter().orElseThrow(), 1e-10);
        Toolkit.run(opened.model::first);
        opened.settle();
        assertEquals(OptionalDouble.empty(), opened.shown(Quantity.ACTIVATION, "hidden", 0));
    }

    @Test
    void whatIsToBeGuessedIsNotShown() {
        opened.goToUnit(Quantity.DELTA, "hidden", 0);
        Toolkit.run(() -> opened.model.coverProperty().set(Cover.RESULT));
        opened.settle();
        assertEquals(OptionalDouble.empty(), opened.shown(Quantity.DELTA, "hidden", 0));
        assertFalse(opened.words().contains("0.00877"), opened.words());
        Toolkit.run(opened.model::reveal);
        opened.settle();
        assertTrue(opened.words().contains("0.008771354689"), opened.words());
    }

    @Test
    void closedGatesAreMarkedOnTheWayBack() {
        reopen(Documents.circle(Documents.function("relu")));
        opened.goToUnit(Quantity.DELTA, "hidden", 7);
        LitScene scene = opened.scene();
        int closed = 0;
        for (int unit = 0; unit < 8; unit++) {
            double z = scene.numbers().at(Quantity.PRE_ACTIVATION, "hidden", unit).orElseThrow();
            assertEquals(z > 0 ? Gate.OPEN : Gate.CLOSED, scene.numbers().gate("hidden", unit));
            closed += z > 0 ? 0 : 1;
        }
        assertNotEquals(0, closed);
        assertTrue(opened.words().contains("×0: closed gate"), opened.words());
        opened.goToUnit(Quantity.ACTIVATION, "hidden", 7);
        assertEquals(Gate.OPEN, opened.scene().numbers().gate("hidden", 0), "not judged on the way forward");
    }

    @Test
    void unitsThatAreFoldedAwayComeOutForTheirStep() {
        reopen(Documents.digits(Documents.function("relu")));
        opened.goToUnit(Quantity.PRE_ACTIVATION, "hidden", 17);
        assertTrue(opened.scene().card("hidden", 17).isPresent());
        assertTrue(opened.words().contains("8 of 64 terms lit, the largest"), opened.words());
        opened.goToUnit(Quantity.PRE_ACTIVATION, "hidden", 0);
        assertTrue(opened.scene().card("hidden", 17).isEmpty());
        assertTrue(opened.scene().card("hidden", 0).isPresent());
        assertTrue(opened.scene().card("hidden", 29).isPresent());
    }

    // Mouse and keys

    @Test
    void aClickOnAWeightLightsAllPathsUntilTheNextStep() {
        opened.goTo(Quantity.GRADIENT, new Place.Weight(HIDDEN, 1));
        opened.click(opened.weightPoint("input", 1, "hidden", 0));
        assertEquals(Optional.of(new Place.Weight(HIDDEN, 1)), Toolkit.call(() -> opened.model.focusProperty().get()));
        LitPaths paths = opened.scene().paths().orElseThrow();
        assertEquals(2, paths.strands().size());
        assertEquals(1, paths.strands().getFirst().share());
        assertEquals(
                List.of(
                        new LitStep.Link(new At("hidden", 0), new At("output", 0)),
                        new LitStep.Link(new At("input", 1), new At("hidden", 0))),
                paths.strands().getFirst().links());
        assertTrue(
                opened.words().contains("∂L/∂w = 0.0008771 = 0.001337 − 0.0004597, sum over 2 paths"), opened.words());
        Toolkit.run(opened.model::next);
        opened.settle();
        assertTrue(opened.scene().paths().isEmpty());
    }

    @Test
    void aDraggedWeightIsTracedAndTakenBack() {
        opened.goTo(Quantity.LOSS, new Place.Whole());
        double loss = opened.scene().numbers().loss().orElseThrow();
        Point2D weight = opened.weightPoint("hidden", 1, "output", 1);
        opened.drag(weight, 50);
        double changed = opened.weight(OUTPUT, 3);
        assertEquals(0.55 + 0.5, changed, 0.06);
        assertEquals(changed, Math.rint(100 * changed) / 100, "it moves by hundredths");
        assertNotEquals(loss, opened.scene().numbers().loss().orElseThrow());
        assertTrue(opened.words().contains("what if"), opened.words());
        opened.window.keys(KeyCode.DELETE);
        opened.settle();
        assertEquals(0.55, opened.weight(OUTPUT, 3));
        assertEquals(loss, opened.scene().numbers().loss().orElseThrow());
    }

    @Test
    void theKeysChooseANumberAndChangeIt() {
        opened.click(opened.unit("hidden", 0));
        opened.window.keys(KeyCode.W);
        assertEquals(
                Optional.of(new Adjustable.Input("input", 0, 0)), Toolkit.call(() -> opened.view.picture().chosen()));
        opened.window.keys(KeyCode.UP);
        opened.settle();
        opened.window.keys(KeyCode.UP);
        opened.settle();
        opened.window.chord(KeyCode.SHIFT, KeyCode.DOWN);
        opened.settle();
        assertEquals(0.069, Toolkit.call(() -> opened.model.pass().orElseThrow().trace().output("input").get(0)));
        opened.window.keys(KeyCode.ESCAPE);
        assertEquals(Optional.empty(), Toolkit.call(() -> opened.view.picture().chosen()));
    }

    @Test
    void aTargetThatTheLossCannotTakeIsRefusedWithASentence() {
        reopen(Documents.circle(Documents.function("tanh")));
        Toolkit.run(opened.model::last);
        opened.settle();
        Rectangle2D target = opened.scene().target(opened.scene().card("output", 0).orElseThrow());
        opened.drag(opened.onScreen(target.getCenterX(), target.getCenterY()), 150);
        javafx.scene.control.Label problem = opened.window.find("#step-network-problem");
        assertTrue(Toolkit.call(problem::getText).contains("needs targets of"), Toolkit.call(problem::getText));
        double t = Toolkit.call(() -> opened.model.pass().orElseThrow().trace().target("output").get(0));
        assertTrue(t >= 0 && t <= 1, () -> "t = " + t);
    }

    @Test
    void aDoubleClickGoesToTheStepOfAUnit() {
        Point2D unit = opened.unit("output", 1);
        opened.click(unit);
        opened.click(unit);
        assertEquals(
                new Place.Unit("output", 0, 1),
                Toolkit.call(() -> opened.model.step().orElseThrow().results().getFirst().place()));
        opened.window.keys(KeyCode.RIGHT);
        assertEquals(
                Quantity.PRE_ACTIVATION,
                Toolkit.call(() -> opened.model.step().orElseThrow().results().getFirst().quantity()),
                "the arrows are left to the window");
    }

    /// The cards of a layer that puts out its last state alone show the time step that the walk is at.
    @Test
    void theCardsOfARecurrentLayerShowTheTimeStep() {
        reopen(Document.of(SampleNetwork.load("rnn-exploding"), Optional.empty()));
        Place.Timed early = new Place.Timed("cell", 0, 5, Part.STATE, 2);

        opened.goTo(Quantity.ACTIVATION, early);

        Tensor states = opened.scene().trace().layer("cell").hidden().orElseThrow().states();
        assertEquals(states.get(5 * 8 + 2), opened.shown(Quantity.ACTIVATION, "cell", 2).orElseThrow());
        assertEquals(Optional.of(LitStep.Role.RESULT), opened.scene().roleOf("cell", 2));
        opened.goTo(Quantity.PRE_ACTIVATION, early);
        assertEquals(
                Optional.of(LitStep.Role.OPERAND),
                opened.scene()
                        .step()
                        .roleOf(
                                new LitStep.Link(new LitStep.At("input", 5), new LitStep.At("cell", 2)),
                                Optional.of(new Place.Weight(new Parameters.Key("cell", "W_ih"), 2))));
        assertTrue(opened.words().contains("z of cell 3 at t = 6"), opened.words());
    }
}
