package backproplab.statistics;

import backproplab.activation.Activation;
import backproplab.backprop.BackwardPass;
import backproplab.backprop.ParameterUpdate;
import backproplab.backprop.PassListener;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/// A small training run to measure: random inputs, targets 0.
final class Runs {
    final BackwardPass pass;
    final ParameterUpdate update;
    final StepCollector collector;
    private final OptimizerState state;
    private final UpdateRule rule;
    private long step;

    Runs(
            NetworkDescription description,
            List<LossTerm> losses,
            Parameters parameters,
            int samples,
            Optimizer optimizer) {
        Network network = new Network(description, parameters, samples, 1);
        this.pass = new BackwardPass(network, losses, false);
        this.update = new ParameterUpdate(parameters, pass.gradients());
        this.collector = new StepCollector(pass, update);
        this.rule = UpdateRule.of(optimizer);
        this.state = OptimizerState.initial(optimizer, parameters.sizes());
        network.inputNames().forEach(it -> fillRandom(network.input(it), new SeededRandom(7)));
    }

    /// A chain of dense layers `layer1`, `layer2`, …, the last one linear and with squared error.
    static NetworkDescription chain(int inputs, Activation activation, int... units) {
        List<LayerDescription> layers = new ArrayList<>();
        String before = NetworkDescription.INPUT;
        for (int l = 0; l < units.length; l++) {
            LayerDescription layer = LayerDescription.of("layer" + (l + 1), new Dense(units[l]), before);
            layers.add(l == units.length - 1 ? layer : layer.with(OutputFunctions.of(activation)));
            before = layer.name();
        }
        return NetworkDescription.of(Shape.of(inputs), layers);
    }

    static LossTerm squaredError(String on) {
        return LossTerm.of(on, new SquaredError(0.5));
    }

    static void fillRandom(Tensor tensor, SeededRandom random) {
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextGaussian());
        }
    }

    /// One step on the first `samples` samples, measured.
    void step(int samples) {
        pass.run(samples, step, PassListener.NONE);
        collector.afterBackward(step);
        update();
        step++;
    }

    /// The update by the gradients that are there, measured.
    void update() {
        update.apply(rule, state);
        collector.afterUpdate();
    }
}
