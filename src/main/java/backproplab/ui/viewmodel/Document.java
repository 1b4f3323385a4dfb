package backproplab.ui.viewmodel;

import backproplab.training.Checkpoint;
import backproplab.training.TrainingSetup;

/// What is opened in the window: a run and where it stands.
///
/// @param title one line
/// @param about what to look at, in Markdown
public record Document(String title, String about, TrainingSetup setup, Checkpoint start) {}
