package backproplab.ui.view;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.List;

/// Rows that scroll by themselves when they are many, so that what belongs to the selected one stays near.
final class LayerList extends ScrollPane {
    private static final double MOST = 350;
    private static final double BORDER = 2;

    private final VBox rows = new VBox();
    private double top;

    LayerList() {
        super();
        getStyleClass().addAll("layer-rows", "edge-to-edge");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setContent(rows);
        rows.heightProperty().subscribe(it -> setHeights(Math.min(it.doubleValue() + BORDER, MOST)));
    }

    private void setHeights(double height) {
        setMinHeight(height);
        setPrefHeight(height);
    }

    void list(List<? extends Node> now) {
        rows.getChildren().setAll(now);
        top = -1;
    }

    /// Scrolls as far as it takes to see the whole row, when it has come to another place.
    void reveal(Node row) {
        rows.applyCss();
        rows.layout();
        if (row.getLayoutY() == top) {
            return;
        }
        top = row.getLayoutY();
        double seen = MOST - BORDER;
        double hidden = rows.prefHeight(-1) - seen;
        if (hidden <= 0) {
            return;
        }
        double from = getVvalue() * hidden;
        double bottom = top + row.getBoundsInParent().getHeight();
        if (top < from) {
            setVvalue(top / hidden);
        } else if (bottom > from + seen) {
            setVvalue((bottom - seen) / hidden);
        }
    }
}
