package backproplab.ui.view;

import backproplab.ui.viewmodel.LabModel;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.stream.Stream;

/// The tools above the picture of a network: one row where there is room, else the layer in a row of its own. Nothing
/// moves when another layer or unit is selected.
final class NetworkTools extends Region {
    static final double ZOOM_STEP = 1.25;

    private static final double SIDE = 6;
    private static final double BORDER = 3;
    private static final double ROW_GAP = 3;
    private static final double GAP = 8;

    private final LayerBar layerBar;
    private final UnitBias bias;
    private final HBox edges;
    private final MapBar maps;
    private final HBox zoom;

    NetworkTools(LabModel model, NetworkControl control) {
        layerBar = new LayerBar(model, control);
        bias = new UnitBias(model, control);
        edges = edgeChoice(control);
        maps = new MapBar(control);
        zoom = zoomButtons(control);
        setMinWidth(0);
        getChildren().setAll(edges, maps, layerBar, bias, zoom);
        showMaps(false);
    }

    MapBar maps() {
        return maps;
    }

    /// Whether the network has maps.
    void showMaps(boolean wanted) {
        if (maps.isVisible() != wanted) {
            maps.setVisible(wanted);
            requestLayout();
        }
    }

    LayerBar layerBar() {
        return layerBar;
    }

    UnitBias bias() {
        return bias;
    }

    // Layout: at most two rows, each with the zoom or nothing at its right end.

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return widthOfOneRow();
    }

    @Override
    protected double computePrefHeight(double width) {
        return isInOneRow(width) ? 2 * BORDER + rowHeight() : 2 * BORDER + 2 * rowHeight() + ROW_GAP;
    }

    private boolean isInOneRow(double width) {
        return width < 0 || widthOfOneRow() <= width;
    }

    private double widthOfOneRow() {
        return 2 * SIDE
                + edges.prefWidth(-1)
                + (maps.isVisible() ? maps.prefWidth(-1) + GAP : 0)
                + layerBar.fullWidth()
                + bias.prefWidth(-1)
                + zoom.prefWidth(-1)
                + 3 * GAP;
    }

    private double rowHeight() {
        return Stream.of(edges, maps, layerBar, bias, zoom).mapToDouble(it -> it.prefHeight(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double right = getWidth() - SIDE;
        double y = BORDER;
        double height = rowHeight();
        double zoomWidth = zoom.prefWidth(-1);
        zoom.resizeRelocate(Math.max(0, right - zoomWidth), y, zoomWidth, height);
        double x = place(edges, SIDE, y, edges.prefWidth(-1), height);
        if (maps.isVisible()) {
            x = place(maps, x, y, maps.prefWidth(-1), height);
        }
        boolean oneRow = isInOneRow(getWidth());
        layerBar.fit(oneRow ? Double.MAX_VALUE : right - SIDE);
        if (oneRow) {
            x = place(layerBar, x, y, layerBar.prefWidth(-1), height);
        }
        place(bias, x, y, Math.clamp(right - zoomWidth - GAP - x, 0, bias.prefWidth(-1)), height);
        if (!oneRow) {
            place(layerBar, SIDE, y + height + ROW_GAP, Math.clamp(right - SIDE, 0, layerBar.prefWidth(-1)), height);
        }
    }

    /// @return where the next one stands
    private static double place(Region part, double x, double y, double width, double height) {
        part.resizeRelocate(x, y, width, height);
        return x + width + GAP;
    }

    private static HBox edgeChoice(NetworkControl control) {
        ToggleGroup group = new ToggleGroup();
        ToggleButton weights =
                Controls.pill(
                        "edges-weight",
                        "Weights",
                        "Lines by weight: blue above 0, orange below, thick is large",
                        "left-pill",
                        group);
        ToggleButton gradients =
                Controls.pill(
                        "edges-gradient",
                        "∂L/∂w",
                        "Lines by gradient, on a logarithmic scale that is the same for all networks",
                        "right-pill",
                        group);
        weights.setSelected(true);
        Controls.keepOneSelected(group);
        gradients
                .selectedProperty()
                .addListener((_, _, selected) ->
                        control.showEdges(
                                selected ? NetworkPicture.EdgeValue.GRADIENT : NetworkPicture.EdgeValue.WEIGHT));
        return row(weights, gradients);
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static HBox zoomButtons(NetworkControl control) {
        Button out = new Button("−");
        out.setId("network-zoom-out");
        out.setAccessibleText("Zoom out");
        out.setTooltip(new Tooltip("Zoom out (−)"));
        out.setOnAction(_ -> control.zoom(1 / ZOOM_STEP));
        Button whole = new Button("Fit");
        whole.setId("network-fit");
        whole.setTooltip(new Tooltip("The whole network (0). Zoom with the wheel, move it by dragging"));
        whole.setOnAction(_ -> control.fit());
        Button in = new Button("+");
        in.setId("network-zoom-in");
        in.setAccessibleText("Zoom in");
        in.setTooltip(new Tooltip("Zoom in (+)"));
        in.setOnAction(_ -> control.zoom(ZOOM_STEP));
        Stream.of(out, whole, in)
                .forEach(it -> {
                    Controls.compact(it);
                    it.setMinWidth(USE_PREF_SIZE);
                });
        return row(out, whole, in);
    }
}
