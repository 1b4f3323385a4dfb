package backproplab.ui.view;

import backproplab.ui.viewmodel.LabModel;

import java.util.List;

/// Every view of the window. A new one is its class and its line here.
public final class Views {
    private Views() {}

    public static List<LabView> all(LabModel model) {
        return List.of(new GradientView(model), new LossView(model));
    }
}
