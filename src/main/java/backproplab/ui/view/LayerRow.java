package backproplab.ui.view;

import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.tensor.Shape;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.LayerSize;
import backproplab.ui.viewmodel.StartSpread;

import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One layer in a list: its name, its units and its function to edit, and how widely its weights are drawn.
final class LayerRow extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final OutputFunction ANY = OutputFunctions.of(new Tanh());

    private final String layer;
    private final LayerEdits edits;
    private final EntryBox units;
    private final Label name = new Label();
    private final Label kind = new Label();
    private final ComboBox<Entry<OutputFunction>> function = new ComboBox<>();
    private final Label spread = new Label();
    private final SpreadBar bar = new SpreadBar();
    private final Label note = new Label();
    private final Tooltip help = new Tooltip();
    private final Tooltip spreadHelp = new Tooltip();
    private boolean showing;

    /// @param onSelect asks for this layer to be the selected one
    LayerRow(LayerDescription description, LayerEdits edits, Runnable onSelect) {
        super(1);
        this.layer = description.name();
        this.edits = edits;
        boolean isWide = LayerSize.of(description.layer()).isPresent();
        boolean hasFunction = hasFunction(description);
        getStyleClass().add("layer-row");
        setId("layer-row-" + layer);
        name.setText(layer);
        name.setTooltip(help);
        spread.setTooltip(spreadHelp);
        name.getStyleClass().add("layer-name");
        units = new EntryBox(it -> edits.offerUnits(layer, it), by -> edits.resize(layer, edits.units(layer) + by));
        units.setId("units-" + layer);
        units.setPrefColumnCount(3);
        units.setAccessibleText("Units of layer " + layer);
        units.setTooltip(new Tooltip("How many units the layer has; Enter takes the number, up and down step"));
        kind.getStyleClass().add("settings-note");
        function.setId("function-" + layer);
        function.getItems().setAll(OutputFunctions.CATALOG.entries());
        function.setConverter(Texts.of(Entry::label));
        function.setCellFactory(_ -> new EntryCell<>());
        function.setVisibleRowCount(14);
        function.setAccessibleText("Function of layer " + layer);
        function.setTooltip(new Tooltip("What the layer makes of z: a = f(z). Takes effect while it trains"));
        function.setOnAction(_ -> choose());
        HBox first = new HBox(6, name);
        if (isWide) {
            first.getChildren().add(units);
        }
        if (!isWide || !hasFunction) {
            first.getChildren().add(kind);
        }
        if (hasFunction) {
            first.getChildren().add(function);
        }
        first.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(50);
        spread.getStyleClass().add("settings-note");
        spread.setId("spread-" + layer);
        spread.setMinWidth(Region.USE_PREF_SIZE);
        note.getStyleClass().add("settings-note");
        note.setId("note-" + layer);
        note.setMinWidth(Region.USE_PREF_SIZE);
        hide(note, note.textProperty().isNotEmpty());
        hide(bar, spread.textProperty().isNotEmpty());
        HBox second = new HBox(6, note, spread, bar);
        second.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(bar, Priority.ALWAYS);
        hide(second, spread.textProperty().isNotEmpty().or(note.textProperty().isNotEmpty()));
        getChildren().setAll(first, second);
        // Also for a press on one of its controls, which takes it for itself afterwards.
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> onSelect.run());
        units.focusedProperty().subscribe(it -> selectWhen(it, onSelect));
        function.focusedProperty().subscribe(it -> selectWhen(it, onSelect));
    }

    /// There while `wanted`.
    private static void hide(Node node, BooleanBinding wanted) {
        node.managedProperty().bind(node.visibleProperty());
        node.visibleProperty().bind(wanted);
    }

    /// Whether it can have another function than none.
    static boolean hasFunction(LayerDescription description) {
        return description.layer().refusal(ANY).isEmpty();
    }

    private static void selectWhen(boolean focused, Runnable onSelect) {
        if (focused) {
            onSelect.run();
        }
    }

    private void choose() {
        Entry<OutputFunction> chosen = function.getValue();
        if (!showing && chosen != null) {
            edits.changeFunction(layer, chosen.standard());
        }
    }

    String layer() {
        return layer;
    }

    /// @param shape of what comes out for one sample
    /// @param drawn how its weights are drawn, where it has any
    void show(LayerDescription now, Shape shape, Optional<StartSpread> drawn, boolean selected) {
        showing = true;
        LayerSize.of(now.layer()).ifPresent(it -> units.show(String.valueOf(it.size())));
        note.setText(note(now, shape));
        help.setText("%s: %s, gives %s for each sample".formatted(layer, label(now.layer()), shape));
        kind.setText(shortName(now.layer()));
        function.setValue(OutputFunctions.CATALOG.get(OutputFunctions.describe(now.function()).id()));
        showing = false;
        spread.setText(drawn.map(it -> "σ(w) %s".formatted(Numbers.text(it.deviation()))).orElse(""));
        spreadHelp.setText(drawn.map(LayerRow::words).orElse(""));
        bar.show(drawn.map(StartSpread::deviation).orElse(0.0), drawn.map(it -> 1 / Math.sqrt(it.fanIn())).orElse(0.0));
        pseudoClassStateChanged(SELECTED, selected);
        setAccessibleText("Layer " + layer);
    }

    private static String words(StartSpread drawn) {
        return "The weights of %s are drawn with a standard deviation of %s (fan in %d, fan out %d).%nBar: 0.001 to 10, logarithmic; tick: 1/√(fan in), where z has the spread of the inputs."
                .formatted(drawn.layer(), Numbers.text(drawn.deviation()), drawn.fanIn(), drawn.fanOut());
    }

    void setPalette(Palette palette) {
        bar.setPalette(palette);
    }

    /// What the controls of the row do not say: the type, the shape where it is no plain vector, whose weights. Of maps the
    /// shape says it all, and there is no room for both.
    private static String note(LayerDescription layer, Shape shape) {
        List<String> parts = new ArrayList<>();
        boolean typeIsNew =
                LayerSize.of(layer.layer()).isPresent()
                        && hasFunction(layer)
                        && !(layer.layer() instanceof Dense)
                        && shape.rank() < 3;
        if (typeIsNew) {
            parts.add(shortName(layer.layer()));
        }
        if (shape.rank() > 1) {
            parts.add(shape.toString());
        }
        layer.sharedWith().ifPresent(it -> parts.add("weights of " + it));
        return String.join(" · ", parts);
    }

    private static String label(Layer layer) {
        return Layers.CATALOG.entryOf(layer).label();
    }

    private static String shortName(Layer layer) {
        return label(layer).replace(" normalisation", " norm");
    }
}
