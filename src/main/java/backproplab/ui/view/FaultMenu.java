package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.fault.Fault;
import backproplab.fault.Faults;

import javafx.geometry.Insets;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Function;

/// A menu of all faults, each with a line of what it does, or of why it cannot be had.
final class FaultMenu extends ComboBox<Entry<Fault>> {
    private static final int ROWS = 13;
    private static final double WIDTH = 230;

    /// @param whyNot asked whenever the menu shows a fault
    FaultMenu(String id, String help, Function<Entry<Fault>, Optional<String>> whyNot) {
        setId(id);
        setPromptText("which bug");
        setAccessibleText(help);
        setTooltip(new Tooltip(help));
        setVisibleRowCount(ROWS);
        setPrefWidth(WIDTH); // the lines of the list are longer than what stands in the box
        Controls.compactMenu(this);
        getItems().setAll(Faults.CATALOG.entries());
        setConverter(Texts.of(Entry::label));
        setCellFactory(_ -> new FaultCell(whyNot));
    }

    private static final class FaultCell extends ListCell<Entry<Fault>> {
        private final Function<Entry<Fault>, Optional<String>> whyNot;
        private final Label name = new Label();
        private final Label line = new Label();
        private final VBox both = new VBox(name, line);

        FaultCell(Function<Entry<Fault>, Optional<String>> whyNot) {
            this.whyNot = whyNot;
            name.setStyle("-fx-font-weight: bold;");
            line.setStyle("-fx-text-fill: -color-fg-muted;");
            both.setPadding(new Insets(1, 0, 1, 0));
        }

        @Override
        protected void updateItem(Entry<Fault> fault, boolean empty) {
            super.updateItem(fault, empty);
            if (empty || fault == null) {
                setGraphic(null);
                return;
            }
            Optional<String> refusal = whyNot.apply(fault);
            name.setText(fault.label());
            line.setText(refusal.map(it -> "not here: " + it).orElse(fault.summary()));
            both.setOpacity(refusal.isPresent() ? 0.6 : 1);
            setAccessibleText(name.getText() + ": " + line.getText());
            setGraphic(both);
        }
    }
}
