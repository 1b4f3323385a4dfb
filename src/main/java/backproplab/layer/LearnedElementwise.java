package backproplab.layer;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// `a = f(z; p)` with a learned p, one for all units (`[1]`) or one per unit (`[units]`, the last axis).
///
/// - `∂L/∂z += ∂L/∂a · ∂f/∂z`
/// - `∂L/∂p = Σ ∂L/∂a · ∂f/∂p` over the batch, and over the units when they share p
public record LearnedElementwise(LearnedActivation activation) implements OutputFunction {
    @Override
    public Fit fit(List<Shape> inputs) {
        int given = activation.initial().size();
        if (given > 1 && inputs.getFirst().rank() == 3) {
            return new Fit.Refused(
                    "one `%s` for all maps, got %d".formatted(activation.parameter(), given),
                    "give one number for all units");
        }
        int units = inputs.getFirst().last();
        return given == 1 || given == units
                ? new Fit.Output(inputs.getFirst())
                : new Fit.Refused(
                        "one `%s` or %d, got %d".formatted(activation.parameter(), units, given),
                        "give one number for all units, or a list of " + units);
    }

    @Override
    public Optional<Activation> elementwise() {
        return Optional.of(activation);
    }

    @Override
    public List<ParameterSpec> parameters(List<Shape> inputs) {
        double[] start = activation.initial().stream().mapToDouble(Double::doubleValue).toArray();
        return List.of(
                ParameterSpec.fixedStart(activation.parameter(), ParameterSpec.Role.OTHER, Tensor.vector(start)));
    }

    @Override
    public void forward(LayerForward pass) {
        double[] z = pass.input(0).values();
        double[] a = pass.output().values();
        double[] p = pass.parameter(0).values();
        int n = pass.samples() * pass.output().rowSize();
        for (int i = 0; i < n; i++) {
            a[i] = activation.value(z[i], p[i % p.length]);
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        double[] z = pass.input(0).values();
        double[] da = pass.outputGradient().values();
        double[] p = pass.parameter(0).values();
        double[] dp = pass.gradient(0).values();
        Tensor dz = pass.inputGradient(0);
        int n = pass.samples() * pass.output().rowSize();
        for (int i = 0; i < n; i++) {
            int unit = i % p.length;
            dp[unit] = Math.fma(da[i], activation.parameterDerivative(z[i], p[unit]), dp[unit]);
            if (dz != null) {
                dz.values()[i] += da[i] * activation.derivative(z[i], p[unit]);
            }
        }
    }
}
