package backproplab.ui.view;

import backproplab.catalog.Entry;

import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;

/// A member of a catalog in a menu, with its formula as tooltip.
final class EntryCell<T> extends ListCell<Entry<T>> {
    @Override
    protected void updateItem(Entry<T> entry, boolean empty) {
        super.updateItem(entry, empty);
        boolean isNone = empty || entry == null;
        setText(isNone ? null : entry.label());
        setTooltip(isNone ? null : new Tooltip(entry.summary()));
    }
}
