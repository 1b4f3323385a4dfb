package backproplab.cli;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.PassListener;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.loss.Loss;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Map;

/// A function of a vector and all its derivatives at one point, computed by the backward pass: the loss `L = f_i` has
/// the gradient `∂L/∂z_j = ∂f_i/∂z_j`, the row i.
///
/// @param value `[n]`
/// @param derivative `[n, n]`, row i holds `∂f_i/∂z_j`
record Jacobian(Tensor value, Tensor derivative) {
    static Jacobian of(OutputFunction function, double[] z) {
        int n = z.length;
        LayerDescription layer =
                LayerDescription.of("layer", new Dense(n, false), NetworkDescription.INPUT).with(function);
        NetworkDescription description = NetworkDescription.of(Shape.of(n), List.of(layer));
        Parameters parameters =
                Parameters.initial(description, 0, Map.of(new Parameters.Key("layer", "weights"), identity(n)));
        Network network = new Network(description, parameters, 1, 0);
        network.input(NetworkDescription.INPUT).copyFrom(Tensor.of(Shape.of(1, n), z));
        Node node = network.node("layer");
        Tensor rows = Tensor.zeros(n, n);
        for (int i = 0; i < n; i++) {
            BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("layer", new Output(i))), false);
            pass.run(1, 0, PassListener.NONE);
            System.arraycopy(pass.gradients().delta(node).values(), 0, rows.values(), i * n, n);
        }
        return new Jacobian(Tensor.vector(node.a().row(0)), rows);
    }

    private static Tensor identity(int n) {
        Tensor identity = Tensor.zeros(n, n);
        for (int i = 0; i < n; i++) {
            identity.set(i, i, 1);
        }
        return identity;
    }

    /// `l = yᵢ`
    private record Output(int i) implements Loss {
        @Override
        public double value(double[] y, double[] t, int from, int n) {
            return y[from + i];
        }

        @Override
        public void addGradient(double[] y, double[] t, int from, int n, double scale, double[] dy) {
            dy[from + i] += scale;
        }
    }
}
