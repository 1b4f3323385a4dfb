package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.network.Parameters;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TraceColumn;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Mazur's example in a window of its own.
class StepTableViewTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    private LabModel lab;
    private StepModel steps;
    private StepTableView view;
    private RealWindow window;

    @BeforeEach
    void open() {
        open(Document.of(SampleNetwork.load("mazur-2-2-2"), Optional.empty()));
    }

    private void open(Document document) {
        lab = Toolkit.call(() -> new LabModel(document, Platform::runLater));
        steps = Toolkit.call(() -> new StepModel(lab, Platform::runLater));
        view = Toolkit.call(() -> new StepTableView(steps));
        window = new RealWindow(view.node(), 880, 400);
        Toolkit.run(() -> {
            view.setPalette(Palette.LIGHT);
            steps.setOpen(true);
        });
        Toolkit.until(() -> steps.momentProperty().get() != null);
        settle();
    }

    @AfterEach
    void close() {
        window.close();
        Toolkit.run(lab::close);
    }

    /// Draws until nothing is under way, and once more for what came of it.
    private void settle() {
        Toolkit.until(() -> {
            view.draw();
            return !view.isBusy();
        });
        Toolkit.run(() -> {
            view.draw();
            view.node().applyCss();
            view.node().layout();
        });
    }

    private void run(Runnable task) {
        Toolkit.run(task);
        settle();
    }

    private TableView<?> rows() {
        return Toolkit.call(() ->
                view.node().lookupAll(".table-view").stream()
                        .filter(Node::isVisible)
                        .map(it -> (TableView<?>) it)
                        .findFirst()
                        .orElseThrow());
    }

    private NumberCell cell(int position, TraceColumn column) {
        TableView<?> rows = rows();
        return Toolkit.call(() ->
                rows.lookupAll(".table-cell").stream()
                        .filter(it -> it instanceof NumberCell && it.isVisible())
                        .map(it -> (NumberCell) it)
                        .filter(it -> !it.isEmpty() && it.getIndex() == position && it.column() == column)
                        .findFirst()
                        .orElseThrow());
    }

    private String text(int position, TraceColumn column) {
        NumberCell cell = cell(position, column);
        return Toolkit.call(() -> Objects.requireNonNullElse(cell.getText(), ""));
    }

    private void click(int position, TraceColumn column) {
        window.click(cell(position, column));
        settle();
    }

    private void press(KeyCode... codes) {
        window.keys(codes);
        settle();
    }

    private String sentence() {
        Label label = window.find("#step-table-problem");
        return Toolkit.call(() -> label.isVisible() ? label.getText() : "");
    }

    private Optional<Place> focus() {
        return Toolkit.call(() -> steps.focusProperty().get());
    }

    private static Place hidden(int unit) {
        return new Place.Unit("hidden", 0, unit);
    }

    @Test
    void writesTheNumbersThatTheWalkHasComeTo() {
        assertEquals(NumberCell.AHEAD, text(3, TraceColumn.A));
        assertEquals("", text(0, TraceColumn.Z), "an input has none");
        run(() -> steps.goTo(Quantity.ACTIVATION, hidden(1)));
        assertEquals("0.596884", text(3, TraceColumn.A));
        assertEquals(NumberCell.AHEAD, text(3, TraceColumn.DELTA));
        run(() -> steps.digitsProperty().set(new CardDigits(4)));
        assertEquals("0.5969", text(3, TraceColumn.A));
        window.click(window.find("#step-table-all"));
        settle();
        assertEquals("0.009954", text(3, TraceColumn.DELTA));
    }

    @Test
    void onlyTheRowsThatAreSeenAreMade() {
        close();
        open(Documents.large());
        run(() -> steps.goTo(Quantity.UPDATED, new Place.Weight(new Parameters.Key("second", "weights"), 4000)));
        TableView<?> rows = rows();
        assertEquals(784 * 128 + 128 + 128 * 64 + 64 + 64 * 10 + 10, Toolkit.call(() -> rows.getItems().size()));
        int made = Toolkit.call(() -> rows.lookupAll(".table-row-cell").size());
        assertTrue(made < 60, made + " rows");
        int selected = Toolkit.call(() -> rows.getSelectionModel().getSelectedIndex());
        assertEquals("second", text(selected, TraceColumn.LAYER), "the row of the step is on the screen");
    }

    @Test
    void aRowThatIsClickedIsLookedAtEverywhere() {
        click(3, TraceColumn.Z);
        assertEquals(Optional.of(hidden(1)), focus());
        press(KeyCode.DOWN);
        assertEquals(Optional.of(new Place.Unit("output", 0, 0)), focus());
        run(() -> steps.focusProperty().set(Optional.of(new Place.Unit("input", 0, 1))));
        TableView<?> rows = rows();
        assertEquals(1, Toolkit.call(() -> rows.getSelectionModel().getSelectedIndex()));
        run(() -> steps.focusProperty().set(Optional.of(new Place.Weight(WEIGHTS, 2))));
        assertEquals("hidden", text(3, TraceColumn.LAYER));
        assertEquals("0.25", text(3, TraceColumn.VALUE), "the other table");
    }

    @Test
    void enterGoesToTheStepThatGivesTheNumber() {
        click(3, TraceColumn.SLOPE);
        press(KeyCode.ENTER);
        assertEquals(Quantity.SLOPE, Toolkit.call(() -> steps.step().orElseThrow().results().getFirst().quantity()));
        assertEquals(Optional.of(hidden(1)), focus());
        window.chord(KeyCode.CONTROL, KeyCode.RIGHT);
        settle();
        press(KeyCode.ENTER);
        assertEquals(Quantity.ARRIVING, Toolkit.call(() -> steps.step().orElseThrow().results().getFirst().quantity()));
    }

    @Test
    void theKeysOfTheWalkAreLeftToTheWindow() {
        List<KeyCode> seen = new ArrayList<>();
        Toolkit.run(() -> view.node().addEventHandler(KeyEvent.KEY_PRESSED, it -> seen.add(it.getCode())));
        click(3, TraceColumn.Z);
        press(KeyCode.RIGHT, KeyCode.PAGE_DOWN, KeyCode.SPACE, KeyCode.HOME);
        assertEquals(List.of(KeyCode.RIGHT, KeyCode.PAGE_DOWN, KeyCode.SPACE, KeyCode.HOME), seen);
        assertEquals(Optional.of(hidden(1)), focus());
    }

    @Test
    void aWeightIsTypedOver() {
        window.click(window.find("#step-table-weights"));
        settle();
        click(3, TraceColumn.VALUE);
        press(KeyCode.DIGIT1, KeyCode.COMMA, KeyCode.DIGIT7, KeyCode.DIGIT5, KeyCode.ENTER);
        Toolkit.until(() -> {
            view.draw();
            return steps.pass().orElseThrow().trace().parameter(WEIGHTS).before().get(2) == 1.75;
        });
        settle();
        assertEquals("1.75", text(3, TraceColumn.VALUE));
        NumberCell cell = cell(3, TraceColumn.VALUE);
        String words = Toolkit.call(cell::words);
        assertTrue(words.contains("was 0.25"), words);
        assertEquals("", sentence());
    }

    @Test
    void whatIsNoNumberIsRefusedAndEscapeTakesItBack() {
        click(1, TraceColumn.A);
        press(KeyCode.F2, KeyCode.X, KeyCode.ENTER);
        assertEquals("`x` is no number; type one such as 0.25", sentence());
        press(KeyCode.ESCAPE);
        assertEquals("", sentence());
        assertEquals("0.1", text(1, TraceColumn.A));
    }

    @Test
    void aClickOnAHeaderPutsTheLargestFirst() {
        run(steps::last);
        window.click(window.find("#step-table-units"));
        settle();
        TableView<?> rows = rows();
        Node header =
                Toolkit.call(() ->
                        rows.lookupAll(".column-header").stream()
                                .filter(it ->
                                        it instanceof TableColumnHeader of
                                                && of.getTableColumn() != null
                                                && NumberGrid.columnOf(of.getTableColumn()) == TraceColumn.DELTA)
                                .findFirst()
                                .orElseThrow());
        window.click(header);
        settle();
        assertEquals("0.138499", text(0, TraceColumn.DELTA));
        assertEquals("−0.0380982", text(1, TraceColumn.DELTA));
    }

    @Test
    void theSelectedRowsAreCopied() {
        click(0, TraceColumn.A);
        window.chord(KeyCode.SHIFT, KeyCode.DOWN);
        settle();
        window.chord(KeyCode.CONTROL, KeyCode.C);
        settle();
        String copied = Toolkit.call(() -> Clipboard.getSystemClipboard().getString());
        assertEquals(
                """
                layer\tunit\tz\ta\ttarget\tslope\tupstream_gradient\tdelta
                input\tinput 1\t\t0.05\t\t\t\t
                input\tinput 2\t\t0.1\t\t\t\t
                """,
                copied);
    }

    @Test
    void isSavedAsCsv(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("units.csv");
        Toolkit.run(
                () -> view.setSaveDialog((_, name, extension) -> Optional.of(folder.resolve(name + "." + extension))));
        ButtonBase save = window.find("#step-table-save");
        run(save::fire);
        assertEquals("input,input 2,,0.1,,,,", Files.readAllLines(file).get(2));
        Toolkit.run(() -> view.setSaveDialog((_, _, _) -> Optional.of(folder)));
        run(save::fire);
        assertEquals(folder + " could not be saved: it is a folder", sentence());
    }
}
