package backproplab.ui.viewmodel;

import backproplab.backprop.TraceStep;

/// Predict, then reveal: what is hidden of each step until the class has had its guess. What is given is never hidden.
public enum Cover {
    NOTHING,
    /// What comes out.
    RESULT,
    /// All numbers: the formula is seen.
    NUMBERS;

    boolean covers(TraceStep step) {
        return this != NOTHING && step.phase() != TraceStep.Phase.GIVEN;
    }

    public StepCard over(StepCard card) {
        return switch (this) {
            case NOTHING -> card;
            case RESULT -> card.withoutResult();
            case NUMBERS -> card.withoutNumbers();
        };
    }
}
