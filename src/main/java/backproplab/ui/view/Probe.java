package backproplab.ui.view;

import backproplab.network.Network;
import backproplab.training.Command;

import java.util.Arrays;

/// What a network at one step says about single inputs that nobody has computed yet, such as the point under the mouse.
final class Probe {
    private final Command.Snapshot run;
    private final Network network;
    private final String input;
    private final String layer;

    Probe(Command.Snapshot run) {
        this.run = run;
        network = run.setup().bind(run.checkpoint().parameters(), 1);
        input = run.setup().network().inputs().firstEntry().getKey();
        layer = Decision.layerOf(run.setup());
    }

    @SuppressWarnings("ReferenceEquality") // large, and made anew for each step
    boolean isOf(Command.Snapshot other) {
        return run == other;
    }

    /// The outputs for an input.
    double[] at(double... numbers) {
        System.arraycopy(numbers, 0, network.input(input).values(), 0, numbers.length);
        network.forward(1, false, run.checkpoint().step());
        return Arrays.copyOf(network.node(layer).a().values(), run.setup().training().target().rowSize());
    }
}
