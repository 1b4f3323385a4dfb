package backproplab.loss;

import backproplab.catalog.Catalog;

/// Every loss, in the order of the menu. A new one is its record and its line here.
public final class Losses {
    public static final Catalog<Loss> CATALOG =
            Catalog.of(
                    "loss",
                    SquaredError.ENTRY,
                    AbsoluteError.ENTRY,
                    Huber.ENTRY,
                    LogCosh.ENTRY,
                    BinaryCrossEntropy.ENTRY,
                    BinaryCrossEntropyWithLogits.ENTRY,
                    CategoricalCrossEntropy.ENTRY,
                    CategoricalCrossEntropyWithLogits.ENTRY,
                    NegativeLogLikelihood.ENTRY,
                    Hinge.ENTRY,
                    SquaredHinge.ENTRY,
                    KlDivergence.ENTRY);

    private Losses() {}
}
