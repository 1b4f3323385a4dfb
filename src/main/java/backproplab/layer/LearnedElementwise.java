package backproplab.layer;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// `a = f(z; p)` with a learned p, one for all units (`[1]`) or one per unit (`[units]`, the last axis). Of maps
/// `[channels, rows, columns]` each channel has one (`[channels]`).
///
/// - `∂L/∂z += ∂L/∂a · ∂f/∂z`
/// - `∂L/∂p = Σ ∂L/∂a · ∂f/∂p` over the batch, and over all that share p: positions of a channel, time steps, units
public record LearnedElementwise(LearnedActivation activation) implements OutputFunction {
    @Override
    public Fit fit(List<Shape> inputs) {
        int given = activation.initial().size();
        int units = owners(inputs.getFirst());
        return given == 1 || given == units
                ? new Fit.Output(inputs.getFirst())
                : new Fit.Refused(
                        "one `%s` or %d, got %d".formatted(activation.parameter(), units, given),
                        "give one number for all units, or a list of " + units);
    }

    /// How many units or channels there are that can have a number of their own.
    private static int owners(Shape item) {
        return item.rank() == 3 ? item.size(0) : item.last();
    }

    /// Which learned number an element has.
    ///
    /// @param item the shape of z for one sample
    /// @param numbers how many there are
    /// @param element of z, counted through all samples; of neighbours in a map the number is the same
    public static int numberOf(Shape item, int numbers, int element) {
        return element / positions(item, 0, numbers) % numbers;
    }

    /// As [#numberOf], from the shape of a whole batch: no shape of an item is made, since this is asked for every element
    /// of every step.
    public static int numberInBatch(Shape batch, int numbers, int element) {
        return element / positionsInBatch(batch, numbers) % numbers;
    }

    /// How many elements in a row have the same number, from the shape of a whole batch.
    public static int positionsInBatch(Shape batch, int numbers) {
        return positions(batch, 1, numbers);
    }

    /// @param channels the axis that they would be, of maps
    private static int positions(Shape shape, int channels, int numbers) {
        boolean isMaps = shape.rank() == channels + 3;
        return numbers > 1 && isMaps ? shape.size(channels + 1) * shape.size(channels + 2) : 1;
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
        int positions = positionsInBatch(pass.output().shape(), p.length);
        for (int i = 0; i < n; i++) {
            a[i] = activation.value(z[i], p[i / positions % p.length]);
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
        int positions = positionsInBatch(pass.output().shape(), p.length);
        for (int i = 0; i < n; i++) {
            int unit = i / positions % p.length;
            dp[unit] = Math.fma(da[i], activation.parameterDerivative(z[i], p[unit]), dp[unit]);
            if (dz != null) {
                dz.values()[i] += da[i] * activation.derivative(z[i], p[unit]);
            }
        }
    }
}
