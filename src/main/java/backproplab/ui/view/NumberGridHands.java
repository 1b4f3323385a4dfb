package backproplab.ui.view;

import backproplab.backprop.TraceValue;
import backproplab.ui.viewmodel.StepTable;
import backproplab.ui.viewmodel.TableSort;
import backproplab.ui.viewmodel.TraceColumn;

import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Mouse and keys of the table of numbers. Up and Down are the table's, and with Control what moves within it; the keys
/// that walk through the pass stay what they are everywhere, so that a presenter's remote goes on working.
final class NumberGridHands {
    private final NumberGrid grid;
    private final TableView<Integer> table;
    private final StepTable model;
    private final TableExport export;

    NumberGridHands(NumberGrid grid, StepTable model, TableExport export) {
        this.grid = grid;
        this.table = grid.node();
        this.model = model;
        this.export = export;
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        table.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        table.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        ContextMenu menu = new ContextMenu();
        menu.setOnShowing(_ -> menu.getItems().setAll(items()));
        menu.getItems().setAll(items()); // an empty menu is never shown
        table.setContextMenu(menu);
    }

    // Mouse

    private void pressed(MouseEvent event) {
        above(event, NumberCell.class)
                .filter(it -> !it.isEmpty() && event.getButton() == MouseButton.PRIMARY)
                .ifPresent(it -> grid.setCurrent(it.column()));
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        above(event, TableColumnHeader.class)
                .map(TableColumnHeader::getTableColumn)
                .ifPresent(it -> model.sort(NumberGrid.columnOf(it)));
        if (event.getClickCount() == 2) {
            above(event, NumberCell.class)
                    .ifPresent(it -> {
                        if (!it.edit("")) {
                            goTo(it);
                        }
                        event.consume();
                    });
        }
    }

    private static <T extends Node> Optional<T> above(Event event, Class<T> type) {
        EventTarget target = event.getTarget();
        for (@Nullable Node it = target instanceof Node node ? node : null; it != null; it = it.getParent()) {
            if (type.isInstance(it)) {
                return Optional.of(type.cast(it));
            }
        }
        return Optional.empty();
    }

    // Keys

    private void pressed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || event.isAltDown()) {
            return;
        }
        boolean isTaken = event.isShortcutDown() ? withControl(event.getCode()) : alone(event.getCode());
        if (isTaken) {
            event.consume();
        } else if (!event.isShortcutDown() && walks(event.getCode())) {
            event.consume();
            Node above = table.getParent();
            above.fireEvent(event.copyFor(above, above));
        }
    }

    private static boolean walks(KeyCode code) {
        return switch (code) {
            case LEFT, RIGHT, SPACE, PAGE_UP, PAGE_DOWN, HOME, END -> true;
            default -> false;
        };
    }

    private boolean alone(KeyCode code) {
        switch (code) {
            case ENTER -> grid.currentCell().ifPresent(this::goTo);
            case F2 -> edit("");
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean withControl(KeyCode code) {
        int last = table.getItems().size() - 1;
        int page = (int) Math.max(1, table.getHeight() / table.getFixedCellSize() - 2);
        switch (code) {
            case C -> copy();
            case LEFT -> grid.moveCurrent(-1);
            case RIGHT -> grid.moveCurrent(1);
            case HOME -> moveTo(0);
            case END -> moveTo(last);
            case PAGE_UP -> moveTo(Math.max(0, table.getSelectionModel().getSelectedIndex() - page));
            case PAGE_DOWN -> moveTo(Math.min(last, table.getSelectionModel().getSelectedIndex() + page));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void moveTo(int position) {
        if (position >= 0) {
            table.getSelectionModel().clearAndSelect(position);
            grid.reveal(position);
        }
    }

    /// A digit or a sign opens the box with it.
    private void typed(KeyEvent event) {
        boolean isNumber = event.getCharacter().matches("[0-9.,+−-]");
        if (isNumber && !(event.getTarget() instanceof TextInputControl) && !event.isShortcutDown()) {
            edit(event.getCharacter());
            event.consume();
        }
    }

    /// The current cell, or the first of its row that may be another.
    private void edit(String typed) {
        int position = table.getSelectionModel().getSelectedIndex();
        Stream.concat(grid.currentCell().stream(), grid.cells(position))
                .filter(it -> it.edit(typed))
                .findFirst()
                .ifPresent(it -> grid.setCurrent(it.column()));
    }

    private void goTo(NumberCell cell) {
        Optional<TraceValue> number = grid.number(cell.getIndex(), cell.column());
        boolean isFound = number.filter(model::goTo).isPresent();
        if (!isFound) {
            cell.edit("");
        }
    }

    // Menu

    private List<MenuItem> items() {
        MenuItem copy = item("Copy rows", this::copy);
        MenuItem copyAll = item("Copy all", () -> grid.shown().ifPresent(export::copyAll));
        MenuItem save = item("Save as CSV …", () -> grid.shown().ifPresent(it -> export.save(it, table)));
        Menu sort = new Menu("Sort by");
        sort.getItems().add(item("Order of the network", () -> model.setSort(Optional.empty())));
        grid.shown().stream()
                .flatMap(it -> it.table().columns().stream())
                .forEach(it -> sort.getItems().addAll(sorts(it)));
        return List.of(copy, copyAll, save, sort);
    }

    private List<MenuItem> sorts(TraceColumn column) {
        return column.isNumber()
                ? List.of(
                        item(column.title() + ", largest size first", column, TableSort.Direction.LARGEST),
                        item(column.title() + ", falling", column, TableSort.Direction.FALLING),
                        item(column.title() + ", rising", column, TableSort.Direction.RISING))
                : List.of();
    }

    private MenuItem item(String text, TraceColumn column, TableSort.Direction direction) {
        return item(text, () -> model.setSort(Optional.of(new TableSort(column, direction))));
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// The selected rows, or all when none is.
    private void copy() {
        int[] positions = table.getSelectionModel().getSelectedIndices().stream().mapToInt(it -> it).sorted().toArray();
        grid.shown()
                .ifPresent(it -> {
                    if (positions.length == 0) {
                        export.copyAll(it);
                    } else {
                        export.copy(it, positions);
                    }
                });
    }
}
