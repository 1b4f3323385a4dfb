package backproplab.backprop;

import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Traces of a pass that stands ready with its samples and targets.
final class Traces {
    private Traces() {}

    static BackwardTrace of(BackwardPass pass, UpdateRule rule, long step) {
        return of(pass, rule, OptimizerState.initial(rule.optimizer(), pass.network().parameters().sizes()), step);
    }

    static BackwardTrace of(BackwardPass pass, UpdateRule rule, OptimizerState state, long step) {
        Network network = pass.network();
        return new TraceRecorder(
                        network.description(),
                        pass.objective().terms(),
                        rule,
                        network.parameters(),
                        state,
                        network.capacity(),
                        network.seed())
                .trace(inputs(network), targets(pass), step);
    }

    static Map<String, Tensor> inputs(Network network) {
        Map<String, Tensor> inputs = new HashMap<>();
        network.inputNames().forEach(it -> inputs.put(it, network.input(it)));
        return inputs;
    }

    static Map<String, Tensor> targets(BackwardPass pass) {
        Map<String, Tensor> targets = new HashMap<>();
        List<LossTerm> terms = pass.objective().terms();
        for (int i = 0; i < terms.size(); i++) {
            targets.put(terms.get(i).on(), pass.objective().targets(i));
        }
        return targets;
    }
}
