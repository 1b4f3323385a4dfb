package backproplab.ui.view;

import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

import java.util.Optional;

/// The rows of a table that are on the screen. All rows are of one height.
final class VisibleRows {
    private VisibleRows() {}

    /// Scrolls only where the row is not seen whole: then there are some rows above it.
    static void reveal(TableView<?> table, int position) {
        if (of(table).isEmpty()) {
            table.applyCss(); // it has not been on the screen yet
            table.layout();
        }
        of(table)
                .ifPresent(flow -> {
                    double height = table.getFixedCellSize();
                    boolean isFirstCut = flow.getFirstVisibleCell().getLayoutY() < 0;
                    int first = flow.getFirstVisibleCell().getIndex() + (isFirstCut ? 1 : 0);
                    boolean isLastCut = flow.getLastVisibleCell().getLayoutY() + height > flow.getHeight() + 1;
                    int last = flow.getLastVisibleCell().getIndex() - (isLastCut ? 1 : 0);
                    if (position < first || position > last) {
                        table.scrollTo(Math.max(0, position - (last - first) / 3));
                    }
                });
    }

    /// Empty while there are none on the screen.
    private static Optional<VirtualFlow<?>> of(TableView<?> table) {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                        && flow.getFirstVisibleCell() != null
                        && flow.getLastVisibleCell() != null
                ? Optional.of(flow)
                : Optional.empty();
    }
}
