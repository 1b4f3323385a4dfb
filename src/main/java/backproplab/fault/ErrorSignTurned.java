package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.loss.Link;
import backproplab.loss.Loss;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;

import java.util.Optional;

/// `∂L/∂y` with the other sign, `[batch, outputs]`: `t − y` where `y − t` belongs, say. The loss itself is right.
public record ErrorSignTurned() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "error_sign_turned",
                    "Sign of the error turned",
                    "∂L/∂y with the other sign: t − y instead of y − t",
                    new ErrorSignTurned());

    @Override
    public Quantity falsifies() {
        return Quantity.ARRIVING;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "the derivative of the loss has the wrong sign, t − y where y − t belongs",
                "an update goes against the gradient: w − η·∂L/∂w, or w + η·(t − y)…, but never one of each",
                "the loss rises from the first step on; every gradient has the right size and the wrong sign, and in"
                        + " the check the two numbers differ by their sign, from this layer down to the input");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        return surroundings.lossesOn(layer.name()).isEmpty()
                ? Optional.of("no loss is on layer `%s`".formatted(layer.name()))
                : Optional.empty();
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.loss(layer.name(), Turned::new);
    }

    private record Turned(Loss real) implements LossDecorator {
        @Override
        public void addGradient(double[] y, double[] t, int from, int n, double scale, double[] dy) {
            real.addGradient(y, t, from, n, -scale, dy);
        }

        @Override
        public Optional<Loss> fusedWith(Link link) {
            return real.fusedWith(link).map(Turned::new);
        }
    }
}
