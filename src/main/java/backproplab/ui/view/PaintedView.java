package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;

/// What views that paint have in common: they remember that something changed, and paint when they are told to and seen.
abstract class PaintedView implements LabView {
    private static final double BODY = 13;

    private final BorderPane root = new BorderPane();
    private Style style = new Style(Palette.LIGHT, false);
    private boolean shown = true;
    private boolean changed = true;

    PaintedView() {
        root.setMinSize(0, 0);
    }

    /// To be filled by the view.
    final BorderPane root() {
        return root;
    }

    final Style style() {
        return style;
    }

    /// There is something new to draw.
    final void change() {
        changed = true;
    }

    /// Whether a pane needs paint although nothing changed, such as after a resize.
    abstract boolean isOutdated();

    /// The new colours and sizes, for what is not painted.
    abstract void restyle(Style now);

    /// Shows the model as it is now.
    abstract void paint();

    /// Has what is computed in the background begun, if it is time. Called at each turn while the view is seen.
    void ask() {}

    @Override
    public final Region node() {
        return root;
    }

    @Override
    public final void setPalette(Palette palette) {
        setStyle(new Style(palette, style.large()));
    }

    @Override
    public final void setLarge(boolean large) {
        setStyle(new Style(style.palette(), large));
    }

    private void setStyle(Style now) {
        style = now;
        root.setStyle(
                "-fx-font-size: %spx; -fx-background-color: %s;"
                        .formatted(BODY * now.scale(), Controls.web(now.palette().background())));
        restyle(now);
        changed = true;
    }

    final boolean isShown() {
        return shown;
    }

    @Override
    public void setShown(boolean shown) {
        this.shown = shown;
    }

    @Override
    public final boolean draw() {
        if (!shown) {
            return false;
        }
        ask();
        if (!changed && !isOutdated()) {
            return false;
        }
        changed = false;
        paint();
        return true;
    }
}
