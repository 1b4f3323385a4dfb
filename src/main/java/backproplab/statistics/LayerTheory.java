package backproplab.statistics;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.initializer.Initializer;
import backproplab.layer.ParameterSpec;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.network.ShapeInference;
import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// What [ExpectedProfile] has to know of one hidden layer: one matrix of weights, perhaps biases, and a function of
/// each z alone.
record LayerTheory(LayerDescription layer, ParameterSpec weights, Optional<ParameterSpec> bias, Activation function) {

    /// The size of weights and biases: `E[w²]` (for weights with mean 0 their variance), mean and variance of b.
    record Spread(double weightMeanSquare, double biasMean, double biasVariance) {}

    /// The hidden layers of a network, each fed by the one before it alone.
    sealed interface Chain {
        record Whole(List<LayerTheory> layers) implements Chain {}

        /// @param reason why theory has nothing to say
        record Broken(String reason) implements Chain {}
    }

    static Chain chain(NetworkDescription network, List<LossTerm> losses) {
        List<LayerDescription> hidden = HiddenLayers.of(network, losses);
        if (hidden.isEmpty()) {
            return new Chain.Broken("there is no hidden layer");
        }
        ShapeInference inference = network.infer();
        List<LayerTheory> layers = new ArrayList<>();
        for (LayerDescription layer : hidden) {
            if (!layers.isEmpty()) {
                LayerDescription before = layers.getLast().layer();
                if (!layer.inputs().equals(List.of(before.name())) || consumers(before, network) > 1) {
                    return new Chain.Broken(
                            "the way from layer `%s` to layer `%s` is not a plain chain"
                                    .formatted(before.name(), layer.name()));
                }
            } else if (!network.inputs().keySet().containsAll(layer.inputs())) {
                return new Chain.Broken("layer `%s` does not follow an input".formatted(layer.name()));
            }
            Optional<LayerTheory> theory = of(layer, inference);
            if (theory.isEmpty()) {
                return new Chain.Broken(
                        "layer `%s` is not one matrix of weights and a function of each unit".formatted(layer.name()));
            }
            layers.add(theory.get());
        }
        return new Chain.Whole(layers);
    }

    private static long consumers(LayerDescription layer, NetworkDescription network) {
        return network.layers().stream().filter(it -> it.inputs().contains(layer.name())).count();
    }

    private static Optional<LayerTheory> of(LayerDescription layer, ShapeInference inference) {
        List<ParameterSpec> parameters = layer.layer().parameters(inference.inputShapes(layer));
        List<ParameterSpec> weights = ofRole(ParameterSpec.Role.WEIGHTS, parameters);
        List<ParameterSpec> biases = ofRole(ParameterSpec.Role.BIAS, parameters);
        boolean plain =
                weights.size() == 1 && biases.size() <= 1 && weights.size() + biases.size() == parameters.size();
        return layer.function()
                .elementwise()
                .filter(_ -> plain)
                .map(it -> new LayerTheory(layer, weights.getFirst(), biases.stream().findFirst(), it));
    }

    private static List<ParameterSpec> ofRole(ParameterSpec.Role role, List<ParameterSpec> parameters) {
        return parameters.stream().filter(it -> it.role() == role).toList();
    }

    String name() {
        return layer.name();
    }

    int fanIn() {
        return weights.fanIn();
    }

    int fanOut() {
        return weights.fanOut();
    }

    /// Whether the initializer gives all weights one value that is not 0.
    boolean drawsAlikeWeights() {
        return constant(layer.initializer(), weights) != 0;
    }

    /// As the initializers say.
    Spread freshSpread() {
        double weightVariance = variance(layer.initializer(), weights);
        return bias.map(it ->
                        new Spread(
                                weightVariance,
                                constant(layer.biasInitializer(), it),
                                variance(layer.biasInitializer(), it)))
                .orElse(new Spread(weightVariance, 0, 0));
    }

    private static double variance(Initializer initializer, ParameterSpec parameter) {
        return initializer.variance(parameter.shape(), parameter.fanIn(), parameter.fanOut());
    }

    /// The mean of what an initializer draws: 0, or the constant where it draws without variance.
    private static double constant(Initializer initializer, ParameterSpec parameter) {
        if (variance(initializer, parameter) > 0) {
            return 0;
        }
        Tensor one = Tensor.zeros(1, 1);
        initializer.fill(one, parameter.fanIn(), parameter.fanOut(), new SeededRandom(0));
        return one.get(0);
    }

    /// As the numbers are.
    Spread measuredSpread(Parameters parameters) {
        double rms = Size.of(parameters.get(name(), weights.name())).rms();
        return bias.map(it -> parameters.get(name(), it.name()))
                .map(it -> Moments.of(it.values(), it.size()))
                .map(it -> new Spread(rms * rms, it.mean(), it.standardDeviation() * it.standardDeviation()))
                .orElse(new Spread(rms * rms, 0, 0));
    }

    /// The functions of the units before training.
    List<Activation> freshFunctions() {
        return function instanceof LearnedActivation learned
                ? learned.initial().stream().map(learned::at).toList()
                : List.of(function);
    }

    /// The functions of the units with what they have learned.
    List<Activation> currentFunctions(Parameters parameters) {
        if (!(function instanceof LearnedActivation learned)) {
            return List.of(function);
        }
        Tensor p = parameters.get(name(), learned.parameter());
        List<Activation> functions = new ArrayList<>();
        for (int i = 0; i < p.size(); i++) {
            functions.add(learned.at(p.get(i)));
        }
        return functions;
    }

    /// `E[f(z)²]` over units with these functions.
    static double meanSquaredValue(List<Activation> functions, double mean, double variance) {
        return average(functions, it -> meanSquare(it::value, mean, variance, it.kinks()));
    }

    /// `E[f′(z)²]` over units with these functions.
    static double meanSquaredSlope(List<Activation> functions, double mean, double variance) {
        return average(functions, it -> meanSquare(it::derivative, mean, variance, it.kinks()));
    }

    private static double meanSquare(DoubleUnaryOperator f, double mean, double variance, List<Double> kinks) {
        DoubleUnaryOperator square = z -> f.applyAsDouble(z) * f.applyAsDouble(z);
        return GaussianMean.of(square, mean, variance, kinks);
    }

    private static double average(List<Activation> functions, ToDoubleFunction<Activation> of) {
        return functions.stream().mapToDouble(of).average().orElseThrow();
    }
}
