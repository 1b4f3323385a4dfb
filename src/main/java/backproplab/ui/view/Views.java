package backproplab.ui.view;

import backproplab.ui.viewmodel.LabModel;

import java.util.List;

/// Every view of the window, one line each: what a new view must be entered in.
public final class Views {
    private Views() {}

    public static List<LabView> all(LabModel model) {
        return List.of(
                new NetworkView(model),
                new ActivationView(model),
                new GradientView(model),
                new OutputView(model),
                new LossView(model),
                new UnitsView(model));
    }
}
