package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.training.TrainingSetup;

/// How the output of a network is best seen, by what its data are.
enum OutputKind {
    /// Two inputs, and classes or a single output: what the network says at every point of the plane.
    PLANE,
    /// One input: the outputs as curves over it.
    CURVE,
    /// Classes of anything else: which are taken for which.
    CONFUSION,
    /// Anything else: what came out against what should.
    SCATTER;

    static OutputKind of(TrainingSetup setup) {
        Dataset data = setup.training();
        boolean oneInput = data.inputs().size() == 1;
        boolean flatTarget = data.target().shape().rank() == 2;
        if (InputPlane.suits(data) && flatTarget && (data.classes() > 0 || data.target().rowSize() == 1)) {
            return PLANE;
        }
        if (oneInput && flatTarget && data.input().shape().rank() == 2 && data.input().rowSize() == 1) {
            return CURVE;
        }
        return oneInput && data.classes() > 0 ? CONFUSION : SCATTER;
    }
}
