package backproplab.ui.view;

/// What the tools, the mouse and the keys can ask of the view of a network.
interface NetworkControl {
    void showEdges(NetworkPicture.EdgeValue by);

    /// What maps show.
    void showInside(NetworkWish.Inside inside);

    /// Whose maps, from 0.
    void showSample(int sample);

    /// Around the middle.
    void zoom(double factor);

    /// The point stays where it is.
    void zoomAt(double x, double y, double factor);

    /// The whole network.
    void fit();

    /// The same diagram looks otherwise now.
    void redraw();

    /// All units of a wide layer, or its first and last ones again.
    void toggleOpened(String layer);

    /// A recurrent layer over time, in place of the network.
    void unroll(String layer);

    /// Shows a sentence; the empty one takes it away.
    void say(String sentence);
}
