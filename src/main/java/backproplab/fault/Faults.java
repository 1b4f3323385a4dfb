package backproplab.fault;

import backproplab.catalog.Catalog;

/// Every fault, in the order of the menu. A new one is its record and its line here.
public final class Faults {
    public static final Catalog<Fault> CATALOG =
            Catalog.of(
                    "fault",
                    SlopeLeftOut.ENTRY,
                    SlopeAtActivation.ENTRY,
                    ReluMask.ENTRY,
                    WeightsNotTransposed.ENTRY,
                    BranchesOverwritten.ENTRY,
                    WholeMatrixBias.ENTRY,
                    BatchMeanMissing.ENTRY,
                    StaleActivations.ENTRY,
                    ErrorSignTurned.ENTRY,
                    SoftmaxShortcut.ENTRY,
                    ClippedLog.ENTRY,
                    MomentumTwice.ENTRY,
                    SignedBytes.ENTRY);

    private Faults() {}
}
