package backproplab.ui.view;

import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;
import backproplab.ui.viewmodel.WhatIf;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Says what of the pass on the screen is otherwise than in the run, as long as anything is; with a button that takes all
/// of it back, and one that gives the network the parameters that were tried out.
final class WhatIfStrip extends HBox {
    /// As many as anybody reads in passing; the tooltip has more.
    private static final int NAMED = 2;

    private static final int IN_TOOLTIP = 20;

    /// In pixels at normal size.
    private static final double NARROW = 520;

    private final StepModel model;
    private final Label text = new Label();
    private final Tooltip all = new Tooltip();
    private final Button back;
    private final Button keep;
    private @Nullable TracedPass shown;
    private WhatIf changes = new WhatIf(List.of());

    WhatIfStrip(StepModel model) {
        super(6);
        this.model = model;
        back =
                Controls.button(
                        "what-if-back", "Take back", "Every number becomes again what it is in the run and its data");
        back.setOnAction(_ -> model.resetWhatIf());
        keep =
                Controls.button(
                        "what-if-keep",
                        "",
                        "The network that is training gets these parameters; Edit ▸ Undo takes them back");
        keep.setOnAction(_ -> model.keepWhatIf());
        keep.managedProperty().bind(keep.visibleProperty());
        text.setId("what-if-text");
        text.setTooltip(all);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        all.setWrapText(true);
        all.setMaxWidth(480);
        HBox.setHgrow(text, Priority.ALWAYS);
        setId("what-if");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("banner");
        setStyle("-fx-padding: 0 8 0 8; -fx-border-width: 0;"); // no higher than the buttons beside it
        getChildren().setAll(text, back, keep);
        managedProperty().bind(visibleProperty());
        setVisible(false);
        model.momentProperty().subscribe(this::follow);
        model.digitsProperty().subscribe(_ -> write());
        keep.textProperty()
                .bind(Bindings.when(widthProperty().lessThan(NARROW)).then("Keep").otherwise("Keep in the network"));
    }

    @SuppressWarnings("ReferenceEquality") // a pass is compared by identity
    private void follow(@Nullable Moment moment) {
        TracedPass pass = moment == null ? null : moment.pass();
        if (pass == shown) {
            return;
        }
        shown = pass;
        boolean isReal = pass == null || pass.isReal();
        boolean hadFocus = back.isFocused() || keep.isFocused();
        setVisible(!isReal);
        if (pass == null || isReal) {
            if (hadFocus && getParent() != null) {
                getParent().requestFocus(); // the keys are to go on from here
            }
            return;
        }
        changes = WhatIf.of(pass);
        keep.setVisible(!pass.changes().isEmpty());
        write();
    }

    private void write() {
        CardDigits digits = model.digitsProperty().get();
        text.setText(changes.sentence(digits, NAMED));
        all.setText(changes.sentence(digits, IN_TOOLTIP));
    }

    /// What is said now; empty while nothing is changed.
    Optional<String> said() {
        return isVisible() ? Optional.of(text.getText()) : Optional.empty();
    }
}
