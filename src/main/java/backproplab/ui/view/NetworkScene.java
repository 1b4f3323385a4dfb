package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitReport;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.UnitNames;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// All that the picture of a network tells at one moment.
///
/// @param picture its numbers; null while they are computed
/// @param weightScale the weight with the full colour and thickness
/// @param report which units are dead; null as long as nobody has judged them
/// @param kernels that are drawn
record NetworkScene(
        TrainingSetup setup,
        Selection selection,
        NetworkPicture.EdgeValue edgeValue,
        @Nullable NetworkPicture picture,
        double weightScale,
        @Nullable UnitReport report,
        List<KernelTile> kernels) {

    boolean isByGradient() {
        return edgeValue == NetworkPicture.EdgeValue.GRADIENT;
    }

    boolean isSelected(String group, int unit) {
        return selection.layer().equals(group) && selection.unit().isPresent() && selection.unit().getAsInt() == unit;
    }

    boolean isSelected(NetworkLayout.Group group, NetworkLayout.Sheet sheet) {
        return selection.layer().equals(group.name())
                && selection.unit().isPresent()
                && sheet.shows(selection.unit().getAsInt());
    }

    /// From −1 to 1, what colour and thickness follow.
    double shareOf(NetworkPicture.Edge edge) {
        return edgeValue == NetworkPicture.EdgeValue.GRADIENT
                ? GradientScale.share(edge.gradient())
                : Math.clamp(edge.weight() / weightScale, -1, 1);
    }

    /// What the whole training set says of a layer.
    Optional<UnitLayer> judged(String layer) {
        return report == null
                ? Optional.empty()
                : report.layers().stream().filter(it -> it.layer().equals(layer)).findFirst();
    }

    Optional<UnitActivity> activityOf(String layer) {
        return judged(layer).flatMap(UnitLayer::activity);
    }

    /// What a layer is, in a word or two.
    String kindOf(NetworkLayout.Group group) {
        return kindOf(group, setup.network());
    }

    static String kindOf(NetworkLayout.Group group, NetworkDescription network) {
        Optional<LayerDescription> layer = network.layer(group.name());
        if (layer.isEmpty()) {
            return group.picture().map(it -> it + " picture").orElse("");
        }
        String kind = kindOf(layer.get());
        return layer.get()
                .sharedWith()
                .map(it -> "weights of " + it + (kind.isEmpty() ? "" : ", " + kind))
                .orElse(kind);
    }

    private static String kindOf(LayerDescription layer) {
        String function = functionLabel(layer.function());
        String type = Layers.CATALOG.describe(layer.layer()).id();
        if (type.equals("dense")) {
            return function;
        }
        String label = Layers.CATALOG.get(type).label();
        return layer.function().equals(OutputFunctions.IDENTITY) ? label : label + ", " + function;
    }

    /// What a layer makes of z; empty where it is z itself.
    Optional<String> functionOf(NetworkLayout.Group group) {
        return setup.network()
                .layer(group.name())
                .map(LayerDescription::function)
                .filter(it -> !it.equals(OutputFunctions.IDENTITY))
                .map(NetworkScene::functionLabel);
    }

    static String functionLabel(OutputFunction function) {
        Entry<OutputFunction> entry = OutputFunctions.CATALOG.get(OutputFunctions.describe(function).id());
        return entry.label();
    }

    /// What a unit is called.
    String nameOf(String group, int unit) {
        return new UnitNames(setup).of(group, unit);
    }
}
