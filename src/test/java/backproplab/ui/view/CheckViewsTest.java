package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.Kink;
import backproplab.experiment.SampleNetwork;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.fault.PlacedFault;
import backproplab.network.Parameters;
import backproplab.training.TrainingSetup;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.CheckColumn;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.CheckRows;
import backproplab.ui.viewmodel.Checked;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NumberId;
import backproplab.ui.viewmodel.SampleChoice;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// The list, the close look and the strip of a gradient check in a window of their own.
@SuppressWarnings("NullAway.Init") // every test opens one
class CheckViewsTest {
    private LabModel lab;
    private CheckModel model;
    private CheckListView list;
    private CheckNumberView number;
    private CheckStrip strip;
    private RealWindow window;

    private static Document sample(String id) {
        return Document.of(SampleNetwork.load(id), Optional.empty());
    }

    private void open(Document document) {
        open(document, () -> {});
    }

    /// @param before it is opened
    private void open(Document document, Runnable before) {
        lab = Toolkit.call(() -> new LabModel(document, Platform::runLater));
        model = Toolkit.call(() -> new CheckModel(lab, Platform::runLater));
        list = Toolkit.call(() -> new CheckListView(model));
        number = Toolkit.call(() -> new CheckNumberView(model));
        strip = Toolkit.call(() -> new CheckStrip(model));
        window =
                new RealWindow(
                        Toolkit.call(() -> {
                            list.node().setPrefWidth(520);
                            number.node().setPrefWidth(480);
                            BorderPane root = new BorderPane(new HBox(list.node(), number.node()));
                            root.setBottom(strip.node());
                            return root;
                        }),
                        1000,
                        560);
        Toolkit.run(() -> {
            list.setPalette(Palette.LIGHT);
            number.setPalette(Palette.LIGHT);
            strip.setPalette(Palette.LIGHT);
            before.run();
            model.setOpen(true);
        });
    }

    private void openXorWithRelu() {
        open(
                sample("xor-2-2-1"),
                () ->
                        lab.change(
                                Documents.withFunction(
                                        lab.setupProperty().get(), "hidden", Documents.function("relu"))));
        settle();
    }

    private void openFaulty() {
        open(
                Documents.circle(Documents.function("tanh")),
                () -> {
                    TrainingSetup clean = lab.setupProperty().get();
                    PlacedFault fault =
                            new PlacedFault(
                                    Faults.CATALOG.get("slope_left_out").standard(),
                                    new Place.Layer("hidden"),
                                    clean.surroundings());
                    lab.change(clean.with(fault.planted()));
                });
        settle();
    }

    @AfterEach
    void close() {
        Toolkit.run(() -> model.setOpen(false));
        window.close();
        Toolkit.run(lab::close);
    }

    private void draw() {
        list.draw();
        number.draw();
        model.turn(System.nanoTime());
        strip.draw();
    }

    /// Draws until nothing is under way, and once more for what came of it.
    private void settle() {
        Toolkit.until(() -> {
            draw();
            return !model.isBusy() && !list.isBusy() && !number.isBusy();
        });
        Toolkit.run(() -> {
            draw();
            list.node().applyCss();
            list.node().layout();
        });
    }

    private void run(Runnable task) {
        Toolkit.run(task);
        settle();
    }

    private Checked checked() {
        return Objects.requireNonNull(Toolkit.call(() -> model.checkedProperty().get()));
    }

    private CheckRows rows() {
        return Toolkit.call(() -> list.grid().rows()).orElseThrow();
    }

    private TableView<Integer> table() {
        return list.grid().node();
    }

    private CheckGrid.Cell cell(int position, CheckColumn column) {
        return Toolkit.call(() ->
                table().lookupAll(".table-cell").stream()
                        .filter(it -> it instanceof CheckGrid.Cell && it.isVisible())
                        .map(it -> (CheckGrid.Cell) it)
                        .filter(it -> !it.isEmpty() && it.getIndex() == position && it.column() == column)
                        .findFirst()
                        .orElseThrow());
    }

    private String text(int position, CheckColumn column) {
        CheckGrid.Cell cell = cell(position, column);
        return Toolkit.call(() -> Objects.requireNonNullElse(cell.getText(), ""));
    }

    private String label(String id) {
        Label label = window.find("#" + id);
        return Toolkit.call(() -> label.isVisible() ? label.getText() : "");
    }

    private Node header(CheckColumn column) {
        return Toolkit.call(() ->
                table().lookupAll(".column-header").stream()
                        .filter(it ->
                                it instanceof TableColumnHeader header
                                        && header.getTableColumn() != null
                                        && header.getTableColumn().getUserData() == column)
                        .findFirst()
                        .orElseThrow());
    }

    private void press(String id) {
        ButtonBase button = window.find("#" + id);
        run(button::fire);
    }

    @Test
    void theStripGivesTheVerdictInOneSentence() {
        open(Documents.circle(Documents.function("tanh")));
        settle();
        assertTrue(label("check-verdict").startsWith("All 33 gradients agree: relative error at most "));
        assertTrue(label("check-verdict").endsWith("(threshold 1e−6)"), label("check-verdict"));
        assertEquals("the first 32 samples · ε = 1e−5 · weights of step 0", label("check-context"));
        run(lab::toggleRunning);
        Toolkit.until(() -> {
            draw();
            return label("check-context").contains("of weights at step 0; the run is at step ");
        });
        run(lab::pause);
        Toolkit.until(() -> Toolkit.call(() -> !lab.runningProperty().get() && !model.staleProperty().get()));
        settle();
        long step = Toolkit.call(lab.stepProperty()::get);
        assertTrue(label("check-context").endsWith("weights of step " + Numbers.count(step)), label("check-context"));
    }

    @Test
    void whatFailsIsCountedAndListedWithItsPlace() {
        openFaulty();
        int failing = checked().report().count(Verdict.FAIL);
        assertTrue(
                label("check-verdict").startsWith(failing + " of 33 gradients fail, in hidden.weights and hidden.bias"),
                label("check-verdict"));
        assertEquals("FAIL", text(0, CheckColumn.VERDICT));
        press("check-list-failing");
        assertEquals(failing, rows().size());
        assertEquals(checked().report().worst(1).getFirst(), rows().at(0));
    }

    @Test
    void theSelectedRowIsTheChosenNumberBothWays() {
        open(Documents.circle(Documents.function("tanh")));
        settle();
        assertEquals(0, Toolkit.call(() -> table().getSelectionModel().getSelectedIndex()), "the worst is chosen");
        window.click(cell(4, CheckColumn.PLACE));
        settle();
        NumberId fifth = NumberId.of(rows().at(4));
        assertEquals(Optional.of(fifth), Toolkit.call(() -> model.chosenProperty().get()));
        window.keys(KeyCode.DOWN);
        settle();
        assertEquals(Optional.of(NumberId.of(rows().at(5))), Toolkit.call(() -> model.chosenProperty().get()));
        NumberId bias = new NumberId(new Parameters.Key("output", "bias"), 0);
        run(() -> model.chosenProperty().set(Optional.of(bias)));
        assertEquals(rows().positionOf(bias), Toolkit.call(() -> table().getSelectionModel().getSelectedIndex()));
    }

    @Test
    void aHeaderSortsLargestFallingRisingAndAsTheNetworkHasThem() {
        open(Documents.circle(Documents.function("tanh")));
        settle();
        window.click(header(CheckColumn.BACKWARD));
        settle();
        List<Double> sizes = gradients().stream().map(Math::abs).toList();
        assertEquals(sizes.stream().sorted(Comparator.reverseOrder()).toList(), sizes);
        window.click(header(CheckColumn.BACKWARD));
        settle();
        assertEquals(gradients().stream().sorted(Comparator.reverseOrder()).toList(), gradients());
        window.click(header(CheckColumn.BACKWARD));
        settle();
        assertEquals(gradients().stream().sorted().toList(), gradients());
        window.click(header(CheckColumn.BACKWARD));
        settle();
        assertEquals(checked().report().numbers().map(CheckedNumber::analytic).toList(), gradients());
    }

    private List<Double> gradients() {
        return Toolkit.call(() -> IntStream.range(0, rows().size()).mapToObj(it -> rows().at(it).analytic()).toList());
    }

    @Test
    void onlyRowsThatAreSeenExist() {
        open(sample("spiral-relu"));
        settle();
        assertEquals(1185, rows().size());
        assertTrue(Toolkit.call(() -> table().lookupAll(".table-row-cell").size()) < 60);
    }

    @Test
    void aKinkIsListedWithUnitSampleAndZ() {
        openXorWithRelu();
        assertTrue(label("check-verdict").endsWith("at a kink are not judged"), label("check-verdict"));
        press("check-list-kinks");
        Kink kink = rows().at(0).kink().orElseThrow();
        assertEquals("hidden " + (kink.unit() + 1), text(0, CheckColumn.UNIT));
        assertEquals("1", text(0, CheckColumn.SAMPLE), "counted from 1");
        assertEquals("0", text(0, CheckColumn.USUAL));
        assertNotEquals("", text(0, CheckColumn.BELOW));
    }

    @Test
    void onAKinkTheCloseLookNamesTheConventionOfThisNetwork() {
        openXorWithRelu();
        NumberId bias = NumberId.of(checked().report().kinks().getFirst());
        run(() -> model.chosenProperty().set(Optional.of(bias)));
        String said = said();
        assertTrue(said.contains("is exactly 0"), said);
        assertTrue(said.contains("takes 0.5, the mean of both slopes 0 and 1"), said);
        assertTrue(said.contains("with ReLU′(0) = 0: this network = "), said);
        assertTrue(said.contains("with ReLU′(0) = 0.5: as n has it = "), said);
        assertTrue(said.contains("with ReLU′(0) = 1 = "), said);
        List<String> curves =
                Toolkit.call(() -> number.picture().kink().chart().curves().stream().map(it -> it.name()).toList());
        assertEquals(List.of("slope 0, then 1", "difference sees 0.5", ""), curves);
    }

    private String said() {
        Node pane = window.find("#check-number");
        return Toolkit.call(pane::getAccessibleText);
    }

    @Test
    void theCloseLookHasBothNumbersAndFollowsEpsilon() {
        open(Documents.circle(Documents.function("tanh")));
        settle();
        NumberId weight = new NumberId(new Parameters.Key("hidden", "weights"), 3);
        run(() -> model.chosenProperty().set(Optional.of(weight)));
        assertTrue(said().startsWith("w of hidden 2"), said());
        assertTrue(said().contains("n = (L(w + h) − L(w − h))/2h"), said());
        assertTrue(said().contains("∂L/∂w of the backward pass = "), said());
        String before = said();
        run(() -> model.epsilonProperty().set(1e-2));
        assertNotEquals(before, said());
        assertTrue(said().contains("looked at closely"), "curvature is told from a wrong gradient: " + said());
    }

    @Test
    void epsilonIsTypedWithEitherMarkAndRefusedWithASentence() {
        open(Documents.circle(Documents.function("tanh")));
        settle();
        window.type(window.find("#check-epsilon"), "0,001");
        settle();
        assertEquals(1e-3, checked().report().plan().epsilon());
        assertTrue(label("check-context").contains("ε = 0.001"));
        window.type(window.find("#check-epsilon"), "5");
        settle();
        assertEquals("ε must be from 1e−12 to 0.1; 1e−5 is usual", label("check-problem"));
        assertEquals(1e-3, Toolkit.call(() -> model.epsilonProperty().get()));
    }

    @Test
    void theBatchIsChosenInTheStrip() {
        open(Documents.circle(Documents.function("tanh")));
        settle();
        window.type(window.find("#check-batch-number"), "8");
        settle();
        assertEquals(new SampleChoice.First(8), checked().choice());
        ComboBox<?> batch = window.find("#check-batch");
        run(() -> batch.getSelectionModel().select(1));
        assertEquals(List.of(0), checked().rows());
        window.type(window.find("#check-batch-number"), "7");
        settle();
        assertEquals(List.of(6), checked().rows(), "counted from 1");
        window.type(window.find("#check-batch-number"), "1000");
        assertEquals("the training set has the samples 1 to 200, there is no 1000", label("check-problem"));
        run(() -> batch.getSelectionModel().select(3));
        assertEquals(200, checked().report().samples());
        assertEquals("", label("check-problem"));
    }

    @Test
    void escapeEndsACheckThatRunsFromWhereverTheFocusIs() {
        open(Documents.large(), () -> model.perTensorProperty().set(CheckPlan.ALL));
        Toolkit.until(() -> {
            draw();
            return model.progressProperty().get().done() > 0;
        });
        Toolkit.run(() -> table().requestFocus());
        window.keys(KeyCode.ESCAPE);
        assertFalse(Toolkit.call(model::isBusy));
        assertNull(Toolkit.call(() -> model.checkedProperty().get()));
        settle();
        assertEquals("Nothing has been checked yet", label("check-verdict"));
    }

    @Test
    void rowsAreCopiedAndSavedWithAllDigits(@TempDir Path folder) throws IOException {
        open(sample("mazur-2-2-2"));
        settle();
        window.click(cell(0, CheckColumn.PLACE));
        window.chord(KeyCode.CONTROL, KeyCode.C);
        settle();
        String copied = Toolkit.call(() -> Clipboard.getSystemClipboard().getString());
        assertEquals(2, copied.lines().count(), "a header and a row");
        assertTrue(copied.contains(String.valueOf(rows().at(0).analytic())), copied);

        Path file = folder.resolve("check.csv");
        Toolkit.run(() -> list.setSaveDialog((_, _, _) -> Optional.of(file)));
        press("check-list-save");
        List<String> lines = Files.readAllLines(file);
        assertEquals(13, lines.size());
        assertTrue(lines.getFirst().startsWith("layer,tensor,index,value,h,uncertainty,number,backward,difference"));
        assertTrue(lines.get(1).contains("," + rows().at(0).numeric() + ","));
    }
}
