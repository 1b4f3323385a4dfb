package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.network.NetworkDescription;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class LabModelTest {
    private final WindowThread window = new WindowThread();
    private final LabModel model =
            new LabModel(Documents.circle(Documents.function("leaky_relu", "alpha", 0.0)), window);

    @BeforeEach
    void begin() {
        window.until(() -> model.evaluationProperty().get() != null);
    }

    @AfterEach
    void end() {
        model.close();
    }

    private TrainingSetup withSlope(double alpha) {
        TrainingSetup setup = model.setupProperty().get();
        return setup.with(
                new NetworkDescription(
                        setup.network().inputs(),
                        setup.network().layers().stream()
                                .map(it ->
                                        it.name().equals("hidden")
                                                ? it.with(Documents.function("leaky_relu", "alpha", alpha))
                                                : it)
                                .toList()));
    }

    private List<SessionEvent> changes() {
        return model.history().events().stream().filter(it -> it instanceof SessionEvent.Changed).toList();
    }

    /// Before the first step, where the training set has been evaluated already.
    @Test
    void aChangeOfAPausedRunIsJudgedAtOnce() {
        TrainingSetup next = withSlope(0.5);
        model.change(next);
        assertSame(next, model.setupProperty().get());
        assertFalse(model.isJudged());
        window.until(model::isJudged);
        assertSame(next, model.setupProperty().get());
        assertEquals(1, Objects.requireNonNull(model.history().deadUnits().get("hidden")).bins().size());
    }

    @Test
    void oneDragIsOneEntryForUndo() {
        TrainingSetup before = model.setupProperty().get();
        model.preview(withSlope(0.2));
        model.preview(withSlope(0.4));
        TrainingSetup end = withSlope(0.6);
        model.preview(end);
        assertFalse(model.canUndoProperty().get());
        model.change(end);
        assertTrue(model.canUndoProperty().get());
        window.until(model::isJudged);
        assertEquals(end, model.setupProperty().get());

        model.undo();
        assertEquals(before, model.setupProperty().get());
        assertFalse(model.canUndoProperty().get());
        model.redo();
        assertEquals(end, model.setupProperty().get());
        window.until(model::isJudged);
        assertEquals(end, model.setupProperty().get());
    }

    @Test
    void aDragThereAndBackLeavesNothingToUndo() {
        TrainingSetup before = model.setupProperty().get();
        model.preview(withSlope(0.2));
        model.change(before);
        assertFalse(model.canUndoProperty().get());
        window.until(model::isJudged);
        assertEquals(before, model.setupProperty().get());
    }

    /// The window shows the slider where the hand has it, whatever the session tells late; the session is asked for
    /// what is newest when it is ready, not for everything on the way.
    @Test
    void whatComesLateDoesNotMoveTheSliderBack() {
        List<TrainingSetup> shown = new ArrayList<>();
        List<TrainingSetup> asked = new ArrayList<>();
        model.setupProperty().subscribe(it -> shown.add(it));
        shown.clear();
        for (int i = 1; i <= 20; i++) {
            TrainingSetup next = withSlope(i / 20.0);
            asked.add(next);
            model.preview(next);
        }
        window.until(model::isJudged);
        assertEquals(asked, shown);
        assertEquals(
                List.of(asked.getFirst(), asked.getLast()),
                changes().stream().map(it -> ((SessionEvent.Changed) it).setup()).toList());
    }

    /// New weights are another setup, which the model did not ask for by itself.
    @Test
    void aNewRunIsFollowed() {
        model.newWeights();
        window.until(() -> model.setupProperty().get().weightsSeed() == 2);
        model.preview(withSlope(0.3));
        TrainingSetup next = withSlope(0.4);
        model.preview(next);
        window.until(model::isJudged);
        assertEquals(next, model.setupProperty().get());
    }

    /// A setup that the session cannot take: the window shows again what really trains.
    @Test
    void aChangeThatFailsIsTakenBack() {
        TrainingSetup before = model.setupProperty().get();
        TrainingSetup wrong =
                before.with(new NetworkDescription(before.network().inputs(), before.network().layers().subList(1, 2)));
        model.preview(wrong);
        assertEquals(wrong, model.setupProperty().get());
        window.until(() -> model.lastEventProperty().get() instanceof SessionEvent.Failed);
        assertEquals(before, model.setupProperty().get());
    }
}
