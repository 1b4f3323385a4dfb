package backproplab.ui.view;

import backproplab.network.Network;
import backproplab.tensor.Tensor;
import backproplab.training.Command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ObjIntConsumer;

/// Forward passes of the engine's own network over many samples, in portions, on numbers that nobody writes.
final class Passes {
    /// Samples of a portion: large enough that a pass is worth starting, small enough for the caches.
    private static final int PORTION = 256;

    private Passes() {}

    /// @param inputs of the only input, `[samples, …]`
    /// @param seen hears of each sample in turn: the network, and the row of its buffers where the sample stands
    static void forward(Command.Snapshot run, Tensor inputs, ObjIntConsumer<Network> seen) {
        SequencedMap<String, Tensor> byName = new LinkedHashMap<>();
        byName.put(run.setup().network().inputs().firstEntry().getKey(), inputs);
        forward(run, byName, seen);
    }

    /// @param inputs of each input by its name
    static void forward(Command.Snapshot run, SequencedMap<String, Tensor> inputs, ObjIntConsumer<Network> seen) {
        int samples = inputs.firstEntry().getValue().rows();
        Network network = run.setup().bind(run.checkpoint().parameters(), Math.min(PORTION, samples));
        for (int from = 0; from < samples; from += network.capacity()) {
            int count = Math.min(network.capacity(), samples - from);
            for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
                int size = input.getValue().rowSize();
                double[] buffer = network.input(input.getKey()).values();
                System.arraycopy(input.getValue().values(), from * size, buffer, 0, count * size);
            }
            network.forward(count, false, run.checkpoint().step());
            for (int row = 0; row < count; row++) {
                seen.accept(network, row);
            }
        }
    }

    /// How many samples can be looked at with about `multiplications`, at least one portion.
    static int affordable(Command.Snapshot run, double multiplications) {
        double each = Math.max(1, run.checkpoint().parameters().count());
        return (int) Math.clamp(multiplications / each, PORTION, Integer.MAX_VALUE);
    }
}
