package backproplab.ui.view;

import backproplab.ui.viewmodel.SampleChoice;

/// Is told which sample was clicked.
@FunctionalInterface
public interface SamplePick {
    /// @param twice by a double click, which also comes as a single one before
    void pick(SampleChoice sample, boolean twice);
}
