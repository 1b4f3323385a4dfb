package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Edits the selected layer: its units, its function, the bias of the selected unit; adds and removes layers. What
/// cannot be is said in a sentence, and nothing changes.
final class LayerBar extends FlowPane {
    private static final int MOST_UNITS = 65_536;
    private static final double BIAS_STEP = 0.1;

    private final LabModel model;
    private final Consumer<String> problem;
    private final Label name = new Label();
    private final EntryBox units;
    private final Button fewer = new Button("−");
    private final Button more = new Button("+");
    private final HBox unitsPart;
    private final ComboBox<Entry<OutputFunction>> function = new ComboBox<>();
    private final EntryBox bias;
    private final HBox biasPart;
    private final Button remove = new Button("Remove");
    private final Button openUnits = new Button();
    private boolean showing;
    private double biasNow;

    /// @param problem shows a sentence; the empty one takes it away
    /// @param toggleOpened shows all units of the selected layer, or its first and last ones again
    LayerBar(LabModel model, Consumer<String> problem, Runnable toggleOpened) {
        super(8, 3);
        this.model = model;
        this.problem = problem;
        setAlignment(Pos.CENTER_LEFT);
        setRowValignment(javafx.geometry.VPos.CENTER);
        units = new EntryBox(this::offerUnits, by -> resize(unitsNow() + by));
        units.setId("layer-units");
        units.setPrefColumnCount(3);
        units.setAccessibleText("Units of the selected layer");
        units.setTooltip(new Tooltip("How many units the selected layer has; Enter takes the number"));
        fewer.setId("layer-fewer");
        fewer.setAccessibleText("One unit less");
        fewer.setOnAction(_ -> resize(unitsNow() - 1));
        more.setId("layer-more");
        more.setAccessibleText("One unit more");
        more.setOnAction(_ -> resize(unitsNow() + 1));
        unitsPart = part(new Label("units"), fewer, units, more);
        function.setId("layer-function");
        function.setAccessibleText("Function of the selected layer");
        function.setTooltip(new Tooltip("What the selected layer makes of z: a = f(z)"));
        function.setPrefWidth(110);
        function.getItems().setAll(OutputFunctions.CATALOG.entries());
        function.setConverter(new Labels());
        function.setOnAction(_ -> changeFunction());
        bias = new EntryBox(this::offerBias, by -> setBias(biasNow + by * BIAS_STEP));
        bias.setId("unit-bias");
        bias.setAccessibleText("Bias of the selected unit");
        biasPart = part(new Label("bias"), bias);
        Button add = new Button("Add layer");
        add.setId("layer-add");
        add.setTooltip(new Tooltip("A new dense layer behind the selected one, or before it when it is the output"));
        add.setOnAction(_ -> apply(NetworkEdits.add(model.setupProperty().get(), selected())));
        remove.setId("layer-remove");
        remove.setTooltip(new Tooltip("Takes the selected layer out (Delete)"));
        remove.setOnAction(_ -> removeSelected());
        openUnits.setId("layer-open");
        openUnits.setOnAction(_ -> toggleOpened.run());
        name.getStyleClass().add("view-title");
        name.setMinWidth(USE_PREF_SIZE);
        for (Control it : new Control[] {fewer, more, add, remove, openUnits, function, units, bias}) {
            Controls.compact(it);
        }
        getChildren().setAll(name, unitsPart, function, biasPart, add, remove, openUnits);
    }

    private static HBox part(Node... nodes) {
        HBox part = new HBox(3, nodes);
        part.setAlignment(Pos.CENTER_LEFT);
        return part;
    }

    void removeSelected() {
        apply(NetworkEdits.remove(model.setupProperty().get(), selected()));
    }

    private String selected() {
        return model.selectionProperty().get().layer();
    }

    private int unitsNow() {
        return model.setupProperty()
                .get()
                .network()
                .layer(selected())
                .map(it -> it.layer() instanceof Dense dense ? dense.units() : 0)
                .orElse(0);
    }

    private Optional<String> offerUnits(String text) {
        OptionalInt number = NumberText.parseWhole(text);
        if (number.isEmpty()) {
            return refused("a layer needs a whole number of units, got `%s`".formatted(text.strip()));
        }
        return resize(number.getAsInt());
    }

    private Optional<String> resize(int number) {
        if (number < 1 || number > MOST_UNITS) {
            return refused("a layer has from 1 to %d units, got %d".formatted(MOST_UNITS, number));
        }
        return apply(NetworkEdits.resize(model.setupProperty().get(), selected(), number));
    }

    private Optional<String> refused(String sentence) {
        problem.accept(sentence);
        return Optional.of(sentence);
    }

    private void changeFunction() {
        Entry<OutputFunction> chosen = function.getValue();
        if (!showing && chosen != null) {
            apply(NetworkEdits.changeFunction(model.setupProperty().get(), selected(), chosen.standard()));
        }
    }

    private Optional<String> offerBias(String text) {
        OptionalDouble number = NumberText.parse(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            return refused("`%s` is no number; type one such as 0.25".formatted(text.strip()));
        }
        problem.accept("");
        setBias(number.getAsDouble());
        return Optional.empty();
    }

    private void setBias(double value) {
        Selection selection = model.selectionProperty().get();
        selection.unit().ifPresent(it -> model.setParameter(new Parameters.Key(selection.layer(), "bias"), it, value));
    }

    /// @return why not
    private Optional<String> apply(NetworkEdits.Result result) {
        Optional<String> refusal =
                switch (result) {
                    case NetworkEdits.Result.Changed changed -> {
                        model.change(changed.setup());
                        yield Optional.empty();
                    }
                    case NetworkEdits.Result.Refused refused -> Optional.of(refused.sentence());
                };
        problem.accept(refusal.orElse(""));
        show(model.setupProperty().get(), model.selectionProperty().get());
        return refusal;
    }

    void show(TrainingSetup setup, Selection selection) {
        showing = true;
        try {
            Optional<LayerDescription> layer = setup.network().layer(selection.layer());
            boolean isLayer = layer.isPresent();
            name.setText(selection.layer());
            boolean dense = layer.filter(it -> it.layer() instanceof Dense).isPresent();
            visible(unitsPart, dense);
            if (dense) {
                units.show(String.valueOf(unitsNow()));
            }
            visible(function, isLayer);
            layer.map(it -> OutputFunctions.describe(it.function()).id())
                    .map(OutputFunctions.CATALOG::get)
                    .ifPresent(function::setValue);
            remove.setDisable(!isLayer || setup.network().layers().size() == 1);
        } finally {
            showing = false;
        }
    }

    /// The bias of the selected unit, where it has one.
    void showBias(OptionalDouble value) {
        visible(biasPart, value.isPresent());
        biasNow = value.orElse(0);
        bias.show(NumberText.of(biasNow));
    }

    /// Whether the layer is too wide to show all its units, and whether they are shown all the same.
    void showOpened(boolean wide, boolean opened) {
        visible(openUnits, wide);
        openUnits.setText(opened ? "Fewer units" : "All units");
        openUnits.setTooltip(
                new Tooltip(opened ? "Shows the first and last units only" : "Shows every unit of the selected layer"));
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
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
