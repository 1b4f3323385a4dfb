package backproplab.ui.chart;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.GridPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

import java.util.Optional;

/// The line under the mouse and the box with its values: nodes above the canvas, so that moving the mouse paints
/// nothing anew.
final class ReadoutBox {
    private static final double GAP = 12;

    private final Line line = new Line();
    private final GridPane box = new GridPane();
    private Style style = new Style(Palette.LIGHT, false);

    ReadoutBox() {
        line.setManaged(false);
        line.setVisible(false);
        line.setMouseTransparent(true);
        line.getStrokeDashArray().setAll(3.0, 3.0);
        box.setManaged(false);
        box.setVisible(false);
        box.setMouseTransparent(true);
        box.setHgap(6);
        box.setVgap(1);
        box.setPadding(new Insets(4, 8, 4, 8));
        setStyle(style);
    }

    Line line() {
        return line;
    }

    GridPane box() {
        return box;
    }

    void setStyle(Style next) {
        style = next;
        line.setStroke(color(style.faintText()));
        CornerRadii corners = new CornerRadii(4);
        java.awt.Color background = style.palette().background();
        box.setBackground(new Background(new BackgroundFill(color(background), corners, Insets.EMPTY)));
        box.setBorder(
                new Border(
                        new BorderStroke(
                                color(style.palette().neutral()),
                                BorderStrokeStyle.SOLID,
                                corners,
                                new BorderWidths(1))));
    }

    void show(Optional<Readout> readout, double width, double height) {
        line.setVisible(readout.isPresent());
        box.setVisible(readout.isPresent());
        readout.ifPresent(it -> show(it, width, height));
    }

    private void show(Readout readout, double width, double height) {
        line.setStartX(readout.x());
        line.setEndX(readout.x());
        line.setStartY(readout.area().getMinY());
        line.setEndY(readout.area().getMaxY());
        box.getChildren().clear();
        Label title = label(readout.title(), FontWeight.BOLD);
        box.add(title, 0, 0, 3, 1);
        for (int i = 0; i < readout.rows().size(); i++) {
            Readout.Row row = readout.rows().get(i);
            double side = 8 * style.scale();
            box.addRow(
                    i + 1,
                    new Rectangle(side, side, color(row.color())),
                    label(row.name(), FontWeight.NORMAL),
                    label(row.value(), FontWeight.BOLD));
        }
        box.setAlignment(Pos.CENTER_LEFT);
        box.applyCss();
        double boxWidth = box.prefWidth(-1);
        double boxHeight = box.prefHeight(-1);
        boolean left = readout.x() + GAP + boxWidth > width;
        double x = left ? readout.x() - GAP - boxWidth : readout.x() + GAP;
        double y = Math.min(readout.area().getMinY() + GAP, height - boxHeight - 2);
        box.resizeRelocate(Math.max(0, x), Math.max(0, y), boxWidth, boxHeight);
    }

    private Label label(String text, FontWeight weight) {
        Label label = new Label(text);
        label.setFont(Font.font("SansSerif", weight, style.font().getSize2D()));
        label.setTextFill(color(style.palette().text()));
        return label;
    }

    private static Color color(java.awt.Color color) {
        return Color.rgb(color.getRed(), color.getGreen(), color.getBlue());
    }
}
