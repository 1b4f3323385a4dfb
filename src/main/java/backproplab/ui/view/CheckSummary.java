package backproplab.ui.view;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.ui.viewmodel.Checked;
import backproplab.ui.viewmodel.NumberNames;

import java.util.List;

/// The figures of a gradient check, tensor by tensor and layer by layer; of a large network they take a while to find.
///
/// @param names of its numbers
/// @param tensors in the order of the report
/// @param layers in the same order
/// @param sampled whether not all numbers were looked at
record CheckSummary(
        Checked checked, NumberNames names, List<CheckFigures> tensors, List<CheckFigures> layers, boolean sampled) {
    static CheckSummary of(Checked checked) {
        CheckReport report = checked.report();
        return new CheckSummary(
                checked,
                new NumberNames(checked.names()),
                report.tensors().stream().map(CheckFigures::of).toList(),
                report.layers().stream().map(layer -> CheckFigures.of(layer, ofLayer(report, layer.layer()))).toList(),
                report.tensors().stream().anyMatch(it -> it.share() < 1));
    }

    static List<TensorCheck> ofLayer(CheckReport report, String layer) {
        return report.tensors().stream().filter(it -> it.key().layer().equals(layer)).toList();
    }
}
