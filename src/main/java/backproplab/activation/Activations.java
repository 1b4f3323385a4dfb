package backproplab.activation;

import backproplab.catalog.Catalog;

/// Every activation, in the order of the menu. A new one is its record and its line here.
public final class Activations {
    public static final Catalog<Activation> CATALOG =
            Catalog.of("activation", Identity.ENTRY, Sigmoid.ENTRY, Tanh.ENTRY, Relu.ENTRY, Prelu.ENTRY);

    private Activations() {}
}
