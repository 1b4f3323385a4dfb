package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.layer.FunctionInside;
import backproplab.layer.LearnedElementwise;
import backproplab.layer.MaxPool2d;
import backproplab.loss.Loss;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Looks whether a kink lies between what a network gave at two ends of a difference: [#keepAbove] after the one,
/// [#find] after the other. The kinks are those that activations ([Activation#kinks]) and losses ([Loss#kinks]) state, and
/// the places where two numbers of a max-pooling window change order ([WinnerSearch]).
final class KinkSearch {
    private final List<Suspect> suspects = new ArrayList<>();

    /// @param network after the pass itself: that is what it stands at between the ends
    KinkSearch(Network network, Objective objective) {
        for (Node node : network.nodes()) {
            if (node.description().layer() instanceof MaxPool2d pooling) {
                suspects.add(new WinnerSearch(node, pooling));
            }
            node.description()
                    .function()
                    .elementwise()
                    .map(it -> new ActivationBends(it, node))
                    .filter(ActivationBends::any)
                    .ifPresent(
                            it -> suspects.add(new BendSuspect(Kink.Place.ACTIVATION, node, preActivations(node), it)));
        }
        for (int term = 0; term < objective.terms().size(); term++) {
            LossBends bends = new LossBends(objective.computed(term), objective.targets(term));
            if (bends.any()) {
                Node node = objective.node(term);
                Tensor compared = objective.isFused(term) ? node.z() : node.a();
                suspects.add(new BendSuspect(Kink.Place.LOSS, node, compared, bends));
            }
        }
    }

    /// Where the function of a node is applied: z, and of a layer that has it inside all its steps.
    private static Tensor preActivations(Node node) {
        return node.description().layer() instanceof FunctionInside layer
                ? layer.preActivations(node.layer())
                : node.z();
    }

    void keepAbove() {
        for (Suspect suspect : suspects) {
            suspect.keepAbove();
        }
    }

    /// The first kink in the order of computation.
    Optional<Kink> find() {
        for (Suspect suspect : suspects) {
            Optional<Kink> kink = suspect.find();
            if (kink.isPresent()) {
                return kink;
            }
        }
        return Optional.empty();
    }

    /// Some part of the network that may have kinks.
    interface Suspect {
        void keepAbove();

        /// Its first kink between the two ends.
        Optional<Kink> find();
    }

    /// A function for each element of a tensor, with what is known of its slope.
    private interface Bends {
        List<Double> kinks(int element);

        double slope(int element, double at);

        double leftSlope(int element, double kink);

        double rightSlope(int element, double kink);
    }

    /// The activation of a node, which is one for all units or, when it is learned, may be one for each.
    private static final class ActivationBends implements Bends {
        private final List<Activation> functions = new ArrayList<>();
        private final List<List<Double>> kinks;
        private final Shape item;

        ActivationBends(Activation activation, Node node) {
            item = node.z().shape().item();
            if (activation instanceof LearnedActivation learned) {
                for (double p : node.function().parameter(0).values()) {
                    functions.add(learned.at(p));
                }
            } else {
                functions.add(activation);
            }
            kinks = functions.stream().map(Activation::kinks).toList();
        }

        boolean any() {
            return kinks.stream().anyMatch(it -> !it.isEmpty());
        }

        @Override
        public List<Double> kinks(int element) {
            return kinks.get(number(element));
        }

        @Override
        public double slope(int element, double at) {
            return function(element).derivative(at);
        }

        @Override
        public double leftSlope(int element, double kink) {
            return function(element).leftSlope(kink);
        }

        @Override
        public double rightSlope(int element, double kink) {
            return function(element).rightSlope(kink);
        }

        private Activation function(int element) {
            return functions.get(number(element));
        }

        private int number(int element) {
            return LearnedElementwise.numberOf(item, functions.size(), element);
        }
    }

    /// A loss as a function of each output, whose target stays.
    private static final class LossBends implements Bends {
        private final Loss loss;
        private final Tensor targets;
        private final List<List<Double>> kinks;

        LossBends(Loss loss, Tensor targets) {
            this.loss = loss;
            this.targets = targets;
            this.kinks = Arrays.stream(targets.values()).mapToObj(loss::kinks).toList();
        }

        boolean any() {
            return kinks.stream().anyMatch(it -> !it.isEmpty());
        }

        @Override
        public List<Double> kinks(int element) {
            return kinks.get(element);
        }

        @Override
        public double slope(int element, double at) {
            double[] slope = {0};
            loss.addGradient(new double[] {at}, new double[] {targets.get(element)}, 0, 1, 1, slope);
            return slope[0];
        }

        @Override
        public double leftSlope(int element, double kink) {
            return slope(element, Math.nextDown(kink));
        }

        @Override
        public double rightSlope(int element, double kink) {
            return slope(element, Math.nextUp(kink));
        }
    }

    private static final class BendSuspect implements Suspect {
        private final Kink.Place place;
        private final Node node;
        private final int rowSize;
        private final double[] now;
        private final double[] usual;
        private final double[] above;
        private final Bends bends;

        BendSuspect(Kink.Place place, Node node, Tensor tensor, Bends bends) {
            this.place = place;
            this.node = node;
            this.rowSize = tensor.rowSize();
            this.now = tensor.values();
            this.usual = now.clone();
            this.above = now.clone();
            this.bends = bends;
        }

        @Override
        public void keepAbove() {
            System.arraycopy(now, 0, above, 0, now.length);
        }

        @Override
        public Optional<Kink> find() {
            for (int i = 0; i < now.length; i++) {
                if (now[i] != above[i] || now[i] != usual[i]) {
                    double low = Math.min(Math.min(now[i], above[i]), usual[i]);
                    double high = Math.max(Math.max(now[i], above[i]), usual[i]);
                    List<Double> kinks = bends.kinks(i);
                    for (int k = 0; k < kinks.size(); k++) {
                        if (low <= kinks.get(k) && kinks.get(k) <= high) {
                            return Optional.of(kink(i, kinks.get(k)));
                        }
                    }
                }
            }
            return Optional.empty();
        }

        private Kink kink(int element, double at) {
            return new Kink(
                    place,
                    node.name(),
                    element / rowSize,
                    element % rowSize,
                    at,
                    now[element],
                    usual[element],
                    above[element],
                    bends.leftSlope(element, at),
                    bends.rightSlope(element, at),
                    bends.slope(element, at));
        }
    }
}
