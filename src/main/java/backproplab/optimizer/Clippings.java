package backproplab.optimizer;

import backproplab.catalog.Catalog;

/// Every kind of clipping, in the order of the menu.
public final class Clippings {
    public static final Catalog<Clipping> CATALOG =
            Catalog.of(
                    "clipping",
                    Clipping.None.ENTRY,
                    Clipping.Value.ENTRY,
                    Clipping.Norm.ENTRY,
                    Clipping.NormPerTensor.ENTRY);

    private Clippings() {}
}
