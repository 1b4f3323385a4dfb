package backproplab.ui.view;

import backproplab.data.DataFinding;
import backproplab.data.DataFinding.Severity;
import backproplab.ui.viewmodel.DataRemedy;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One finding of the data doctor: what was found; on request by which rule, and what to do about it; and a button where
/// the program can do it.
final class FindingCard extends VBox {
    /// @param id of the card; its parts begin with it
    /// @param opened whether rule and way out are seen from the start
    /// @param apply does what `remedy` says
    FindingCard(String id, DataFinding finding, DataRemedy remedy, boolean opened, Runnable apply) {
        super(3);
        setId(id);
        boolean warns = finding.severity() == Severity.WARNING;
        getStyleClass().addAll("finding", warns ? "finding-warning" : "finding-note");
        Label head = new Label((warns ? "⚠ Warning · " : "○ Note · ") + plain(finding.place()));
        head.getStyleClass().add("finding-head");
        head.setWrapText(true);
        Label rule = wrapped("Rule: " + plain(finding.rule()) + ".");
        Label wayOut = wrapped("Way out: " + plain(finding.wayOut()) + ".");
        VBox more = new VBox(3, rule, wayOut);
        more.setId(id + "-more");
        ToggleButton open = new ToggleButton();
        open.setId(id + "-open");
        open.getStyleClass().add("finding-open");
        open.setSelected(opened);
        open.textProperty().bind(open.selectedProperty().map(it -> it ? "▾ Rule and way out" : "▸ Rule and way out"));
        open.setAccessibleText(
                "%s. Rule: %s. Way out: %s".formatted(finding.sentence(), finding.rule(), finding.wayOut()));
        open.setTooltip(new Tooltip("By which rule this is said, and what can be done about it"));
        more.visibleProperty().bind(open.selectedProperty());
        more.managedProperty().bind(open.selectedProperty());
        getChildren().setAll(head, wrapped(sentence(plain(finding.sentence()))), open, more);
        switch (remedy) {
            case DataRemedy.Standardise _ ->
                    getChildren().add(button(id, "Standardise the inputs", "undo takes it back", apply));
            case DataRemedy.Change(String label, var _) ->
                    getChildren()
                            .add(button(id, label, "the run goes on with the same weights; undo takes it back", apply));
            case DataRemedy.ByHand(String why) -> more.getChildren().add(wrapped(why));
        }
    }

    private static Button button(String id, String text, String help, Runnable apply) {
        Button button = new Button(text);
        button.setId(id + "-remedy");
        Controls.compact(button);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setTooltip(new Tooltip(text + "; " + help));
        button.setOnAction(_ -> apply.run());
        return button;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    /// As a terminal has it, with names in quotation marks and no line that begins with a sign.
    private static String plain(String text) {
        return text.replaceAll("`([^`]*)`", "“$1”")
                .replace(" …", "\u00a0…")
                .replace("… ", "…\u00a0")
                .replace(" %", "\u00a0%");
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
