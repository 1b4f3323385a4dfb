package backproplab.backprop;

import backproplab.network.Network;
import backproplab.network.NetworkDescription;

/// A network and its targets like those of a pass that was run, with buffers and parameters of its own.
final class PassCopy {
    private PassCopy() {}

    /// The network with the parameters and the samples of the pass, before a forward pass of its own.
    ///
    /// @param description that of the pass, or one with the same inputs and parameters
    static Network network(BackwardPass pass, NetworkDescription description) {
        Network source = pass.network();
        Network network =
                new Network(
                        description, source.parameters().copy(), source.samples(), source.seed(), source.workings());
        for (String input : network.inputNames()) {
            network.input(input).copyFrom(source.input(input).firstRows(source.samples()));
        }
        return network;
    }

    static void copyTargets(BackwardPass pass, Objective objective) {
        for (int term = 0; term < objective.terms().size(); term++) {
            objective.targets(term).copyFrom(pass.objective().targets(term).firstRows(pass.network().samples()));
        }
    }
}
