package backproplab.activation;

import java.util.List;

/// An activation with one number `p` that is trained like a weight, shared by all units of the layer or
/// one per unit, of maps one per channel. As an [Activation] it stands for its initial (first) value.
public interface LearnedActivation extends Activation {
    /// The name of `p` in files, such as `alpha`.
    String parameter();

    /// What `p` starts from: one number for all units, or one for each unit or channel.
    List<Double> initial();

    /// `f(z; p)`
    double value(double z, double p);

    /// `∂f/∂z (z; p)`
    double derivative(double z, double p);

    /// `∂f/∂p (z; p)`
    double parameterDerivative(double z, double p);

    /// [#steepestSlope()] at `p`
    double steepestSlope(double p);

    /// [#kinks()] at `p`
    List<Double> kinks(double p);

    /// [#range()] at `p`
    Range range(double p);

    /// The function of a unit whose number has become `p`, for what is drawn and measured during training. It
    /// belongs to no entry of the catalog.
    default Activation at(double p) {
        return new AtParameter(this, p);
    }

    @Override
    default double value(double z) {
        return value(z, initial().getFirst());
    }

    @Override
    default double derivative(double z) {
        return derivative(z, initial().getFirst());
    }

    @Override
    default double steepestSlope() {
        return steepestSlope(initial().getFirst());
    }

    @Override
    default List<Double> kinks() {
        return kinks(initial().getFirst());
    }

    @Override
    default Range range() {
        return range(initial().getFirst());
    }
}
