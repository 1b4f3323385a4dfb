package backproplab.backprop;

import backproplab.layer.LayerBackward;
import backproplab.layer.OutputFunction;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Stage;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.random.RandomGenerator;

/// Backpropagation: forward pass, loss, and the derivative of the loss by every parameter, layer by layer
/// from the loss back to the inputs (Rumelhart, Hinton, Williams, *Learning representations by
/// back-propagating errors*, 1986).
///
/// There is only this one. Training, stepping, checking and the command line all run it; who wants to
/// see more than the result listens ([PassListener]).
///
/// With `a` of a layer feeding several others, `∂L/∂a` is the sum over them. Then `δ = ∂L/∂a · f′(z)`, and
/// the layer itself turns δ into gradients of its parameters and of its inputs.
public final class BackwardPass {
    private final Network network;
    private final Objective objective;
    private final Gradients gradients;
    private final NodeBackward[] reversed;
    private double loss = Double.NaN;

    /// @param withInputGradients whether the derivative by the network's inputs is computed too
    public BackwardPass(Network network, List<LossTerm> losses, boolean withInputGradients) {
        this.network = network;
        this.objective = new Objective(network, losses);
        this.gradients = new Gradients(network, withInputGradients);
        Contributions contributions = new Contributions();
        objective.contribute(contributions, gradients);
        this.reversed =
                network.nodes().reversed().stream()
                        .map(it -> new NodeBackward(it, contributions))
                        .toArray(NodeBackward[]::new);
        gradients.leave(contributions);
    }

    /// One whole pass over the first `samples` samples of the network's inputs and the objective's targets:
    /// [Network#input], [Objective#targets].
    ///
    /// @param step the number of the training step
    /// @return the loss
    public double run(int samples, long step, PassListener listener) {
        forward(samples, true, step, listener);
        backward(listener);
        return loss;
    }

    /// The forward pass and the loss.
    public double forward(int samples, boolean training, long step, PassListener listener) {
        network.forward(samples, training, step);
        for (int i = 0; i < reversed.length; i++) {
            listener.forward(reversed[reversed.length - 1 - i].node);
        }
        loss = objective.value();
        listener.loss(objective, loss);
        return loss;
    }

    /// The backward pass that belongs to the last [#forward].
    public void backward(PassListener listener) {
        gradients.clear(network.samples());
        objective.addGradients(gradients);
        for (NodeBackward node : reversed) {
            node.run();
            listener.backward(node.node, gradients);
        }
    }

    /// Whether δ of `node` comes from a loss computed from z and from nothing else.
    boolean isFusedOnly(Node node) {
        return objective.reachesPreActivations(node) && nothingArrives(node) && !node.hasFunctionInside();
    }

    /// Whether nothing arrives at the activations of `node`: all that it feeds are losses computed from z, if anything.
    private boolean nothingArrives(Node node) {
        return !node.isLinear() && !objective.reachesActivations(node) && !feedsAnother(node);
    }

    private boolean feedsAnother(Node node) {
        return network.nodes().stream()
                .flatMap(it -> it.sources().stream())
                .anyMatch(it -> it instanceof Node.Source.Activations source && source.node() == node);
    }

    /// The loss of the last forward pass.
    public double loss() {
        return loss;
    }

    public Network network() {
        return network;
    }

    public Objective objective() {
        return objective;
    }

    public Gradients gradients() {
        return gradients;
    }

    /// The way back through one node.
    private final class NodeBackward {
        private final Node node;
        private final boolean functionTakesPart;
        private final StageBackward function;
        private final StageBackward layer;

        NodeBackward(Node node, Contributions contributions) {
            this.node = node;
            this.functionTakesPart = !node.isLinear() && !node.hasFunctionInside() && !nothingArrives(node);
            this.function =
                    new StageBackward(
                            node.function(),
                            gradients.activation(node),
                            gradients.activation(node),
                            new Tensor[] {gradients.delta(node)});
            if (functionTakesPart) {
                function.contribute(contributions);
            }
            @Nullable Tensor[] inputGradients = new Tensor[node.sources().size()];
            for (int i = 0; i < inputGradients.length; i++) {
                inputGradients[i] =
                        switch (node.sources().get(i)) {
                            case Node.Source.Input input -> gradients.input(input.name());
                            case Node.Source.Activations activations -> gradients.activation(activations.node());
                        };
            }
            this.layer =
                    new StageBackward(node.layer(), gradients.delta(node), gradients.activation(node), inputGradients);
            layer.contribute(contributions);
        }

        void run() {
            if (functionTakesPart) {
                node.function().layer().backward(function);
            }
            node.layer().layer().backward(layer);
        }
    }

    /// What a layer sees on the way back: its stage of the forward pass, and gradient buffers.
    private final class StageBackward implements LayerBackward {
        private final Stage stage;
        private final Tensor outputGradient;
        private final Tensor activationGradient;
        private final @Nullable Tensor[] inputGradients;
        private final boolean[] addsToInput;
        private final boolean[] adds;

        StageBackward(
                Stage stage, Tensor outputGradient, Tensor activationGradient, @Nullable Tensor[] inputGradients) {
            this.stage = stage;
            this.outputGradient = outputGradient;
            this.activationGradient = activationGradient;
            this.inputGradients = inputGradients;
            this.addsToInput = new boolean[inputGradients.length];
            this.adds = new boolean[stage.parameterCount()];
        }

        void contribute(Contributions contributions) {
            boolean overwrites = stage.layer().overwritesGradients();
            for (int i = 0; i < adds.length; i++) {
                adds[i] = contributions.add(gradient(i), overwrites);
            }
            for (int i = 0; i < inputGradients.length; i++) {
                Tensor gradient = inputGradients[i];
                addsToInput[i] = gradient != null && contributions.add(gradient, overwrites);
            }
        }

        @Override
        public Tensor outputGradient() {
            return outputGradient;
        }

        @Override
        public Tensor activationGradient() {
            return activationGradient;
        }

        @Override
        public @Nullable Tensor inputGradient(int index) {
            return inputGradients[index];
        }

        @Override
        public boolean addsToInput(int index) {
            return addsToInput[index];
        }

        @Override
        public Tensor gradient(int index) {
            return gradients.parameters().get(stage.parameterIndex(index));
        }

        @Override
        public boolean adds(int index) {
            return adds[index];
        }

        @Override
        public int samples() {
            return stage.samples();
        }

        @Override
        public boolean training() {
            return stage.training();
        }

        @Override
        public int inputCount() {
            return stage.inputCount();
        }

        @Override
        public Tensor input(int index) {
            return stage.input(index);
        }

        @Override
        public Tensor output() {
            return stage.output();
        }

        @Override
        public Tensor parameter(int index) {
            return stage.parameter(index);
        }

        @Override
        public Tensor state(int index) {
            return stage.state(index);
        }

        @Override
        public @Nullable Tensor givenState(int index) {
            return stage.givenState(index);
        }

        @Override
        public Tensor cache(int index) {
            return stage.cache(index);
        }

        @Override
        public OutputFunction function() {
            return stage.function();
        }

        @Override
        public RandomGenerator random() {
            return stage.random();
        }
    }
}
