package backproplab.activation;

import backproplab.catalog.Catalog;

/// Every activation, in the order of the menu: the line, the curves shaped like an S, the rectifiers and
/// their smooth relatives, then what is rarer. A new one is its record and its line here.
public final class Activations {
    public static final Catalog<Activation> CATALOG =
            Catalog.of(
                    "activation",
                    Identity.ENTRY,
                    Sigmoid.ENTRY,
                    Tanh.ENTRY,
                    ScaledTanh.ENTRY,
                    Arctan.ENTRY,
                    Softsign.ENTRY,
                    Isru.ENTRY,
                    HardSigmoid.ENTRY,
                    HardTanh.ENTRY,
                    LogSigmoid.ENTRY,
                    Relu.ENTRY,
                    LeakyRelu.ENTRY,
                    Prelu.ENTRY,
                    Relu6.ENTRY,
                    ReluSquared.ENTRY,
                    Elu.ENTRY,
                    Selu.ENTRY,
                    Celu.ENTRY,
                    Softplus.ENTRY,
                    Gelu.ENTRY,
                    GeluTanh.ENTRY,
                    Silu.ENTRY,
                    Swish.ENTRY,
                    HardSwish.ENTRY,
                    Mish.ENTRY,
                    TanhShrink.ENTRY,
                    SoftShrink.ENTRY,
                    BentIdentity.ENTRY,
                    AbsoluteValue.ENTRY,
                    Square.ENTRY,
                    Cube.ENTRY,
                    Exponential.ENTRY,
                    Gaussian.ENTRY,
                    Sine.ENTRY,
                    Cosine.ENTRY);

    private Activations() {}
}
