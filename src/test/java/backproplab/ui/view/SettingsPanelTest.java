package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;

import backproplab.catalog.Entry;
import backproplab.data.Task;
import backproplab.initializer.XavierUniform;
import backproplab.layer.Dense;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.TrainingSetup;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.DataCheckup;
import backproplab.ui.viewmodel.DataChoice;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SettingsPanelTest {
    private final LabModel model =
            Toolkit.call(() -> new LabModel(Documents.circle(Documents.function("tanh")), Platform::runLater));
    private final SettingsPanel panel =
            Toolkit.call(() -> {
                SettingsPanel made = new SettingsPanel(model, new DataCheckup(model, Platform::runLater));
                made.node().getStylesheets().addFirst(new PrimerLight().getUserAgentStylesheet());
                return made;
            });
    private final RealWindow window = new RealWindow(panel.node(), 300, 950);

    @AfterEach
    void close() {
        window.close();
        Toolkit.run(model::close);
    }

    private TrainingSetup setup() {
        return Toolkit.call(() -> model.setupProperty().get());
    }

    private void settle() {
        Toolkit.until(() -> !panel.isBusy() && model.isJudged());
    }

    private void train(int steps) {
        long to = Toolkit.call(() -> model.stepProperty().get()) + steps;
        for (int i = 0; i < steps; i++) {
            Toolkit.run(model::makeStep);
        }
        untilStep(to);
    }

    private void untilStep(long step) {
        Toolkit.until(() -> model.stepProperty().get() == step);
    }

    private Map<Parameters.Key, Tensor> numbers() {
        return Toolkit.call(model::snapshot).join().checkpoint().parameters().asMap();
    }

    private static Map<Parameters.Key, Tensor> drawn(TrainingSetup setup) {
        return Checkpoint.initial(setup).parameters().asMap();
    }

    private void chooseSource(String label) {
        ComboBox<SourceItem> menu = window.find("#data-source");
        Toolkit.run(() ->
                menu.setValue(
                        menu.getItems().stream().filter(it -> it.label().equals(label)).findFirst().orElseThrow()));
        Toolkit.until(() -> !panel.isBusy());
    }

    private <T> void choose(String id, String entry) {
        ComboBox<Entry<T>> menu = window.find("#" + id);
        Toolkit.run(() ->
                menu.setValue(menu.getItems().stream().filter(it -> it.id().equals(entry)).findFirst().orElseThrow()));
    }

    private void fire(String id) {
        ButtonBase button = window.find("#" + id);
        Toolkit.run(button::fire);
    }

    private String text(String id) {
        Node node = window.find("#" + id);
        return Toolkit.call(() -> node instanceof TextField box ? box.getText() : ((Labeled) node).getText());
    }

    private boolean isShown(String id) {
        Node node = window.find("#" + id);
        return Toolkit.call(() -> node.getParent().isVisible() && node.getParent().getParent().isVisible());
    }

    // Data

    @Test
    void dataThatFitTakeEffectAndTheRunGoesOn() {
        train(3);
        chooseSource("Moons");
        Toolkit.until(() -> model.dataProperty().get().source().toString().contains("Moons"));
        settle();
        assertEquals(3, Toolkit.call(() -> model.stepProperty().get()));
        assertEquals(250, Toolkit.call(() -> model.dataProperty().get().samples().samples()), "as many as before");
        Toolkit.run(model::undo);
        assertTrue(Toolkit.call(() -> model.dataProperty().get().source().toString().contains("Circle")));
        ComboBox<SourceItem> menu = window.find("#data-source");
        assertEquals("Circle", Toolkit.call(() -> menu.getValue().label()));
    }

    @Test
    void dataOfAnotherKindSayFirstWhatWillChange() {
        TrainingSetup before = setup();
        train(2);
        var trained = numbers();
        chooseSource("Handwritten digits");
        assertEquals(
                "2 inputs → 64, output 1 → 10 units with Softmax, loss → Categorical cross-entropy. The run starts"
                        + " over.",
                text("apply-data-text"));
        assertEquals(before, setup());
        assertTrue(text("data-summary").startsWith("now: 200 train"), text("data-summary"));

        window.click(window.find("#apply-data"));
        untilStep(0);
        TrainingSetup after = setup();
        assertEquals(new Dense(10), after.network().layer("output").orElseThrow().layer());
        assertEquals(64, after.network().inputs().firstEntry().getValue().elements());
        assertTrue(after.training().task() instanceof Task.Classes);
        assertFalse(isShown("apply-data"));

        Toolkit.run(model::undo);
        untilStep(2);
        assertEquals(before, setup());
        assertEquals(trained, numbers());
    }

    @Test
    void whatIsProposedCanBeDropped() {
        TrainingSetup before = setup();
        chooseSource("Sine");
        assertTrue(isShown("apply-data"));
        fire("apply-data-discard");
        assertFalse(isShown("apply-data"));
        assertEquals(before, setup());
        ComboBox<SourceItem> menu = window.find("#data-source");
        assertEquals("Circle", Toolkit.call(() -> menu.getValue().label()));
    }

    /// The proposal is about the network of now.
    @Test
    void aProposalFollowsTheNetwork() {
        chooseSource("Sine");
        choose("function-output", "identity");
        Toolkit.until(() -> !panel.isBusy());
        assertEquals("2 inputs → 1, loss → Squared error. The run starts over.", text("apply-data-text"));
    }

    @Test
    void theTestShareIsTakenWithAComma() {
        window.type(window.find("#setting-test_share"), "0,5");
        Toolkit.until(() -> model.setupProperty().get().training().samples() == 125);
        assertEquals("125 train · 125 test\n2 inputs · 2 classes", text("data-summary"));
        window.type(window.find("#setting-test_share"), "2");
        assertEquals(125, setup().training().samples());
    }

    // Network

    @Test
    void aLayerIsEditedInItsRow() {
        window.type(window.find("#units-hidden"), "5");
        assertEquals(new Dense(5), setup().network().layer("hidden").orElseThrow().layer());
        choose("function-hidden", "relu");
        assertEquals(Documents.function("relu"), setup().network().layer("hidden").orElseThrow().function());
        window.type(window.find("#units-output"), "3");
        assertTrue(text("layers-problem").contains("3 numbers"), text("layers-problem"));
        assertEquals("output", Toolkit.call(() -> model.selectionProperty().get().layer()));
        assertEquals(new Dense(1), setup().network().layer("output").orElseThrow().layer());
    }

    @Test
    void layersAreAddedMovedAndRemoved() {
        MenuButton add = window.find("#settings-add");
        Toolkit.run(() ->
                add.getItems().stream()
                        .filter(it -> "add-batch_norm".equals(it.getId()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        assertEquals(List.of("hidden", "batch_norm1", "output"), names());
        assertEquals("batch_norm1", Toolkit.call(() -> model.selectionProperty().get().layer()));
        fire("settings-earlier");
        assertEquals(List.of("batch_norm1", "hidden", "output"), names());
        fire("settings-later");
        assertEquals(List.of("hidden", "batch_norm1", "output"), names());
        fire("settings-remove");
        assertEquals(List.of("hidden", "output"), names());
    }

    private List<String> names() {
        return setup().network().infer().order().stream().map(LayerDescription::name).toList();
    }

    // Start weights

    @Test
    void beforeTheFirstStepTheSpreadIsLive() {
        TrainingSetup before = setup();
        Slider gain = window.find("#setting-gain-slider");
        Toolkit.run(() -> gain.setValue(3));
        settle();
        assertEquals(drawn(setup()), numbers());
        assertNotEquals(drawn(before), numbers());
        assertEquals(new XavierUniform(3), setup().network().layer("hidden").orElseThrow().initializer());
        assertEquals("σ(w) 1.342", text("spread-hidden"));
        Toolkit.run(model::undo);
        settle();
        assertEquals(drawn(before), numbers());
        assertFalse(Toolkit.call(() -> model.canUndoProperty().get()));
    }

    @Test
    void laterItSaysThatTheRunStartsOver() {
        TrainingSetup before = setup();
        train(2);
        var trained = numbers();
        fire("start-one");
        choose("start-weights", "zeros");
        assertEquals(before, setup());
        assertEquals(trained, numbers());
        assertEquals("σ(w) 0", text("spread-hidden"));
        assertEquals("σ(w) 0.4714", text("spread-output"));
        window.click(window.find("#apply-start"));
        untilStep(0);
        assertEquals(drawn(setup()), numbers());
        assertNotEquals(before, setup());
        assertFalse(isShown("apply-start"));
    }

    @Test
    void anotherWeightSeedAsksFirst() {
        train(1);
        window.type(window.find("#seed-weights"), "9");
        assertEquals(1, setup().weightsSeed());
        assertEquals("Weights of seed 9. The run starts over.", text("apply-seed-text"));
        fire("apply-seed");
        untilStep(0);
        assertEquals(9, setup().weightsSeed());
        assertEquals("9", text("seed-weights"));
        window.type(window.find("#seed-weights"), "x");
        assertEquals("the weights seed is a whole number such as 7, got x", text("seed-problem"));
    }

    @Test
    void anotherDataSeedDrawsOtherSamples() {
        Tensor before = setup().training().input();
        window.type(window.find("#seed-data"), "4");
        Toolkit.until(() -> model.setupProperty().get().seed() == 4);
        assertNotEquals(before, setup().training().input());
        assertEquals(200, setup().training().samples());
    }

    // Training

    @Test
    void theLearningRateChangesWithoutAReset() {
        train(2);
        Slider rate = window.find("#setting-learning_rate-slider");
        Toolkit.run(rate::requestFocus);
        window.keys(KeyCode.RIGHT, KeyCode.RIGHT);
        Toolkit.until(() -> model.setupProperty().get().rule().optimizer().learningRate() > 0.3);
        window.type(window.find("#setting-learning_rate"), "0,05");
        assertEquals(0.05, setup().rule().optimizer().learningRate());
        settle();
        assertEquals(2, Toolkit.call(() -> model.stepProperty().get()));
        Toolkit.run(model::undo);
        Toolkit.run(model::undo);
        Toolkit.run(model::undo);
        assertEquals(0.3, setup().rule().optimizer().learningRate());
        assertEquals("0.3", text("setting-learning_rate"));
    }

    /// With keys one comes to what lies below the edge of the window.
    @Test
    void whatHasTheFocusIsSeen() {
        Node box = window.find("#setting-l2");
        double height = Toolkit.call(() -> panel.node().getHeight());
        assertTrue(bottom(box) > height - 60, "it lies below at first");
        Node before = window.find("#setting-l2-slider");
        Toolkit.run(before::requestFocus);
        window.keys(KeyCode.TAB);
        Toolkit.until(() -> box.localToScene(box.getBoundsInLocal()).getMaxY() < height - 60);
        Node first = window.find("#setting-samples");
        Node second = window.find("#setting-noise-slider");
        Toolkit.run(first::requestFocus);
        window.keys(KeyCode.TAB);
        Toolkit.until(() -> second.localToScene(second.getBoundsInLocal()).getMinY() > 0);
    }

    private static double bottom(Node node) {
        return Toolkit.call(() -> node.localToScene(node.getBoundsInLocal()).getMaxY());
    }

    @Test
    void theMenuHasLossesThatSuitTheTargets() {
        ComboBox<Entry<Loss>> menu = window.find("#loss-0");
        List<String> ids = Toolkit.call(() -> menu.getItems().stream().map(Entry::id).toList());
        assertTrue(ids.contains("squared_error") && !ids.contains("hinge"), ids.toString());
        choose("function-output", "tanh");
        assertTrue(text("loss-0-problem").contains("take sigmoid"), text("loss-0-problem"));
        choose("loss-0", "squared_error");
        assertEquals("", text("loss-0-problem"));
    }

    @Test
    void optimizerBatchesPenaltyAndClippingAreOneEditEach() {
        TitledPane network = window.find("#settings-network");
        Toolkit.run(() -> network.setExpanded(false));
        choose("optimizer", "adam");
        window.type(window.find("#setting-batch_size"), "7");
        window.type(window.find("#setting-l2"), "0,01");
        choose("clipping", "norm");
        TrainingSetup after = setup();
        assertEquals("Adam", after.rule().optimizer().getClass().getSimpleName());
        assertEquals(7, after.batchSize());
        assertEquals(0.01, after.rule().penalty().l2());
        assertEquals("Norm", after.rule().clipping().getClass().getSimpleName());
        for (int i = 0; i < 4; i++) {
            Toolkit.run(model::undo);
        }
        assertFalse(Toolkit.call(() -> model.canUndoProperty().get()));
    }

    private void takeSquaredError() {
        Toolkit.run(() ->
                model.change(
                        model.setupProperty().get().withLosses(List.of(LossTerm.of("output", new SquaredError(0.5))))));
        settle();
    }

    @Test
    void theDoctorSaysWhatItLookedAtWhenAllIsWell() {
        settle();
        assertEquals(
                "Nothing to say. Looked at: size and spread, bytes read with a sign and columns that never change, in 2"
                        + " input columns of 200 training samples; how many samples each of the 2 classes has.",
                text("doctor-healthy"));
    }

    @Test
    void aFindingHasItsRuleAndAWayOutThatMendsIt() {
        takeSquaredError();
        TitledPane section = window.find("#settings-doctor");
        assertEquals("Data doctor: 1 warning", Toolkit.call(section::getText));
        Node more = window.find("#finding-0-more");
        assertTrue(Toolkit.call(more::isVisible), "rule and way out are read without a click");
        fire("finding-0-open");
        assertFalse(Toolkit.call(more::isVisible));
        assertEquals("Take binary cross-entropy", text("finding-0-remedy"));
        fire("finding-0-remedy");
        settle();
        assertEquals("Data doctor: healthy", Toolkit.call(section::getText));
        Toolkit.run(model::undo);
        settle();
        assertEquals("Data doctor: 1 warning", Toolkit.call(section::getText));
    }

    @Test
    void standardisingIsOneClickAndOneUndo() {
        DataChoice now = Toolkit.call(() -> model.dataProperty().get());
        Tensor far = now.samples().input().copy();
        for (int i = 0; i < far.size(); i++) {
            far.set(i, far.get(i) + 50);
        }
        DataChoice choice = now.with(now.source(), now.samples().withInput(far));
        Toolkit.run(() -> model.change(choice.applyTo(model.setupProperty().get()), choice));
        settle();
        fire("finding-0-remedy");
        settle();
        assertTrue(Toolkit.call(() -> model.dataProperty().get().standardise()));
        assertEquals(
                "Data doctor: healthy", Toolkit.call(() -> ((TitledPane) window.find("#settings-doctor")).getText()));
        Toolkit.run(model::undo);
        settle();
        assertFalse(Toolkit.call(() -> model.dataProperty().get().standardise()));
    }

    @Test
    void warningsStandBeforeNotesAndTheFirstIsOpen() {
        DataChoice now = Toolkit.call(() -> model.dataProperty().get());
        Tensor constant = now.samples().input().copy();
        for (int i = 0; i < constant.size(); i += 2) {
            constant.set(i, 1);
        }
        DataChoice choice = now.with(now.source(), now.samples().withInput(constant));
        Toolkit.run(() -> model.change(choice.applyTo(model.setupProperty().get()), choice));
        takeSquaredError();
        Node first = window.find("#finding-0");
        Node second = window.find("#finding-1");
        assertTrue(Toolkit.call(() -> first.getStyleClass().contains("finding-warning")));
        assertTrue(Toolkit.call(() -> second.getStyleClass().contains("finding-note")));
        Node more = window.find("#finding-0-more");
        assertTrue(Toolkit.call(more::isVisible));
    }
}
