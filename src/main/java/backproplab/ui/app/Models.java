package backproplab.ui.app;

import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.StepModel;

import java.util.concurrent.Executor;

/// All that the window shows: the run, and what is looked at of it.
///
/// @param lab the run
/// @param steps one pass of it
/// @param check its gradients
/// @param exercise the bug that a class looks for in it
record Models(LabModel lab, StepModel steps, CheckModel check, ExerciseModel exercise) {
    static Models of(Document document, Executor windowThread) {
        LabModel lab = new LabModel(document, windowThread);
        return new Models(
                lab, new StepModel(lab, windowThread), new CheckModel(lab, windowThread), new ExerciseModel(lab));
    }

    /// To be called at each turn of the screen, with the time in nanoseconds.
    void turn(long nanoTime) {
        steps.turn(nanoTime);
        check.turn(nanoTime);
    }

    /// Ends the run and all that is under way in the background.
    void close() {
        open(Perspective.TRAINING);
        lab.close();
    }

    /// Begins what the perspective needs, and ends what the others do.
    void open(Perspective perspective) {
        steps.setOpen(perspective == Perspective.STEPS);
        check.setOpen(perspective == Perspective.CHECK);
    }
}
