package backproplab.ui.view;

import java.io.IOException;

/// A piece of a printed sheet that is never split. Lengths in points.
///
/// @param staysWithNext whether no page may end behind it
record SheetBlock(double height, boolean staysWithNext, Painter painter) {
    /// Paints with the top left corner at a place.
    @FunctionalInterface
    interface Painter {
        void paint(double x, double y) throws IOException;
    }

    static SheetBlock space(double height) {
        return new SheetBlock(height, true, (_, _) -> {});
    }

    SheetBlock staying() {
        return new SheetBlock(height, true, painter);
    }
}
