package backproplab.ui.view;

import backproplab.ui.chart.SaveDialog;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.NumberTable;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.StepTable;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The numbers of the traced pass as a table, of the units or of the weights.
final class StepTableView extends PaintedView {
    private static final double BODY = 12;

    private final StepModel steps;
    private final StepTable model;
    private final Label problem = Texts.problem("step-table-problem");
    private final TableExport export = new TableExport(this::say);

    /// One for each table, so that going from one to the other lays nothing out anew.
    private final Map<NumberTable.Kind, NumberGrid> grids = new EnumMap<>(NumberTable.Kind.class);

    private final ToggleGroup kinds = new ToggleGroup();
    private final ToggleButton units =
            Controls.pill(
                    "step-table-units", "Units", "A row for each unit: z, a, f′(z), ∂L/∂a, δ", "left-pill", kinds);
    private final ToggleButton weights =
            Controls.pill("step-table-weights", "Weights", "A row for each weight: w, ∂L/∂w, Δw", "right-pill", kinds);
    private final ComboBox<Optional<String>> owners = new ComboBox<>();
    private final Label nothing = new Label();

    StepTableView(StepModel steps) {
        this.steps = steps;
        model = new StepTable(steps, Platform::runLater, this::change);
        steps.problemProperty().addListener((_, _, _) -> change());
        StackPane tables = new StackPane(nothing);
        tables.setMinSize(0, 0);
        for (NumberTable.Kind kind : NumberTable.Kind.values()) {
            NumberGrid grid = new NumberGrid(model, this::say);
            new NumberGridHands(grid, model, export);
            grid.node().setId("step-table-" + kind.name().toLowerCase(Locale.ROOT) + "-rows");
            grid.node().setAccessibleText("Numbers of the " + kind.name().toLowerCase(Locale.ROOT));
            grid.node().setAccessibleHelp(help());
            grid.node().setVisible(false);
            grids.put(kind, grid);
            tables.getChildren().add(grid.node());
        }
        root().getStylesheets().add(TableLook.STYLESHEET);
        VBox body = new VBox(tools(), tables, problem);
        VBox.setVgrow(tables, Priority.ALWAYS);
        problem.setPadding(new Insets(3, 8, 3, 8));
        root().setCenter(body);
        restyle(style());
    }

    private NumberGrid grid() {
        return Objects.requireNonNull(grids.get(model.kindProperty().get()));
    }

    private HBox tools() {
        Controls.keepOneSelected(kinds);
        units.setOnAction(_ -> model.kindProperty().set(NumberTable.Kind.UNITS));
        weights.setOnAction(_ -> model.kindProperty().set(NumberTable.Kind.WEIGHTS));
        owners.setId("step-table-layer");
        owners.setConverter(Texts.of(it -> it.orElse("All layers")));
        owners.setMaxWidth(Double.MAX_VALUE);
        describe(owners, "Layer", "The layer or input whose rows are shown");
        owners.setStyle("-fx-min-height: 1.9em; -fx-pref-height: 1.9em; -fx-pref-width: 9em; -fx-min-width: 5em;");
        owners.setOnAction(_ -> Optional.ofNullable(owners.getValue()).ifPresent(model.ownerProperty()::set));
        CheckBox all = new CheckBox("All numbers");
        all.setId("step-table-all");
        describe(all, "All numbers", "Shows also the numbers that the walk has not come to");
        all.selectedProperty().bindBidirectional(model.allProperty());
        CheckBox follow = new CheckBox("Follow");
        follow.setId("step-table-follow");
        describe(follow, "Follow the walk", "The table goes to the rows of each step");
        follow.selectedProperty().bindBidirectional(model.followingProperty());
        Button save = new Button("CSV …");
        save.setId("step-table-save");
        describe(
                save,
                "Save as CSV",
                "Saves the rows as they are shown, with all digits; numbers that the walk has not come to stay empty");
        save.setOnAction(_ -> grid().shown().ifPresent(it -> export.save(it, save)));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(8, new HBox(units, weights), owners, all, follow, space, save);
        tools.getStyleClass().add("step-table-tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setPadding(new Insets(3, 6, 3, 6));
        tools.setMinWidth(0);
        return tools;
    }

    private static void describe(Control control, String text, String help) {
        if (!(control instanceof CheckBox)) {
            Controls.compact(control);
        }
        control.setMinWidth(Region.USE_PREF_SIZE);
        control.setAccessibleText(text);
        control.setAccessibleHelp(help);
        control.setTooltip(new Tooltip(help));
    }

    @Override
    public String id() {
        return "step-table";
    }

    @Override
    public String title() {
        return "Numbers";
    }

    @Override
    public String help() {
        return "All numbers of the pass that the walk has come to; those of the step are marked. Click a header to"
                + " sort: largest size first, falling, rising. Enter or a double click goes to the step that gives a"
                + " number; inputs, targets and weights can be changed by typing. Control with the arrows moves"
                + " within a row.";
    }

    void setSaveDialog(SaveDialog dialog) {
        export.setDialog(dialog);
    }

    private void say(String sentence) {
        Texts.say(problem, sentence);
    }

    @Override
    public boolean isBusy() {
        return model.isBusy() || export.isBusy() || (steps.openProperty().get() && steps.isBusy());
    }

    @Override
    boolean isOutdated() {
        return false;
    }

    @Override
    void restyle(Style now) {
        String sheet = TableLook.of(now, BODY);
        grids.values().forEach(it -> it.node().setStyle(sheet));
    }

    @Override
    void paint() {
        Optional<StepTable.Shown> shown = model.refresh();
        String reason = steps.problemProperty().get();
        nothing.setText(reason.isEmpty() ? "The pass is being traced …" : reason);
        shown.ifPresent(it -> grid().show(it, steps.digitsProperty().get(), BODY * style().scale()));
        grids.forEach((kind, it) -> it.node().setVisible(shown.isPresent() && kind == model.kindProperty().get()));
        (model.kindProperty().get() == NumberTable.Kind.UNITS ? units : weights).setSelected(true);
        List<Optional<String>> items = new ArrayList<>(List.of(Optional.empty()));
        model.owners().stream().map(Optional::of).forEach(items::add);
        if (!owners.getItems().equals(items)) {
            owners.getItems().setAll(items);
        }
        owners.setValue(model.ownerProperty().get());
    }
}
