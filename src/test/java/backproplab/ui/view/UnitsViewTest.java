package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.network.Parameters;
import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitState;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class UnitsViewTest {
    private static final int CLOSED = 3;

    private final LabModel model =
            Toolkit.call(() -> new LabModel(Documents.circle(Documents.function("relu")), Platform::runLater));
    private final UnitsView view = Toolkit.call(() -> new UnitsView(model));
    private final RealWindow window = new RealWindow(view.node(), 520, 260);

    /// One unit is closed by hand for every sample, and an epoch is trained.
    @BeforeEach
    void train() {
        Toolkit.run(() -> {
            view.setPalette(Palette.LIGHT);
            view.setShown(true);
            model.setParameter(new Parameters.Key("hidden", "bias"), CLOSED, -1000);
            model.finishEpoch();
        });
        Toolkit.until(() -> model.stepProperty().get() == 20 && !model.runningProperty().get());
        Toolkit.until(() ->
                Objects.requireNonNull(model.evaluationProperty().get()).step() == 20
                        && model.numbersProperty().get().step() == 20);
        draw();
    }

    @AfterEach
    void close() {
        window.close();
        Toolkit.run(model::close);
    }

    /// Twice, as new words may take another line, which moves what stands below them.
    private void draw() {
        Toolkit.run(() -> {
            for (int i = 0; i < 2; i++) {
                view.node().applyCss();
                view.node().layout();
                view.draw();
            }
        });
    }

    private UnitLayer hidden() {
        return Toolkit.call(() -> Objects.requireNonNull(model.evaluationProperty().get()).units().layer("hidden"));
    }

    private UnitCard.Content card() {
        return Toolkit.call(() -> view.card().content().orElseThrow());
    }

    private void clickUnit(int unit) {
        Point2D at =
                Toolkit.call(() -> {
                    var cell = view.map().middle("hidden", unit).orElseThrow();
                    return mapPane().localToScreen(cell.getX(), cell.getY());
                });
        window.click(at.getX(), at.getY());
        Toolkit.until(() -> model.selectionProperty().get().unit().isPresent());
        draw();
    }

    private javafx.scene.Node mapPane() {
        return view.node().lookupAll("*").stream()
                .filter(it -> String.valueOf(it.getAccessibleText()).startsWith("Map of the units"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWordsSayHowManyAreDeadAndOverWhatItWasJudged() {
        UnitActivity activity = hidden().activity().orElseThrow();
        assertTrue(activity.count(UnitState.DEAD) >= 1);
        Label words = window.find("#units-words");
        assertEquals(
                "hidden: %d of 8 dead, %d nearly dead, %s saturated; judged on 200 samples at step 20."
                        .formatted(
                                activity.count(UnitState.DEAD),
                                activity.count(UnitState.NEARLY_DEAD),
                                Numbers.percent(activity.saturatedShare().orElseThrow())),
                Toolkit.call(words::getText));
    }

    @Test
    void aClickShowsWhatLeadsToAUnit() {
        clickUnit(CLOSED);
        assertEquals(Selection.of("hidden", CLOSED), Toolkit.call(() -> model.selectionProperty().get()));
        assertEquals("hidden 4 · dead", card().title());
        Parameters parameters = Toolkit.call(() -> model.numbersProperty().get().parameters());
        assertArrayEquals(parameters.get("hidden", "weights").row(CLOSED), card().weights());
        String lines = String.join("\n", card().lines());
        assertTrue(lines.contains("f′ ≠ 0 for 0 of 200 samples"), lines);
        String range =
                Numbers.text(hidden().ranges().min(CLOSED)) + " to " + Numbers.text(hidden().ranges().max(CLOSED));
        assertTrue(lines.contains("z from " + range), lines);
        assertTrue(lines.contains("bias " + Numbers.text(parameters.get("hidden", "bias").get(CLOSED))), lines);
    }

    @Test
    void theArrowsMoveTheSelection() {
        clickUnit(CLOSED);
        window.keys(KeyCode.RIGHT);
        Toolkit.until(() -> Selection.of("hidden", CLOSED + 1).equals(model.selectionProperty().get()));
        draw();
        assertTrue(card().title().startsWith("hidden 5"), card()::title);
    }

    @Test
    void theCurvesEndWithTheCountsOfNow() {
        assertEquals(hidden().activity().orElseThrow().count(UnitState.DEAD), last("hidden"));
        ComboBox<?> counts = window.find("#units-count");
        Toolkit.run(() -> counts.getSelectionModel().selectLast());
        draw();
        assertEquals(hidden().activity().orElseThrow().saturatedShare().orElseThrow(), last("hidden"), 1e-12);
    }

    private double last(String layer) {
        List<Curve> curves = Toolkit.call(() -> List.copyOf(view.chart().curves()));
        Curve curve = curves.stream().filter(it -> it.name().equals(layer)).findFirst().orElseThrow();
        return curve.y()[curve.size() - 1];
    }

    @Test
    void nothingIsDrawnWhileNotSeen() {
        Toolkit.run(() -> {
            view.draw();
            view.setShown(false);
            model.selectionProperty().set(Selection.of("output"));
            assertFalse(view.draw());
            view.setShown(true);
            assertTrue(view.draw());
        });
    }
}
