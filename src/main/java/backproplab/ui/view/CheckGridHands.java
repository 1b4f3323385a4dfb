package backproplab.ui.view;

import backproplab.ui.viewmodel.CheckColumn;
import backproplab.ui.viewmodel.CheckRows;
import backproplab.ui.viewmodel.CheckTable;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Mouse and keys of the list of checked numbers; the arrows are the table's.
final class CheckGridHands {
    private final CheckGrid grid;
    private final TableView<Integer> table;
    private final CheckTable list;
    private final TableExport export;

    CheckGridHands(CheckGrid grid, CheckTable list, TableExport export) {
        this.grid = grid;
        this.table = grid.node();
        this.list = list;
        this.export = export;
        table.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        ContextMenu menu = new ContextMenu();
        menu.setOnShowing(_ -> menu.getItems().setAll(items()));
        menu.getItems().setAll(items()); // an empty menu is never shown
        table.setContextMenu(menu);
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        @Nullable Node it = event.getTarget() instanceof Node node ? node : null;
        while (it != null && !(it instanceof TableColumnHeader)) {
            it = it.getParent();
        }
        if (it instanceof TableColumnHeader header && header.getTableColumn() != null) {
            list.sort(CheckGrid.columnOf(header.getTableColumn()));
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
            copy();
            event.consume();
        }
    }

    private List<MenuItem> items() {
        MenuItem copy = item("Copy rows", this::copy);
        MenuItem copyAll = item("Copy all", () -> grid.rows().ifPresent(it -> copy(it, allOf(it))));
        MenuItem save = item("Save as CSV …", () -> save(table));
        Menu sort = new Menu("Sort by");
        sort.getItems().add(item("Order of the network", () -> list.setSort(Optional.empty())));
        grid.rows().stream().flatMap(it -> it.columns().stream()).forEach(it -> sorts(it, sort));
        return List.of(copy, copyAll, save, sort);
    }

    private void sorts(CheckColumn column, Menu to) {
        if (column.isNumber()) {
            to.getItems().add(item(column.title(), () -> list.sort(column)));
        }
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// All rows, as they are shown.
    void save(Node near) {
        grid.rows().ifPresent(it -> export.save("gradient-check", it::csv, near));
    }

    /// The selected rows, or all when none is.
    private void copy() {
        int[] positions = table.getSelectionModel().getSelectedIndices().stream().mapToInt(it -> it).sorted().toArray();
        grid.rows().ifPresent(it -> copy(it, positions.length == 0 ? allOf(it) : positions));
    }

    private void copy(CheckRows rows, int... positions) {
        export.copy(() -> rows.tabbed(IntStream.of(positions)));
    }

    private static int[] allOf(CheckRows rows) {
        return IntStream.range(0, rows.size()).toArray();
    }
}
