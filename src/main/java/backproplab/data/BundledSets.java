package backproplab.data;

import backproplab.catalog.Catalog;

/// Every data set that comes with the program, in the order of the menu.
public final class BundledSets {
    public static final Catalog<BundledSet> CATALOG = Catalog.of("bundled set", Digits.ENTRY, Mnist.ENTRY);

    private BundledSets() {}
}
