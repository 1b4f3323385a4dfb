package backproplab.ui.app;

/// What the middle of the window is about.
enum Perspective {
    /// A network that trains.
    TRAINING,
    /// One pass of it, step by step.
    STEPS,
    /// Its gradients, held against what moving each number does to the loss.
    CHECK
}
