package backproplab.ui.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// Says before it happens what an edit would do to the run, with a button that does it and one that drops it.
final class ProposalStrip extends VBox {
    private final Label text = new Label();
    private final Button apply = new Button("Apply: starts over");
    private final Button discard = new Button("Discard");
    private Runnable onApply = () -> {};

    /// @param id of the button that does it; the other one is called `<id>-discard`
    ProposalStrip(String id, Runnable onDiscard) {
        super(6);
        getStyleClass().add("proposal");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setId(id + "-text");
        apply.setId(id);
        apply.getStyleClass().add("accent");
        Controls.compact(apply);
        apply.setMaxWidth(Double.MAX_VALUE);
        apply.setOnAction(_ -> onApply.run());
        HBox.setHgrow(apply, Priority.ALWAYS);
        discard.setId(id + "-discard");
        Controls.compact(discard);
        discard.setMinWidth(Region.USE_PREF_SIZE);
        discard.setOnAction(_ -> onDiscard.run());
        getChildren().setAll(text, new HBox(6, apply, discard));
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void propose(String what, Runnable how) {
        text.setText(what);
        apply.setAccessibleText("Apply: " + what);
        onApply = how;
        setVisible(true);
    }

    void clear() {
        setVisible(false);
        onApply = () -> {};
    }

    /// What is proposed now.
    Optional<String> proposed() {
        return isVisible() ? Optional.of(text.getText()) : Optional.empty();
    }
}
