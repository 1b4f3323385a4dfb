package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.LayerSize;
import backproplab.ui.viewmodel.Selection;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Edits the selected layer: its units, its function; adds and removes layers. What cannot be is said in a sentence, and
/// nothing changes.
final class LayerBar extends HBox {
    private static final String ADD = "Add layer";
    private static final String UNROLL = "Over time";

    private final LabModel model;
    private final LayerEdits edits;
    private final Label name = new Label();
    private final EntryBox units;
    private final Button fewer = new Button("−");
    private final Button more = new Button("+");
    private final HBox unitsPart;
    private final ComboBox<Entry<OutputFunction>> function = new ComboBox<>();
    private final Label unitsLabel = new Label("units");
    private final Button add = new Button(ADD);
    private final Button remove = new Button("Remove");
    private final ToggleButton openUnits = new ToggleButton("All units");
    private final Button unroll = new Button(UNROLL);
    private boolean showing;

    LayerBar(LabModel model, NetworkControl control) {
        super(6);
        this.model = model;
        this.edits = new LayerEdits(model, control::say);
        setAlignment(Pos.CENTER_LEFT);
        units = new EntryBox(it -> shown(edits.offerUnits(selected(), it)), this::resizeBy);
        units.setId("layer-units");
        units.setPrefColumnCount(3);
        units.setAccessibleText("Units of the selected layer");
        units.setTooltip(new Tooltip("How many units the selected layer has; Enter takes the number"));
        fewer.setId("layer-fewer");
        fewer.setAccessibleText("One unit less");
        fewer.setTooltip(new Tooltip("One unit less (Shift+↓)"));
        fewer.setOnAction(_ -> resizeBy(-1));
        more.setId("layer-more");
        more.setAccessibleText("One unit more");
        more.setTooltip(new Tooltip("One unit more (Shift+↑)"));
        more.setOnAction(_ -> resizeBy(1));
        unitsPart = part(unitsLabel, fewer, units, more);
        function.setId("layer-function");
        function.setAccessibleText("Function of the selected layer");
        function.setTooltip(new Tooltip("What the selected layer makes of z: a = f(z)"));
        function.getItems().setAll(OutputFunctions.CATALOG.entries());
        function.setConverter(new Labels());
        function.setButtonCell(new FunctionCell());
        function.setOnAction(_ -> changeFunction());
        add.setId("layer-add");
        add.setTooltip(
                new Tooltip("A new dense layer behind the selected one, or before it when it is the output (Insert)"));
        add.setOnAction(_ -> addLayer());
        remove.setId("layer-remove");
        remove.setTooltip(new Tooltip("Takes the selected layer out (Delete)"));
        remove.setOnAction(_ -> removeSelected());
        openUnits.setId("layer-open");
        openUnits.setTooltip(
                new Tooltip("Shows every unit of the selected layer, not only the first and last ones (O)"));
        openUnits.setOnAction(_ -> control.toggleOpened(selected()));
        unroll.setId("layer-unroll");
        unroll.setAccessibleText("Unroll over time");
        unroll.setTooltip(new Tooltip("Unrolls the selected layer over time: its state at every time step (U)"));
        unroll.setOnAction(_ -> control.unroll(selected()));
        name.getStyleClass().add("view-title");
        name.setId("layer-name");
        name.setMinWidth(20);
        for (Control it : new Control[] {fewer, more, add, remove, openUnits, unroll, function, units}) {
            Controls.compact(it);
        }
        function.setStyle(function.getStyle() + "-fx-pref-width: 8.5em; -fx-min-width: 6em;");
        for (Control it : new Control[] {fewer, more, add, remove, openUnits, unroll, units}) {
            it.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().setAll(name, unitsPart, function, add, remove, openUnits, unroll);
    }

    /// Leaves out as much as can be understood without for this width.
    void fit(double room) {
        boolean withLabel = fullWidth() <= room;
        if (withLabel != unitsLabel.isManaged()) {
            visible(unitsLabel, withLabel);
        }
        boolean withWords = fullWidth() - unitsLabel.prefWidth(-1) <= room;
        add.setText(withWords ? ADD : "Add");
        unroll.setText(withWords ? UNROLL : "Time");
    }

    /// What it takes with nothing left out.
    double fullWidth() {
        double shortened = add.getText().equals(ADD) ? 0 : 0.5 * ADD.length() * name.getFont().getSize();
        return prefWidth(-1)
                + shortened
                + (unitsLabel.isManaged() ? 0 : unitsLabel.prefWidth(-1) + unitsPart.getSpacing());
    }

    private static HBox part(Node... nodes) {
        HBox part = new HBox(3, nodes);
        part.setAlignment(Pos.CENTER_LEFT);
        return part;
    }

    void addLayer() {
        shown(edits.add(selected()));
    }

    void resizeBy(int units) {
        shown(edits.resize(selected(), edits.units(selected()) + units));
    }

    void removeSelected() {
        shown(edits.remove(selected()));
    }

    private String selected() {
        return model.selectionProperty().get().layer();
    }

    private void changeFunction() {
        Entry<OutputFunction> chosen = function.getValue();
        if (!showing && chosen != null) {
            shown(edits.changeFunction(selected(), chosen.standard()));
        }
    }

    /// After an edit, taken or refused, the controls show what is.
    private Optional<String> shown(Optional<String> refusal) {
        show(model.setupProperty().get(), model.selectionProperty().get());
        return refusal;
    }

    void show(TrainingSetup setup, Selection selection) {
        showing = true;
        try {
            Optional<LayerDescription> layer = setup.network().layer(selection.layer());
            boolean isLayer = layer.isPresent();
            name.setText(selection.layer());
            name.setTooltip(new Tooltip("The selected layer, `%s`".formatted(selection.layer())));
            Optional<LayerSize> size = layer.flatMap(it -> LayerSize.of(it.layer()));
            visible(unitsPart, size.isPresent());
            size.ifPresent(it -> {
                unitsLabel.setText(it.setting().id());
                units.show(String.valueOf(it.size()));
            });
            visible(unroll, UnrolledView.isOffered(model, selection.layer()));
            visible(function, layer.filter(LayerRow::hasFunction).isPresent());
            layer.map(it -> OutputFunctions.describe(it.function()).id())
                    .map(OutputFunctions.CATALOG::get)
                    .ifPresent(function::setValue);
            remove.setDisable(!isLayer || setup.network().layers().size() == 1);
        } finally {
            showing = false;
        }
    }

    /// Whether the layer is too wide to show all its units, and whether they are shown all the same.
    void showOpened(boolean wide, boolean opened) {
        openUnits.setDisable(!wide);
        openUnits.setSelected(opened);
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /// The chosen function, without the room around it that a list needs.
    private static final class FunctionCell extends ListCell<Entry<OutputFunction>> {
        FunctionCell() {
            setStyle("-fx-padding: 0;");
        }

        @Override
        protected void updateItem(@Nullable Entry<OutputFunction> entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(entry == null || empty ? "" : entry.label());
        }
    }

    /// Entries by their label.
    private static final class Labels extends StringConverter<Entry<OutputFunction>> {
        @Override
        public String toString(@Nullable Entry<OutputFunction> entry) {
            return entry == null ? "" : entry.label();
        }

        @Override
        public Entry<OutputFunction> fromString(String label) {
            throw new UnsupportedOperationException("labels are not edited");
        }
    }
}
