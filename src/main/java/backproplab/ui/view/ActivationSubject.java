package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.statistics.Distribution;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitReport;

import java.util.Optional;
import java.util.OptionalDouble;

/// What the activation view shows and says at one moment.
///
/// @param layer the name of the layer
/// @param label of its function in menus
/// @param function as it is drawn: of softmax a slice, of a learned function the one of now
/// @param kind what the function is to its z
/// @param note what else has to be known of it; may be empty
/// @param compared a second function, drawn dashed
/// @param judged the newest judgement of the layer
/// @param isCurrent whether it is of this very function: while a slider moves, it is of the one before
/// @param unit the selected one
record ActivationSubject(
        String layer,
        String label,
        Activation function,
        Kind kind,
        String note,
        Optional<Named> compared,
        Optional<Judged> judged,
        boolean isCurrent,
        Optional<UnitZ> unit) {

    enum Kind {
        IDENTITY,
        ELEMENTWISE,
        /// Each output depends on every z of the layer.
        JOINT
    }

    record Named(String label, Activation function) {}

    record Judged(UnitLayer layer, int samples, long step) {
        static Optional<Judged> of(UnitReport report, String layer) {
            return report.layers().stream()
                    .filter(it -> it.layer().equals(layer))
                    .findFirst()
                    .map(it -> new Judged(it, report.samples(), report.step()));
        }
    }

    /// The range of z of one unit over the training set.
    record UnitZ(int unit, double min, double mean, double max) {}

    Optional<Distribution> z() {
        return judged.map(it -> it.layer().z());
    }

    /// The share of pairs of unit and sample that are saturated: as it was counted, or, for a function that has not been
    /// judged yet, as the bins of z tell.
    OptionalDouble saturatedShare() {
        if (judged.isEmpty() || kind != Kind.ELEMENTWISE) {
            return OptionalDouble.empty();
        }
        return isCurrent
                ? judged.get().layer().activity().map(it -> it.saturatedShare()).orElse(OptionalDouble.empty())
                : FunctionShape.saturatedShare(function, judged.get().layer().z());
    }
}
