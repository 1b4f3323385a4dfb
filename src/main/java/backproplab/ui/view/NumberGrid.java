package backproplab.ui.view;

import backproplab.backprop.TraceValue;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.SeenNumbers.Part;
import backproplab.ui.viewmodel.StepTable;
import backproplab.ui.viewmodel.StepTable.Shown;
import backproplab.ui.viewmodel.TableSort;
import backproplab.ui.viewmodel.TraceColumn;
import backproplab.ui.viewmodel.WhatIf;

import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The rows and columns of a [StepTable] on the screen. Only the cells that are seen exist; at a step they write what has
/// changed, and nothing is laid out anew.
final class NumberGrid {
    private static final PseudoClass RESULT = PseudoClass.getPseudoClass("result");
    private static final PseudoClass BACKWARD = PseudoClass.getPseudoClass("backward");

    /// Of the height of the type.
    private static final double ROW_HEIGHT = 1.75;

    private final StepTable model;
    private final Consumer<String> say;
    private final TableView<Integer> table = new TableView<>();
    private final Map<TraceColumn, Label> headers = new LinkedHashMap<>();

    /// Those that the table has made, to be told to write.
    private final List<NumberCell> cells = new ArrayList<>();

    private final List<Row> rows = new ArrayList<>();
    private @Nullable Shown shown;
    private CardDigits wanted = CardDigits.STANDARD;
    private ColumnWidths widths = ColumnWidths.NONE;
    private ColumnWidths.Type type = widths.type();
    private double fontSize;
    private TraceColumn current = TraceColumn.LAYER;
    private boolean selecting;

    private final class Row extends TableRow<Integer> {
        @Override
        protected void updateItem(@Nullable Integer position, boolean empty) {
            super.updateItem(position, empty);
            mark();
        }

        void mark() {
            boolean isResult = !isEmpty() && getIndex() >= 0 && hasResult(getIndex());
            pseudoClassStateChanged(RESULT, isResult);
            pseudoClassStateChanged(BACKWARD, isResult && isBackward());
        }
    }

    /// @param say takes a sentence about what cannot be; an empty one when all is well
    NumberGrid(StepTable model, Consumer<String> say) {
        this.model = model;
        this.say = say;
        table.getStyleClass().addAll("step-table", "dense");
        table.setMinSize(0, 0);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setRowFactory(_ -> {
            Row row = new Row();
            rows.add(row);
            return row;
        });
        table.getSelectionModel()
                .selectedIndexProperty()
                .addListener((_, _, selected) -> {
                    if (!selecting && selected.intValue() >= 0) {
                        model.focus(selected.intValue());
                    }
                });
        table.widthProperty().addListener(_ -> fit());
    }

    TableView<Integer> node() {
        return table;
    }

    Optional<Shown> shown() {
        return Optional.ofNullable(shown);
    }

    void requestFocus() {
        table.requestFocus();
    }

    // What is shown

    /// @param digits as many as the user wants; fewer where they have no room
    void show(Shown next, CardDigits digits, double size) {
        Shown before = shown;
        boolean isResized = size != fontSize || !digits.equals(wanted);
        shown = next;
        wanted = digits;
        fontSize = size;
        if (before == null || !before.table().columns().equals(next.table().columns())) {
            setColumns(next.table().columns());
            isResized = true;
        }
        if (isResized) {
            table.setFixedCellSize(Math.rint(ROW_HEIGHT * size));
        }
        boolean areOthers = before == null || !before.hasRowsOf(next);
        if (before == null || before.order().size() != next.order().size()) {
            select(() -> table.setItems(new Positions(next.order().size())));
        }
        if (isResized || areOthers) {
            measure();
        }
        if (areOthers || table.getSelectionModel().getSelectedIndex() != next.focus()) {
            select(() -> selectOnly(next.focus()));
        }
        if (next.target() >= 0) {
            reveal(next.target());
        }
        writeHeaders();
        rows.removeIf(it -> it.getParent() == null);
        cells.removeIf(it -> it.getTableRow() == null || it.getTableRow().getParent() == null);
        rows.forEach(Row::mark);
        writeCells();
    }

    private void writeCells() {
        cells.forEach(NumberCell::write);
    }

    private void select(Runnable change) {
        selecting = true;
        change.run();
        selecting = false;
    }

    private void selectOnly(int position) {
        if (position < 0) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(position);
        }
    }

    private void setColumns(List<TraceColumn> columns) {
        headers.clear();
        table.getColumns().setAll(columns.stream().map(this::column).toList());
        if (!columns.contains(current) || !current.isNumber()) {
            current = columns.getLast();
        }
    }

    private TableColumn<Integer, Integer> column(TraceColumn of) {
        TableColumn<Integer, Integer> column = new TableColumn<>();
        column.setUserData(of);
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(false);
        column.getStyleClass().add(of.isNumber() ? "number" : "name");
        column.setCellValueFactory(it -> new SimpleObjectProperty<>(it.getValue()));
        column.setCellFactory(_ -> {
            NumberCell cell = new NumberCell(this, of);
            cells.add(cell);
            return cell;
        });
        Label header = new Label(of.title());
        header.setTooltip(new Tooltip(of.help() + "\nClick to sort"));
        headers.put(of, header);
        column.setGraphic(header);
        return column;
    }

    private void writeHeaders() {
        headers.forEach((column, header) -> {
            Optional<TableSort> sort = model.sort().filter(it -> it.column() == column);
            header.setText(
                    sort.map(it ->
                                    switch (it.direction()) {
                                        case LARGEST -> "|" + column.title() + "| ↓";
                                        case FALLING -> column.title() + " ↓";
                                        case RISING -> column.title() + " ↑";
                                    })
                            .orElse(column.title()));
        });
    }

    void reveal(int position) {
        VisibleRows.reveal(table, position);
    }

    // Widths

    private void measure() {
        type = ColumnWidths.Type.of(Font.font(headerFont().getFamily(), fontSize));
        fit();
    }

    private Font headerFont() {
        return headers.isEmpty() ? Font.getDefault() : headers.values().iterator().next().getFont();
    }

    private void fit() {
        if (shown == null) {
            return;
        }
        widths = ColumnWidths.of(shown.table(), table.getWidth(), type, wanted);
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            double width = widths.of(columnOf(column));
            column.setMinWidth(width);
            column.setMaxWidth(width);
            column.setPrefWidth(width);
        }
        writeCells();
    }

    static TraceColumn columnOf(TableColumnBase<?, ?> column) {
        return (TraceColumn) column.getUserData();
    }

    // The current cell, which is in the selected row

    Optional<NumberCell> currentCell() {
        int position = table.getSelectionModel().getSelectedIndex();
        return position < 0 ? Optional.empty() : cells(position).filter(it -> it.column() == current).findFirst();
    }

    /// Those of a row that are on the screen.
    Stream<NumberCell> cells(int position) {
        return cells.stream().filter(it -> !it.isEmpty() && it.getIndex() == position && it.isVisible());
    }

    void setCurrent(TraceColumn column) {
        current = column;
        writeCells();
    }

    void moveCurrent(int by) {
        List<TraceColumn> columns = List.copyOf(headers.keySet());
        setCurrent(columns.get(Math.clamp(columns.indexOf(current) + by, 0, columns.size() - 1)));
    }

    // What cells ask for

    /// Whether there is such a row: until the next layout, cells can stand where a longer table had theirs.
    boolean has(int position) {
        return shown != null && position >= 0 && position < shown.order().size();
    }

    String name(int position, TraceColumn column) {
        return shown == null || !has(position) ? "" : shown.table().name(shown.order().row(position), column);
    }

    Optional<TraceValue> number(int position, TraceColumn column) {
        return shown == null || !has(position)
                ? Optional.empty()
                : shown.table().number(shown.order().row(position), column);
    }

    String text(double value) {
        return widths.text(value);
    }

    boolean isSeen(TraceValue number) {
        return shown != null && shown.seen().isSeen(number);
    }

    Part part(TraceValue number) {
        return shown == null ? Part.NONE : shown.seen().part(number);
    }

    private boolean hasResult(int position) {
        return shown != null
                && shown.table().columns().stream()
                        .filter(TraceColumn::isNumber)
                        .anyMatch(it -> number(position, it).filter(number -> part(number) == Part.RESULT).isPresent());
    }

    boolean isBackward() {
        return shown != null && PhaseLook.isBackward(shown.seen().moment().step().phase());
    }

    boolean isWhatIf(TraceValue number) {
        return shown != null && WhatIf.before(shown.pass(), number).isPresent();
    }

    boolean isCurrent(int position, TraceColumn column) {
        return column == current && position == table.getSelectionModel().getSelectedIndex();
    }

    /// What there is to say about a cell.
    String words(int position, TraceColumn column) {
        return shown == null ? "" : NumberWords.of(shown, shown.order().row(position), column);
    }

    /// @return why the text is not taken
    Optional<String> offer(TraceValue number, String text) {
        OptionalDouble typed = NumberText.parse(text);
        Optional<String> refused =
                typed.isEmpty()
                        ? Optional.of("`%s` is no number; type one such as 0.25".formatted(text.strip()))
                        : model.edit(number, typed.getAsDouble());
        say(refused.orElse(""));
        return refused;
    }

    void say(String sentence) {
        say.accept(sentence);
    }
}
