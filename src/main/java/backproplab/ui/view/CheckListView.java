package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.SaveDialog;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.CheckRows;
import backproplab.ui.viewmodel.CheckRows.Show;
import backproplab.ui.viewmodel.CheckTable;
import backproplab.ui.viewmodel.Checked;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
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
import java.util.List;
import java.util.Optional;

/// The numbers of a gradient check as a list, the worst first.
final class CheckListView extends PaintedView {
    private static final double BODY = 12;

    private final CheckModel check;
    private final CheckTable list;
    private final Label problem = Texts.problem("check-list-problem");
    private final TableExport export = new TableExport(it -> Texts.say(problem, it));
    private final CheckGrid grid;
    private final CheckGridHands hands;
    private final ToggleGroup shows = new ToggleGroup();
    private final ToggleButton all =
            Controls.pill(
                    "check-list-all",
                    "Worst",
                    "Every number that was checked: the largest relative error first, those at a kink last",
                    "left-pill",
                    shows);
    private final ToggleButton failing =
            Controls.pill(
                    "check-list-failing", "Failing", "The numbers whose gradients are wrong", "center-pill", shows);
    private final ToggleButton kinks =
            Controls.pill(
                    "check-list-kinks",
                    "Kinks",
                    "The numbers that no difference can judge: on the way from w−h to w+h some unit comes to a kink"
                            + " of its function",
                    "right-pill",
                    shows);
    private final ComboBox<Optional<Parameters.Key>> tensors = new ComboBox<>();
    private final Label nothing = new Label();

    CheckListView(CheckModel check) {
        this.check = check;
        list = new CheckTable(check, Platform::runLater, this::change);
        grid = new CheckGrid(check, list);
        hands = new CheckGridHands(grid, list, export);
        grid.node().setAccessibleText("Checked numbers");
        grid.node().setAccessibleHelp(help());
        nothing.setId("check-list-nothing");
        nothing.setWrapText(true);
        nothing.setPadding(new Insets(12));
        check.problemProperty().addListener(_ -> change());
        check.progressProperty()
                .addListener((_, before, now) -> {
                    if (before.running() != now.running()) {
                        change();
                    }
                });
        StackPane table = new StackPane(nothing, grid.node());
        table.setMinSize(0, 0);
        VBox body = new VBox(tools(), table, problem);
        VBox.setVgrow(table, Priority.ALWAYS);
        problem.setPadding(new Insets(3, 8, 3, 8));
        root().getStylesheets().add(TableLook.STYLESHEET);
        root().setCenter(body);
        restyle(style());
    }

    private HBox tools() {
        Controls.keepOneSelected(shows);
        all.setOnAction(_ -> list.showProperty().set(Show.ALL));
        failing.setOnAction(_ -> list.showProperty().set(Show.FAILING));
        kinks.setOnAction(_ -> list.showProperty().set(Show.KINKS));
        tensors.setId("check-list-tensor");
        tensors.setConverter(Texts.of(it -> it.map(Parameters.Key::toString).orElse("All layers")));
        tensors.setMaxWidth(Double.MAX_VALUE);
        describe(tensors, "Tensor", "The layer and parameter whose numbers are listed");
        tensors.setStyle("-fx-min-height: 1.9em; -fx-pref-height: 1.9em; -fx-pref-width: 12em; -fx-min-width: 5em;");
        tensors.setOnAction(_ -> Optional.ofNullable(tensors.getValue()).ifPresent(list.tensorProperty()::set));
        Button save = new Button("CSV …");
        save.setId("check-list-save");
        Controls.compact(save);
        describe(save, "Save as CSV", "Saves the rows as they are shown, with all digits");
        save.setOnAction(_ -> hands.save(save));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(8, new HBox(all, failing, kinks), tensors, space, save);
        tools.getStyleClass().add("step-table-tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.setPadding(new Insets(3, 6, 3, 6));
        tools.setMinWidth(0);
        return tools;
    }

    private static void describe(Control control, String text, String help) {
        control.setMinWidth(Region.USE_PREF_SIZE);
        control.setAccessibleText(text);
        control.setAccessibleHelp(help);
        control.setTooltip(new Tooltip(help));
    }

    @Override
    public String id() {
        return "check-list";
    }

    @Override
    public String title() {
        return "Numbers";
    }

    @Override
    public String help() {
        return "Each gradient as the backward pass gives it and as moving the number shows it, the worst first. Good:"
                + " relative errors of 1e−7 and less. FAIL: the gradient is wrong. Kink: not judged, with the unit."
                + " Unresolved: too small to be told from 0. Click a header to sort; the selected row is looked at"
                + " closely.";
    }

    void setSaveDialog(SaveDialog dialog) {
        export.setDialog(dialog);
    }

    CheckGrid grid() {
        return grid;
    }

    @Override
    public boolean isBusy() {
        return isShown() && (check.isBusy() || list.isBusy() || export.isBusy());
    }

    @Override
    boolean isOutdated() {
        return false;
    }

    @Override
    void restyle(Style now) {
        grid.node().setStyle(TableLook.of(now, BODY));
    }

    @Override
    void paint() {
        Optional<CheckRows> rows = list.refresh();
        rows.ifPresent(it -> grid.show(it, BODY * style().scale()));
        boolean isEmpty = rows.isEmpty() || rows.get().size() == 0;
        grid.node().setVisible(!isEmpty);
        nothing.setVisible(isEmpty);
        nothing.setText(rows.map(it -> emptiness(it.wish().show())).orElseGet(this::reason));
        nothing.setStyle("-fx-text-fill: %s;".formatted(Controls.web(style().faintText())));
        Checked checked = check.checkedProperty().get();
        failing.setText("Failing" + count(checked == null ? 0 : checked.totals().failing()));
        kinks.setText("Kinks" + count(checked == null ? 0 : checked.totals().kinks()));
        (switch (list.showProperty().get()) {
                    case ALL -> all;
                    case FAILING -> failing;
                    case KINKS -> kinks;
                })
                .setSelected(true);
        List<Optional<Parameters.Key>> items = new ArrayList<>(List.of(Optional.empty()));
        list.tensors().stream().map(Optional::of).forEach(items::add);
        if (!tensors.getItems().equals(items)) {
            tensors.getItems().setAll(items);
        }
        tensors.setValue(list.tensorProperty().get());
    }

    private static String count(int count) {
        return count == 0 ? "" : " " + Numbers.count(count);
    }

    private String reason() {
        String problem = check.problemProperty().get();
        return !problem.isEmpty()
                ? SettingsEditor.sentence(problem)
                : check.isBusy() ? "The gradients are being checked …" : "Nothing has been checked yet.";
    }

    private static String emptiness(Show show) {
        return switch (show) {
            case ALL -> "There is nothing to list.";
            case FAILING -> "No gradient fails here.";
            case KINKS -> "No number comes to a kink here.";
        };
    }
}
