package backproplab.ui.view;

import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.StepModel;

import java.util.List;

/// Every view of the window, one line each: what a new view must be entered in.
public final class Views {
    private Views() {}

    /// Of a network that trains.
    ///
    /// @param onPick is told which sample was clicked
    public static List<LabView> ofTraining(LabModel model, SamplePick onPick) {
        return List.of(
                new NetworkView(model),
                new ActivationView(model),
                new GradientView(model),
                new OutputView(model, onPick),
                new LossView(model),
                new UnitsView(model));
    }

    /// Of a gradient check.
    public static List<LabView> ofCheck(CheckModel model) {
        return List.of(
                new CheckMapView(model),
                new CheckListView(model),
                new CheckCurveView(model),
                new CheckNumberView(model));
    }

    /// Of one pass, step by step.
    ///
    /// @param exercise whose bug is marked once it is revealed
    public static List<LabView> ofSteps(StepModel model, ExerciseModel exercise) {
        return List.of(
                new StepNetworkView(model, exercise),
                new StepCardView(model),
                new StepTableView(model),
                new StepDetailView(model));
    }
}
