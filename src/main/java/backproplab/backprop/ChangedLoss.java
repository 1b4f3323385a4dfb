package backproplab.backprop;

import backproplab.layer.Changes;
import backproplab.layer.FunctionInside;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.network.Stage;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loss of a batch when one number of the parameters is another, and all else is as in a pass that was run.
///
/// Only what lies behind the number is computed anew, stage by stage in the order of the pass, as far as anything
/// changes ([backproplab.layer.Layer#update]). The loss has the very bits of a whole forward pass. Works on a network
/// of its own; one thread at a time.
final class ChangedLoss {
    private final Network network;
    private final Objective objective;
    private final List<Parameters.Parameter> trained;
    private final List<Station> stations = new ArrayList<>();
    private final KinkSearch kinks;
    private final double usual;

    /// @param pass that was run, forward at least; copied
    ChangedLoss(BackwardPass pass) {
        Network source = pass.network();
        network = PassCopy.network(pass, source.description());
        objective = new Objective(network, pass.objective().terms());
        PassCopy.copyTargets(pass, objective);
        trained = network.parameters().trained();
        network.forward(source.samples(), source.training(), source.step());
        usual = objective.value();
        addStations(pass);
        kinks = new KinkSearch(network, objective);
    }

    private void addStations(BackwardPass pass) {
        Map<Node, BitSet> activations = new HashMap<>();
        for (Node node : network.nodes()) {
            List<BitSet> arriving = new ArrayList<>();
            for (Node.Source source : node.sources()) {
                arriving.add(
                        switch (source) {
                            case Node.Source.Input _ -> new BitSet();
                            case Node.Source.Activations(Node fed) -> activations.getOrDefault(fed, new BitSet());
                        });
            }
            Station layer = new Station(node.layer(), arriving);
            stations.add(layer);
            activations.put(node, layer.changed);
            if (!node.isLinear() && !pass.isFusedOnly(pass.network().node(node.name()))) {
                Station function = new Station(node.function(), List.of(layer.changed));
                stations.add(function);
                activations.put(node, function.changed);
            }
        }
    }

    /// The loss of the pass itself.
    double usual() {
        return usual;
    }

    /// @param parameter its place in [Parameters#trained()]
    double with(int parameter, int number, double value) {
        Tensor tensor = trained.get(parameter).value();
        double before = tensor.get(number);
        tensor.set(number, value);
        for (Station station : stations) {
            station.update(parameter, number);
        }
        double loss = objective.value();
        tensor.set(number, before);
        return loss;
    }

    /// The central difference `(L(w + h) − L(w − h)) / 2h`, h as it is after rounding.
    Slope slope(int parameter, int number, double h) {
        double w = trained.get(parameter).value().get(number);
        double above = w + h;
        double below = w - h;
        double lossAbove = with(parameter, number, above);
        kinks.keepAbove();
        double lossBelow = with(parameter, number, below);
        return new Slope(new Difference(below, above, lossBelow, lossAbove), kinks.find());
    }

    /// @param kink the first one, in the order of computation, that lies between the ends
    record Slope(Difference difference, Optional<Kink> kink) {
        double value() {
            return difference.slope();
        }

        double h() {
            return difference.h();
        }
    }

    /// A stage with what it gave in the pass, and where its output now differs from that.
    private static final class Station {
        private final Stage stage;
        private final List<BitSet> arriving;
        private final BitSet changed = new BitSet();
        private final double[] output;
        private final double[] usual;

        /// z of all steps of a layer that has its function inside, for [KinkSearch]; empty elsewhere.
        private final double[] inside;

        private final double[] usualInside;
        private boolean updated;

        Station(Stage stage, List<BitSet> arriving) {
            this.stage = stage;
            this.arriving = arriving;
            this.output = stage.output().values();
            this.usual = output.clone();
            this.inside =
                    stage.layer() instanceof FunctionInside layer
                            ? layer.preActivations(stage).values()
                            : new double[0];
            this.usualInside = inside.clone();
        }

        void update(int parameter, int number) {
            if (updated) {
                System.arraycopy(usual, 0, output, 0, output.length);
                System.arraycopy(usualInside, 0, inside, 0, inside.length);
                changed.clear();
                updated = false;
            }
            Changes changes = new Changes(placeOf(parameter), number, arriving);
            if (changes.isEmpty()) {
                return;
            }
            stage.layer().update(stage, changes);
            updated = true;
            for (int i = 0; i < output.length; i++) {
                if (Double.doubleToRawLongBits(output[i]) != Double.doubleToRawLongBits(usual[i])) {
                    changed.set(i);
                }
            }
        }

        private int placeOf(int parameter) {
            for (int i = 0; i < stage.parameterCount(); i++) {
                if (stage.parameterIndex(i) == parameter) {
                    return i;
                }
            }
            return Changes.NO_PARAMETER;
        }
    }
}
