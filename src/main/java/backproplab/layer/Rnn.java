package backproplab.layer;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// Elman network: `zₜ = W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh`, `hₜ = f(zₜ)`, where f is the layer's `activation`, any elementwise
/// one ([Recurrent] for shapes and sums). z and a of the layer are zₜ and hₜ of the steps that it puts out.
///
/// Backward, from the last step to the first: `δₜ = ∂L/∂hₜ · f′(zₜ)`, `∂L/∂hₜ₋₁ += W_hhᵀ·δₜ`. Through k steps a gradient is
/// multiplied by `W_hhᵀ·diag(f′)` k times: it vanishes or explodes with the size of that product (Bengio, Simard,
/// Frasconi, *Learning long-term dependencies with gradient descent is difficult*, 1994).
///
/// A function that learns gets `∂L/∂p = Σ ∂L/∂hₜ · ∂f/∂p` over all steps. Reference: Elman, *Finding Structure in Time*, 1990.
public record Rnn(int units, Steps return_, Biases biases) implements Recurrent, FunctionInside {
    private static final int Z = Unrolled.OWN;

    private static final List<Part> ROWS = List.of(Part.STATE);

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "rnn",
                    "RNN (Elman)",
                    "hₜ = f(W_ih·xₜ + b_ih + W_hh·hₜ₋₁ + b_hh): a state that goes through a sequence",
                    List.of(Unrolled.UNITS, Unrolled.RETURN, Unrolled.BIASES),
                    it -> new Rnn(it.whole(Unrolled.UNITS), it.choice(Unrolled.RETURN), it.choice(Unrolled.BIASES)));

    public Rnn {
        Unrolled.UNITS.check(units);
    }

    @Override
    public List<Part> rows() {
        return ROWS;
    }

    @Override
    public List<String> startNames() {
        return List.of("h0");
    }

    @Override
    public Optional<Fit.Refused> refusal(OutputFunction function) {
        return function.elementwise().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Fit.Refused(
                                "an elementwise activation, got `%s`"
                                        .formatted(OutputFunctions.describe(function).id()),
                                "take `tanh`, and put an `activation` layer with the other one behind it"));
    }

    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        return Unrolled.caches(this, inputs, Unrolled.perStep(inputs, units));
    }

    @Override
    public void forward(LayerForward pass) {
        Unrolled.inputPart(this, pass);
        double[] p = pass.cache(Unrolled.INPUT_PART).values();
        double[] q = pass.cache(Unrolled.STATE_PART).values();
        double[] z = pass.cache(Z).values();
        double[] h = pass.cache(Unrolled.HIDDEN).values();
        int rows = Unrolled.rows(pass);
        for (int row = 0; row < rows; row++) {
            Unrolled.statePart(this, pass, row);
            for (int i = row * units; i < (row + 1) * units; i++) {
                z[i] = p[i] + q[i];
                h[i] = value(pass, z[i], i);
            }
        }
        Unrolled.putOut(this, pass, pass.cache(Z), pass.output());
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor hiddenGradient = pass.cache(Unrolled.HIDDEN_GRADIENT);
        Tensor deltas = pass.cache(Unrolled.INPUT_PART_GRADIENT);
        boolean linear = pass.function().equals(OutputFunctions.IDENTITY); // then both gradients are one tensor
        Unrolled.takeIn(this, pass, pass.activationGradient(), hiddenGradient);
        if (!linear) {
            Unrolled.takeIn(this, pass, pass.outputGradient(), deltas); // what a fused loss gave
        }
        double[] z = pass.cache(Z).values();
        double[] dh = hiddenGradient.values();
        double[] dz = deltas.values();
        for (int row = Unrolled.rows(pass) - 1; row >= 0; row--) {
            for (int i = row * units; i < (row + 1) * units; i++) {
                double through = dh[i] * derivative(pass, z[i], i);
                dz[i] = linear ? through : dz[i] + through;
            }
            Unrolled.addToStateBefore(pass, row, deltas);
        }
        Unrolled.putOut(this, pass, hiddenGradient, pass.activationGradient());
        Unrolled.putOut(this, pass, deltas, pass.outputGradient());
        Unrolled.addGradients(this, pass, deltas);
        addLearnedGradient(pass);
    }

    private void addLearnedGradient(LayerBackward pass) {
        if (pass.function() instanceof LearnedElementwise(LearnedActivation f)) {
            double[] z = pass.cache(Z).values();
            double[] dh = pass.cache(Unrolled.HIDDEN_GRADIENT).values();
            double[] p = pass.parameter(learned()).values();
            double[] dp = pass.gradient(learned()).values();
            for (int i = 0; i < Unrolled.rows(pass) * units; i++) {
                int unit = i % p.length;
                dp[unit] = Math.fma(dh[i], f.parameterDerivative(z[i], p[unit]), dp[unit]);
            }
        }
    }

    private double value(LayerForward pass, double z, int element) {
        return switch (pass.function()) {
            case LearnedElementwise(LearnedActivation f) -> f.value(z, parameter(pass, element));
            case Elementwise(Activation f) -> f.value(z);
            default -> throw new IllegalStateException("`rnn` with a function that it refuses: " + pass.function());
        };
    }

    private double derivative(LayerForward pass, double z, int element) {
        return switch (pass.function()) {
            case LearnedElementwise(LearnedActivation f) -> f.derivative(z, parameter(pass, element));
            case Elementwise(Activation f) -> f.derivative(z);
            default -> throw new IllegalStateException("`rnn` with a function that it refuses: " + pass.function());
        };
    }

    private double parameter(LayerForward pass, int element) {
        Tensor p = pass.parameter(learned());
        return p.get(element % p.size());
    }

    /// Where the function's own parameter stands: behind weights and biases.
    private int learned() {
        return switch (biases) {
            case NONE -> 2;
            case ONE -> 3;
            case TWO -> 4;
        };
    }

    @Override
    public Tensor preActivations(LayerForward pass) {
        return pass.cache(Z);
    }

    @Override
    public Tensor activations(LayerForward pass) {
        return hidden(pass);
    }

    @Override
    public StepNumbers stepNumbers(LayerForward pass) {
        Tensor gradient = pass.cache(Unrolled.INPUT_PART_GRADIENT);
        return Unrolled.numbers(pass, gradient, pass.cache(Z), hidden(pass), Optional.empty());
    }
}
