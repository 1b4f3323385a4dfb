package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;

import backproplab.network.LossTerm;
import backproplab.training.TrainingSetup;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.DataCheckup;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Losses and wiring in the settings, with the controls that a user has.
class LossListTest {
    private final LabModel model =
            Toolkit.call(() -> new LabModel(Documents.circle(Documents.function("tanh")), Platform::runLater));
    private final RealWindow window =
            new RealWindow(
                    Toolkit.call(() -> {
                        SettingsPanel made = new SettingsPanel(model, new DataCheckup(model, Platform::runLater));
                        made.node().getStylesheets().addFirst(new PrimerLight().getUserAgentStylesheet());
                        return made.node();
                    }),
                    300,
                    950);

    @AfterEach
    void close() {
        window.close();
        Toolkit.run(model::close);
    }

    private TrainingSetup setup() {
        return Toolkit.call(() -> model.setupProperty().get());
    }

    private void choose(String menu, String text) {
        MenuButton button = window.find("#" + menu);
        Toolkit.run(() ->
                button.getItems().stream().filter(it -> text.equals(it.getText())).findFirst().orElseThrow().fire());
    }

    private List<String> items(String menu) {
        MenuButton button = window.find("#" + menu);
        return Toolkit.call(() -> button.getItems().stream().map(MenuItem::getText).toList());
    }

    private static List<String> on(TrainingSetup setup) {
        return setup.losses().stream().map(LossTerm::on).toList();
    }

    @Test
    void aLossIsAddedWeighedAndTakenAway() {
        TrainingSetup before = setup();
        choose("loss-add", "on a new output behind hidden");
        assertEquals(List.of("output", "head1"), on(setup()));
        Toolkit.until(() -> model.isJudged());
        Toolkit.run(model::makeStep);
        Toolkit.until(() -> model.stepProperty().get() == 1);
        ButtonBase remove = window.find("#loss-remove-1");
        Toolkit.run(remove::fire);
        assertEquals(before.network(), setup().network());
        assertEquals(before.losses(), setup().losses());
        Toolkit.run(model::undo);
        assertEquals(List.of("output", "head1"), on(setup()));
        Toolkit.run(model::undo);
        assertEquals(before, setup());
    }

    @Test
    void whatFeedsALayerIsChosenAndRefusedInPlace() {
        Toolkit.run(() -> model.selectionProperty().set(Selection.of("output")));
        assertEquals(List.of("input  [2]", "hidden  [8]"), items("input-0"));
        choose("input-0", "input  [2]");
        Labeled problem = window.find("#layers-problem");
        String sentence = Toolkit.call(problem::getText);
        assertTrue(sentence.contains("hidden would lead to no loss"), sentence);
        assertEquals(List.of("hidden"), setup().network().layer("output").orElseThrow().inputs());
        MenuButton menu = window.find("#input-0");
        assertEquals("hidden", Toolkit.call(menu::getText));
    }
}
