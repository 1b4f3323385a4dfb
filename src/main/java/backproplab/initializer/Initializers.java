package backproplab.initializer;

import backproplab.catalog.Catalog;

/// Every initializer, in the order of the menu. A new one is its record and its line here.
public final class Initializers {
    public static final Catalog<Initializer> CATALOG = Catalog.of("initializer", XavierUniform.ENTRY, Zeros.ENTRY);

    private Initializers() {}
}
