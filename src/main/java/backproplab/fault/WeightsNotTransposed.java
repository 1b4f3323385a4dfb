package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Kernels;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `∂L/∂x = W·δ` for each sample instead of `∂L/∂x = Wᵀ·δ`, with W `[units, in]`; that only fits where units = in. For a
/// batch: `dX = dZ·Wᵀ` instead of `dX = dZ·W`.
public record WeightsNotTransposed() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "weights_not_transposed",
                    "Weights not transposed",
                    "∂L/∂x = W·δ instead of Wᵀ·δ",
                    new WeightsNotTransposed());

    @Override
    public Quantity falsifies() {
        return Quantity.SENT_BACK;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "δ goes back through W; it must go back through the transposed matrix Wᵀ",
                "what went forward over w from unit i to unit o goes back over the same w, from o to i",
                "this layer learns rightly and all before it wrongly; the sizes of the gradients look healthy, only the"
                    + " check shows it: it passes at this layer and fails before it. In most networks the shapes do not"
                    + " fit and the mistake cannot even be made");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        if (!(layer.layer() instanceof Dense dense)) {
            return Optional.of("layer `%s` is not dense".formatted(layer.name()));
        }
        if (!surroundings.isLayer(layer.inputs().getFirst())) {
            return Optional.of(
                    "layer `%s` is fed by an input, so nothing has to go back through it".formatted(layer.name()));
        }
        int in = surroundings.inputShapes(layer).getFirst().last();
        if (in != dense.units()) {
            return Optional.of(
                    "the weights of layer `%s` are %d×%d, and only a square matrix can be taken the wrong way round"
                            .formatted(layer.name(), dense.units(), in));
        }
        return in == 1
                ? Optional.of("the weights of layer `%s` are one number".formatted(layer.name()))
                : Optional.empty();
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.layer(
                layer.name(), real -> real instanceof Dense dense ? new NotTransposed(real, dense.units()) : real);
    }

    private record NotTransposed(Layer real, int units) implements LayerDecorator {
        @Override
        public void backward(LayerBackward pass) {
            Tensor w = pass.parameter(0);
            Tensor dx = pass.inputGradient(0);
            if (dx == null || w.rowSize() != units) {
                real.backward(pass);
                return;
            }
            real.backward(BackwardView.ofParametersOnly(pass));
            Tensor dz = pass.outputGradient();
            Kernels.addTimes(dz, transposed(w), dx, pass.samples() * (dz.rowSize() / units));
        }

        private static Tensor transposed(Tensor w) {
            Tensor transposed = Tensor.zeros(w.shape());
            for (int o = 0; o < w.rows(); o++) {
                for (int i = 0; i < w.rowSize(); i++) {
                    transposed.set(i, o, w.get(o, i));
                }
            }
            return transposed;
        }
    }
}
