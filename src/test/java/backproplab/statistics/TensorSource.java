package backproplab.statistics;

import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Tensor;

/// Samples that lie in one tensor.
record TensorSource(Tensor inputs) implements SampleSource {
    static SampleSource of(Tensor inputs) {
        return new TensorSource(inputs);
    }

    @Override
    public int samples() {
        return inputs.rows();
    }

    @Override
    public void load(int from, int count, Network target) {
        int size = inputs.rowSize();
        System.arraycopy(
                inputs.values(), from * size, target.input(NetworkDescription.INPUT).values(), 0, count * size);
    }
}
