package backproplab.statistics;

import backproplab.activation.Activation;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.statistics.LayerTheory.Spread;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The RMS of δ per hidden layer that theory expects of random weights, relative to the last hidden layer.
///
/// Forward: with n inputs to each unit, z of layer l is about normal around the mean of the biases, with variance
/// `q(l) = n·E[w²]·E[a(l−1)²] + Var(b)`. Backward: with m units that each unit of layer l feeds,
/// `E[δ(l)²] = m·E[w(l+1)²]·E[f′(z(l))²]·E[δ(l+1)²]`. That holds for independent weights with mean 0, the better
/// the wider the layers: before training. What training makes of the weights is more than their size, so that a profile
/// of trained weights says only what weights of this size would do if they were random.
///
/// References: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010; He,
/// Zhang, Ren, Sun, *Delving Deep into Rectifiers*, 2015; Schoenholz, Gilmer, Ganguli, Sohl-Dickstein, *Deep
/// Information Propagation*, 2017.
///
/// @param layers the hidden layers in the order of computation
public record ExpectedProfile(List<ExpectedLayer> layers) {
    public ExpectedProfile {
        layers = List.copyOf(layers);
    }

    /// @param variance q, the variance of z
    /// @param squaredSlope `E[f′(z)²]`
    /// @param factor `RMS δ(l) / RMS δ(l+1)`; NaN for the last
    /// @param relative `RMS δ(l) / RMS δ(last)`
    public record ExpectedLayer(String layer, double variance, double squaredSlope, double factor, double relative) {}

    /// A profile, or why there is none.
    public sealed interface Result {
        record Known(ExpectedProfile profile) implements Result {}

        /// @param reason such as "the way from layer `conv1` to layer `conv2` is not a plain chain"
        record NotCovered(String reason) implements Result {}
    }

    /// With weights as their initializers draw them, whatever the seed.
    ///
    /// @param inputMeanSquare `E[x²]` over the inputs: 1 for standardised data
    public static Result beforeTraining(NetworkDescription network, List<LossTerm> losses, double inputMeanSquare) {
        if (LayerTheory.chain(network, losses) instanceof LayerTheory.Chain.Whole(List<LayerTheory> chain)) {
            Optional<LayerTheory> alike = chain.stream().filter(LayerTheory::drawsAlikeWeights).findFirst();
            if (alike.isPresent()) {
                return new Result.NotCovered(
                        "all weights of layer `%s` start alike, not at random".formatted(alike.get().name()));
            }
        }
        return of(network, losses, LayerTheory::freshSpread, LayerTheory::freshFunctions, inputMeanSquare);
    }

    /// With the mean square of the weights as they are now, and the mean and variance of the biases.
    ///
    /// @param inputMeanSquare `E[x²]` over the inputs: 1 for standardised data
    public static Result withWeightsOf(
            Parameters parameters, NetworkDescription network, List<LossTerm> losses, double inputMeanSquare) {
        return of(
                network,
                losses,
                it -> it.measuredSpread(parameters),
                it -> it.currentFunctions(parameters),
                inputMeanSquare);
    }

    private static Result of(
            NetworkDescription network,
            List<LossTerm> losses,
            Function<LayerTheory, Spread> spreadOf,
            Function<LayerTheory, List<Activation>> functionsOf,
            double inputMeanSquare) {
        return switch (LayerTheory.chain(network, losses)) {
            case LayerTheory.Chain.Broken(String reason) -> new Result.NotCovered(reason);
            case LayerTheory.Chain.Whole(List<LayerTheory> chain) ->
                    new Result.Known(
                            propagate(
                                    chain,
                                    chain.stream().map(spreadOf).toList(),
                                    chain.stream().map(functionsOf).toList(),
                                    inputMeanSquare));
        };
    }

    private static ExpectedProfile propagate(
            List<LayerTheory> chain, List<Spread> spreads, List<List<Activation>> functions, double inputMeanSquare) {
        int count = chain.size();
        double[] variances = new double[count];
        double[] squaredSlopes = new double[count];
        double meanSquare = inputMeanSquare;
        for (int l = 0; l < count; l++) {
            Spread spread = spreads.get(l);
            double variance = chain.get(l).fanIn() * spread.weightMeanSquare() * meanSquare + spread.biasVariance();
            variances[l] = variance;
            squaredSlopes[l] = LayerTheory.meanSquaredSlope(functions.get(l), spread.biasMean(), variance);
            meanSquare = LayerTheory.meanSquaredValue(functions.get(l), spread.biasMean(), variance);
        }
        List<ExpectedLayer> layers = new ArrayList<>();
        double relative = 1;
        for (int l = count - 1; l >= 0; l--) {
            double factor = Double.NaN;
            if (l < count - 1) {
                double fed = chain.get(l + 1).fanOut() * spreads.get(l + 1).weightMeanSquare();
                factor = Math.sqrt(fed * squaredSlopes[l]);
                relative *= factor;
            }
            layers.addFirst(new ExpectedLayer(chain.get(l).name(), variances[l], squaredSlopes[l], factor, relative));
        }
        return new ExpectedProfile(layers);
    }
}
