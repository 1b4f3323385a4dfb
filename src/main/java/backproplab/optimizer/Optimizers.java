package backproplab.optimizer;

import backproplab.catalog.Catalog;

/// Every optimizer, in the order of the menu. A new one is its record and its line here.
public final class Optimizers {
    public static final Catalog<Optimizer> CATALOG =
            Catalog.of(
                    "optimizer",
                    Sgd.ENTRY,
                    Momentum.ENTRY,
                    Nesterov.ENTRY,
                    Adagrad.ENTRY,
                    RmsProp.ENTRY,
                    Adadelta.ENTRY,
                    Adam.ENTRY,
                    AdamW.ENTRY,
                    AdaMax.ENTRY);

    private Optimizers() {}
}
