package backproplab.loss;

/// KL divergence through a link, computed from z: `Σₖ tₖ (ln tₖ − ln pₖ)` as the cross-entropy from z less the
/// entropy `−Σₖ tₖ ln tₖ` of the targets. The entropy does not depend on z, so the gradient is the cross-entropy's.
///
/// @param crossEntropy categorical cross-entropy through the same link
record CrossEntropyMinusEntropy(Loss crossEntropy) implements Loss {
    @Override
    public double value(double[] z, double[] t, int from, int n) {
        double entropy = 0;
        for (int k = from; k < from + n; k++) {
            entropy -= LogTerm.value(t[k], t[k]);
        }
        return crossEntropy.value(z, t, from, n) - entropy;
    }

    @Override
    public void addGradient(double[] z, double[] t, int from, int n, double scale, double[] dz) {
        crossEntropy.addGradient(z, t, from, n, scale, dz);
    }
}
