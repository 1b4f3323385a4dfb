package backproplab.ui.view;

import backproplab.ui.chart.Palette;

import javafx.scene.layout.Region;

/// One view of the window. It listens to the model, remembers that something changed, and draws when it is told to:
/// the window lets few views draw in one pulse and none that is not seen.
public interface LabView {
    /// For files, tests and the command line, such as `loss`.
    String id();

    String title();

    /// One or two sentences: what is seen, and what good looks like.
    String help();

    Region node();

    /// The colours from now on; called before it is shown first.
    void setPalette(Palette palette);

    /// Large type for a lecture hall, or back to normal.
    void setLarge(boolean large);

    /// The keys go to it from now on.
    default void takeFocus() {
        node().requestFocus();
    }

    /// Whether it is on the screen. A view that is not seen neither draws nor asks for numbers.
    void setShown(boolean shown);

    /// Draws if something changed since the last time. On the thread of the window.
    ///
    /// @return whether there was anything to do
    boolean draw();

    /// Whether something that it will show is still being computed in the background. Who wants a picture of the view
    /// goes on calling [#draw] until it is not.
    default boolean isBusy() {
        return false;
    }
}
