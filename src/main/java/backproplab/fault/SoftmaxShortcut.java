package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// `δ = y − t` at an output, `[batch, outputs]`, instead of `δ = ∂l/∂y · f′(z)`: the closed form of softmax or sigmoid
/// with cross-entropy, used where function and loss are no such pair. Means over outputs and batch are taken as ever.
public record SoftmaxShortcut() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "softmax_shortcut",
                    "y − t at the wrong output",
                    "δ = y − t, the closed form of another output and loss",
                    new SoftmaxShortcut());

    @Override
    public Quantity falsifies() {
        return Quantity.DELTA;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "δ of the output is y − t; for this function and this loss it is ∂l/∂y · f′(z)",
                "y − t comes out only where function and loss belong together: softmax or sigmoid with cross-entropy, a"
                        + " linear output with ½(y − t)²",
                "the loss usually falls, a sigmoid output even faster than it should, but a ReLU output that is closed "
                        + "gets a gradient all the same; the check fails everywhere from the output down to the input");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        var terms = surroundings.lossesOn(layer.name());
        if (terms.size() != 1 || !surroundings.fedBy(layer.name()).isEmpty()) {
            return Optional.of("layer `%s` is not an output with a single loss".formatted(layer.name()));
        }
        if (surroundings.isFused(terms.getFirst())) {
            return Optional.of("at layer `%s` the closed form is right".formatted(layer.name()));
        }
        if (Surroundings.isLinear(layer) || layer.function().elementwise().isEmpty()) {
            return Optional.of("layer `%s` needs an elementwise function such as ReLU".formatted(layer.name()));
        }
        Loss loss = terms.getFirst().loss();
        boolean isCrossEntropy = loss instanceof CategoricalCrossEntropy || loss instanceof BinaryCrossEntropy;
        boolean wrong = loss instanceof SquaredError || (isCrossEntropy && layer.function().link().isEmpty());
        return wrong
                ? Optional.empty()
                : Optional.of("nobody takes y − t for the loss on layer `%s`".formatted(layer.name()));
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return new Replaced(layer.name(), UnaryOperator.identity(), SlopeLeftOut.Unsloped::new, Difference::new);
    }

    /// `∂l/∂y := y − t`, which then goes on to δ without f′.
    private record Difference(Loss real) implements LossDecorator {
        @Override
        public void addGradient(double[] y, double[] t, int from, int n, double scale, double[] dy) {
            for (int k = from; k < from + n; k++) {
                dy[k] += scale * (y[k] - t[k]);
            }
        }
    }
}
