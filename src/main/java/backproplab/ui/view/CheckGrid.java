package backproplab.ui.view;

import backproplab.ui.viewmodel.CheckColumn;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.CheckRows;
import backproplab.ui.viewmodel.CheckTable;
import backproplab.ui.viewmodel.NumberId;

import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Font;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The rows of a [CheckTable] on the screen. Only the cells that are seen exist. The selected row is the number that is
/// looked at closely, everywhere.
final class CheckGrid {
    private static final PseudoClass POSITIVE = PseudoClass.getPseudoClass("positive");
    private static final PseudoClass NEGATIVE = PseudoClass.getPseudoClass("negative");
    private static final PseudoClass FAIL = PseudoClass.getPseudoClass("fail");
    private static final PseudoClass KINK = PseudoClass.getPseudoClass("kink");

    /// Of the height of the type.
    private static final double ROW_HEIGHT = 1.75;

    private final CheckModel model;
    private final CheckTable list;
    private final TableView<Integer> table = new TableView<>();
    private final Map<CheckColumn, Label> headers = new EnumMap<>(CheckColumn.class);
    private @Nullable CheckRows rows;
    private Optional<NumberId> chosen = Optional.empty();
    private CheckWidths widths = CheckWidths.NONE;
    private ColumnWidths.Type type = widths.type();
    private double fontSize;
    private boolean selecting;

    CheckGrid(CheckModel model, CheckTable list) {
        this.model = model;
        this.list = list;
        table.setId("check-rows");
        table.getStyleClass().addAll("step-table", "dense");
        table.setMinSize(0, 0);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel()
                .selectedIndexProperty()
                .addListener((_, _, selected) -> {
                    if (!selecting && rows != null && selected.intValue() >= 0) {
                        chosen = Optional.of(NumberId.of(rows.at(selected.intValue())));
                        model.chosenProperty().set(chosen);
                    }
                });
        table.widthProperty().addListener(_ -> fit());
    }

    TableView<Integer> node() {
        return table;
    }

    Optional<CheckRows> rows() {
        return Optional.ofNullable(rows);
    }

    // What is shown

    @SuppressWarnings("ReferenceEquality") // large, and other rows are another object
    void show(CheckRows next, double size) {
        CheckRows before = rows;
        boolean areOthers = before != next;
        boolean isResized = size != fontSize;
        fontSize = size;
        if (areOthers) {
            rows = next;
            select(() -> table.getSelectionModel().clearSelection());
            if (before == null || !before.columns().equals(next.columns())) {
                setColumns(next.columns());
            }
            select(() -> table.setItems(new Positions(next.size())));
        }
        if (isResized) {
            table.setFixedCellSize(Math.rint(ROW_HEIGHT * size));
        }
        if (areOthers || isResized) {
            type = ColumnWidths.Type.of(Font.font(headerFont().getFamily(), size));
            fit();
        }
        if (areOthers || !chosen.equals(model.chosenProperty().get())) {
            chosen = model.chosenProperty().get();
            int position = chosen.map(next::positionOf).orElse(-1);
            select(() -> selectOnly(position));
            if (position >= 0) {
                VisibleRows.reveal(table, position);
            }
        }
        writeHeaders();
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

    // Columns

    private void setColumns(List<CheckColumn> columns) {
        headers.clear();
        table.getColumns().setAll(columns.stream().map(this::column).toList());
    }

    private TableColumn<Integer, Integer> column(CheckColumn of) {
        TableColumn<Integer, Integer> column = new TableColumn<>();
        column.setUserData(of);
        column.setSortable(false);
        column.setReorderable(false);
        column.setResizable(false);
        column.getStyleClass().add(of.isNumber() ? "number" : of == CheckColumn.VERDICT ? "verdict" : "name");
        column.setCellValueFactory(it -> new SimpleObjectProperty<>(it.getValue()));
        column.setCellFactory(_ -> new Cell(of));
        Label header = new Label(of.title());
        header.setTooltip(new Tooltip(of.help() + "\nClick to sort"));
        headers.put(of, header);
        column.setGraphic(header);
        return column;
    }

    private void writeHeaders() {
        headers.forEach((column, header) -> {
            String arrow =
                    list.sort()
                            .filter(it -> it.column() == column)
                            .map(it ->
                                    switch (it.direction()) {
                                        case LARGEST -> "|" + column.title() + "| ↓";
                                        case FALLING -> column.title() + " ↓";
                                        case RISING -> column.title() + " ↑";
                                    })
                            .orElse(column.title());
            header.setText(arrow.strip());
        });
    }

    private Font headerFont() {
        return headers.isEmpty() ? Font.getDefault() : headers.values().iterator().next().getFont();
    }

    private void fit() {
        if (rows == null) {
            return;
        }
        widths = CheckWidths.of(rows, table.getWidth(), type);
        for (TableColumn<Integer, ?> column : table.getColumns()) {
            CheckColumn of = columnOf(column);
            column.setVisible(widths.has(of));
            double width = widths.of(of);
            column.setMinWidth(width);
            column.setMaxWidth(width);
            column.setPrefWidth(width);
        }
        table.refresh();
    }

    static CheckColumn columnOf(javafx.scene.control.TableColumnBase<?, ?> column) {
        return (CheckColumn) column.getUserData();
    }

    /// One number or name; it keeps nothing and writes what stands at its place.
    final class Cell extends TableCell<Integer, Integer> {
        private final CheckColumn column;

        Cell(CheckColumn column) {
            this.column = column;
            setOnMouseEntered(_ -> setTooltip(isThere() ? new Tooltip(words()) : null));
            setOnMouseExited(_ -> setTooltip(null));
        }

        CheckColumn column() {
            return column;
        }

        /// Until the next layout, cells can stand where a longer list had theirs.
        private boolean isThere() {
            return rows != null && !isEmpty() && getIndex() >= 0 && getIndex() < rows.size();
        }

        @Override
        protected void updateItem(@Nullable Integer position, boolean empty) {
            super.updateItem(position, empty);
            CheckRows now = rows;
            if (now == null || !isThere()) {
                setText(null);
                mark(0, "");
                return;
            }
            OptionalDouble number = now.number(getIndex(), column);
            String name = column.isNumber() ? "" : now.name(getIndex(), column);
            setText(number.isPresent() ? widths.text(column, number.getAsDouble()) : name);
            mark(isSigned() ? number.orElse(0) : 0, name);
        }

        private boolean isSigned() {
            return column != CheckColumn.APART && column != CheckColumn.ERROR;
        }

        private void mark(double number, String verdict) {
            pseudoClassStateChanged(POSITIVE, number > 0);
            pseudoClassStateChanged(NEGATIVE, number < 0);
            pseudoClassStateChanged(FAIL, verdict.equals("FAIL"));
            pseudoClassStateChanged(KINK, verdict.equals("kink"));
        }

        /// With all digits.
        String words() {
            return rows == null || !isThere() ? "" : CheckWords.of(rows, getIndex(), column);
        }
    }
}
