package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.BitSet;
import java.util.List;

/// The mean of each map: `[channels, rows, columns]` becomes `[channels]`, `z[c] = (Σ x[c]) / n` with `n = rows · columns`,
/// summed in row-major order. Backward each number of the map gets `∂L/∂z[c] / n`.
///
/// Reference: Lin, Chen, Yan, *Network In Network*, 2013.
public record GlobalAveragePool() implements Layer {
    static final Entry<Layer> ENTRY =
            Entry.plain("global_avg_pool", "Global average", "z = mean of a whole map", new GlobalAveragePool());

    @Override
    public Fit fit(List<Shape> inputs) {
        return Fit.maps(inputs).orElseGet(() -> new Fit.Output(Shape.of(inputs.getFirst().size(0))));
    }

    @Override
    public void forward(LayerForward pass) {
        int maps = pass.samples() * pass.output().rowSize();
        for (int map = 0; map < maps; map++) {
            forward(pass, map);
        }
    }

    /// @param map counted through the whole batch
    private static void forward(LayerForward pass, int map) {
        double[] x = pass.input(0).values();
        int size = size(pass);
        double sum = 0;
        for (int i = map * size; i < (map + 1) * size; i++) {
            sum += x[i];
        }
        pass.output().set(map, sum / size);
    }

    @Override
    public void update(LayerForward pass, Changes changes) {
        int size = size(pass);
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit((i / size + 1) * size)) {
            forward(pass, i / size);
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        double[] dz = pass.outputGradient().values();
        int size = size(pass);
        int n = pass.samples() * dx.rowSize();
        for (int i = 0; i < n; i++) {
            dx.values()[i] += dz[i / size] / size;
        }
    }

    private static int size(LayerForward pass) {
        return pass.input(0).rowSize() / pass.output().rowSize();
    }
}
