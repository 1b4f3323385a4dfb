package backproplab.ui.view;

import javafx.scene.layout.Region;

/// A picture alone, or with a second one beside or below it, whichever leaves the first one larger.
final class OutputPanels extends Region {
    /// Of the width or the height, what the second one gets at least.
    private static final double SECOND = 0.3;

    private final Region first;
    private final Region second;

    OutputPanels(Region first, Region second) {
        this.first = first;
        this.second = second;
        setMinSize(0, 0);
        getChildren().addAll(first, second);
        showSecond(false);
    }

    void showSecond(boolean wanted) {
        if (second.isVisible() != wanted) {
            second.setVisible(wanted);
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (!second.isVisible()) {
            first.resizeRelocate(0, 0, width, height);
            second.resizeRelocate(0, 0, 0, 0);
        } else if (width * (1 - SECOND) >= height * (1 - SECOND)) {
            double left = Math.min(Math.rint(width * (1 - SECOND)), Math.rint(1.08 * height));
            first.resizeRelocate(0, 0, left, height);
            second.resizeRelocate(left, 0, width - left, height);
        } else {
            double top = Math.min(Math.rint(height * (1 - SECOND)), Math.rint(1.1 * width));
            first.resizeRelocate(0, 0, width, top);
            second.resizeRelocate(0, top, width, height - top);
        }
    }
}
