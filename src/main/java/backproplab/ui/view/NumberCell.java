package backproplab.ui.view;

import backproplab.backprop.TraceValue;
import backproplab.ui.viewmodel.SeenNumbers.Part;
import backproplab.ui.viewmodel.StepTable;
import backproplab.ui.viewmodel.TraceColumn;

import javafx.css.PseudoClass;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// One cell of the table of numbers. It keeps nothing: it writes what the grid shows at its place, and only what differs
/// from what stands there, so that a step costs no more than the cells that it changes.
final class NumberCell extends TableCell<Integer, Integer> {
    /// In place of a number that the walk has not come to.
    static final String AHEAD = "·";

    private static final PseudoClass RESULT = PseudoClass.getPseudoClass("result");
    private static final PseudoClass OPERAND = PseudoClass.getPseudoClass("operand");
    private static final PseudoClass BACKWARD = PseudoClass.getPseudoClass("backward");
    private static final PseudoClass POSITIVE = PseudoClass.getPseudoClass("positive");
    private static final PseudoClass NEGATIVE = PseudoClass.getPseudoClass("negative");
    private static final PseudoClass WHAT_IF = PseudoClass.getPseudoClass("what-if");
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final NumberGrid grid;
    private final TraceColumn column;
    private @Nullable EntryBox editor;

    /// The position that the editor is for, and what stood in it at first.
    private int edited = -1;

    private String unchanged = "";

    NumberCell(NumberGrid grid, TraceColumn column) {
        this.grid = grid;
        this.column = column;
        if (column == TraceColumn.UNIT) {
            setTextOverrun(OverrunStyle.LEADING_ELLIPSIS); // neighbours in a map differ at the end of their names
        }
        setOnMouseEntered(_ -> setTooltip(isEmpty() ? null : tooltip()));
        setOnMouseExited(_ -> setTooltip(null));
        addEventFilter(KeyEvent.KEY_PRESSED, this::leaveEditor);
    }

    @Override
    protected void updateItem(@Nullable Integer row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || getIndex() != edited) {
            endEditing(); // the table uses the cell for another row; it also updates one that stays
        }
        write();
    }

    /// Says what stands there at the time when it is shown.
    private Tooltip tooltip() {
        Tooltip tooltip = new Tooltip(words());
        tooltip.setOnShowing(_ -> tooltip.setText(isEmpty() ? "" : words()));
        return tooltip;
    }

    /// Its number with all digits, or why there is none.
    String words() {
        return grid.words(getIndex(), column);
    }

    TraceColumn column() {
        return column;
    }

    /// Shows what the grid has for it now.
    void write() {
        if (editor != null) {
            return;
        }
        if (isEmpty() || getIndex() < 0) {
            setText(null);
            mark(Part.NONE);
            sign(0);
            pseudoClassStateChanged(WHAT_IF, false);
            pseudoClassStateChanged(CURRENT, false);
            return;
        }
        pseudoClassStateChanged(CURRENT, grid.isCurrent(getIndex(), column));
        if (!column.isNumber()) {
            setText(grid.name(getIndex(), column));
            return;
        }
        Optional<TraceValue> number = grid.number(getIndex(), column);
        boolean isSeen = number.filter(grid::isSeen).isPresent();
        setText(number.isEmpty() ? null : isSeen ? grid.text(number.get().value()) : AHEAD);
        mark(number.map(grid::part).orElse(Part.NONE));
        sign(isSeen ? number.get().value() : 0);
        pseudoClassStateChanged(WHAT_IF, number.filter(grid::isWhatIf).isPresent());
    }

    private void mark(Part part) {
        pseudoClassStateChanged(RESULT, part == Part.RESULT);
        pseudoClassStateChanged(OPERAND, part == Part.OPERAND);
        pseudoClassStateChanged(BACKWARD, part != Part.NONE && grid.isBackward());
    }

    private void sign(double value) {
        pseudoClassStateChanged(POSITIVE, value > 0);
        pseudoClassStateChanged(NEGATIVE, value < 0);
    }

    /// Opens a box for another number, where there may be one.
    ///
    /// @param typed what stands in it at first; empty for the number as it is
    /// @return whether it is open
    boolean edit(String typed) {
        Optional<TraceValue> number =
                grid.number(getIndex(), column).filter(StepTable::isEditable).filter(grid::isSeen);
        if (number.isEmpty() || editor != null) {
            return editor != null;
        }
        EntryBox box = new EntryBox(text -> offer(number.get(), text), _ -> {});
        box.setId("step-table-box");
        unchanged = String.valueOf(number.get().value()).replace('-', '−');
        box.show(unchanged);
        box.setAccessibleText(words());
        editor = box;
        edited = getIndex();
        setText(null);
        setGraphic(box);
        box.applyCss(); // its skin would select all when it is made, and with it what was typed to open the box
        box.requestFocus();
        if (!typed.isEmpty()) {
            box.setText(typed);
            box.end();
        }
        box.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        endEditing();
                    }
                });
        return true;
    }

    private Optional<String> offer(TraceValue number, String text) {
        if (editor == null) {
            return Optional.empty(); // it has been closed, and offers the same once more when it loses the focus
        }
        Optional<String> refused = grid.offer(number, text);
        if (refused.isEmpty()) {
            closeEditor();
        }
        return refused;
    }

    private void leaveEditor(KeyEvent event) {
        EntryBox box = editor;
        if (box != null && event.getCode() == KeyCode.ESCAPE) {
            box.setText(unchanged); // so that it offers nothing when it loses the focus
            closeEditor();
            grid.say("");
            event.consume();
        }
    }

    private void closeEditor() {
        endEditing();
        grid.requestFocus();
    }

    private void endEditing() {
        if (editor != null) {
            editor = null;
            setGraphic(null);
            write();
        }
    }
}
