package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.Circle;
import backproplab.data.Coding;
import backproplab.experiment.DataSource;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

class DataChoiceTest {
    private final WindowThread window = new WindowThread();
    private final LabModel model = new LabModel(Documents.circle(Documents.function("tanh")), window);

    @BeforeEach
    void begin() {
        window.until(() -> model.evaluationProperty().get() != null);
    }

    @AfterEach
    void end() {
        model.close();
    }

    private DataChoice noisier() {
        Circle circle = new Circle(300, 0.2, Coding.ZERO_ONE);
        return model.dataProperty()
                .get()
                .with(new DataSource.Generated(circle), circle.generate(1).withTarget("output"))
                .withTestShare(0.4);
    }

    private Command.Snapshot snapshot() {
        return model.snapshot().join();
    }

    @Test
    void otherDataAreOneEntryForUndo() {
        DataChoice before = model.dataProperty().get();
        TrainingSetup setupBefore = model.setupProperty().get();
        DataChoice after = noisier();
        model.change(after.applyTo(setupBefore), after);
        assertSame(after, model.dataProperty().get());
        assertEquals(180, model.setupProperty().get().training().samples());
        model.undo();
        assertSame(before, model.dataProperty().get());
        assertSame(setupBefore, model.setupProperty().get());
        model.redo();
        assertSame(after, model.dataProperty().get());
    }

    @Test
    void whatASliderPassesOnlyItsEndIsKept() {
        TrainingSetup setupBefore = model.setupProperty().get();
        DataChoice passed = noisier();
        DataChoice end = passed.withTestShare(0.1);
        model.preview(passed.applyTo(setupBefore), passed);
        assertSame(passed, model.dataProperty().get());
        model.change(end.applyTo(setupBefore), end);
        model.undo();
        assertSame(setupBefore, model.setupProperty().get());
        assertFalse(model.canUndoProperty().get());
    }

    /// After a drag over the data, the run goes back to a point in the middle of it.
    @Test
    void dataOfNobodysChoiceAreReplacedByThoseOfNow() {
        DataChoice passed = noisier();
        DataChoice end = passed.withTestShare(0.1);
        TrainingSetup setupBefore = model.setupProperty().get();
        model.preview(passed.applyTo(setupBefore), passed);
        model.makeStep();
        window.until(() -> model.stepProperty().get() == 1);
        model.change(end.applyTo(setupBefore), end);
        model.rewindTo(1);
        window.until(() -> model.setupProperty().get().training().samples() == 270);
        assertSame(end, model.dataProperty().get());
    }

    @Test
    void startingOverDrawsTheWeightsOfTheNewSetup() {
        model.makeStep();
        window.until(() -> model.stepProperty().get() == 1);
        DataChoice after = noisier();
        TrainingSetup next = after.applyTo(model.setupProperty().get()).withWeightsSeed(7);
        model.startOver(next, after);
        window.until(() -> model.stepProperty().get() == 0);
        assertEquals(Checkpoint.initial(next).parameters().asMap(), snapshot().checkpoint().parameters().asMap());
        assertTrue(model.canUndoProperty().get());
    }

    @Test
    void aFileSaysTheRunAsItStands() {
        DataChoice after = noisier().withStandardise(true);
        model.change(after.applyTo(model.setupProperty().get()), after);
        model.makeStep();
        window.until(() -> model.stepProperty().get() == 1);
        Command.Snapshot now = snapshot();
        String text = ExperimentFile.format(model.experimentAt(now));
        Reading.Done<LoadedExperiment> read = (Reading.Done<LoadedExperiment>) ExperimentFile.parse(text);
        assertEquals(now.setup(), read.value().setup());
        assertEquals(1, read.value().start().step());
        assertEquals(now.checkpoint().parameters().asMap(), read.value().start().parameters().asMap());
    }

    @Test
    void trainingAnExampleIsNoUnsavedChange() {
        model.makeStep();
        window.until(() -> model.stepProperty().get() == 1);
        assertFalse(model.changedProperty().get());
        model.savedAs(Path.of("mine.json"));
        model.makeStep();
        window.until(() -> model.stepProperty().get() == 2);
        assertTrue(model.changedProperty().get());
        assertNotEquals(Optional.empty(), model.documentProperty().get().file());
    }
}
