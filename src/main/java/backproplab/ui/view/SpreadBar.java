package backproplab.ui.view;

import backproplab.ui.chart.Palette;

import javafx.scene.layout.Region;

/// A size from 0.001 to 10 on a logarithmic scale, as a bar with a tick at a second size.
final class SpreadBar extends Region {
    private static final double LOWEST = -3;
    private static final double HIGHEST = 1;
    private static final double THICKNESS = 5;

    private final Region track = new Region();
    private final Region filled = new Region();
    private final Region tick = new Region();
    private double share;
    private double tickShare;

    SpreadBar() {
        getChildren().setAll(track, filled, tick);
        setMinSize(30, THICKNESS + 4);
        setPrefHeight(THICKNESS + 4);
        setMouseTransparent(true);
        setPalette(Palette.LIGHT);
    }

    void setPalette(Palette palette) {
        paint(track, Controls.web(palette.grid()));
        paint(filled, Controls.web(palette.neutral()));
        paint(tick, Controls.web(palette.text()));
    }

    private static void paint(Region region, String colour) {
        region.setStyle("-fx-background-color: %s; -fx-background-radius: 2;".formatted(colour));
    }

    /// @param mark where the tick is
    void show(double size, double mark) {
        share = place(size);
        tickShare = place(mark);
        requestLayout();
    }

    private static double place(double size) {
        return size > 0 ? Math.clamp((Math.log10(size) - LOWEST) / (HIGHEST - LOWEST), 0, 1) : 0;
    }

    @Override
    protected void layoutChildren() {
        double y = (getHeight() - THICKNESS) / 2;
        track.resizeRelocate(0, y, getWidth(), THICKNESS);
        filled.resizeRelocate(0, y, share * getWidth(), THICKNESS);
        filled.setVisible(share > 0);
        tick.resizeRelocate(Math.rint(tickShare * (getWidth() - 2)), y - 2, 2, THICKNESS + 4);
        tick.setVisible(tickShare > 0);
    }
}
