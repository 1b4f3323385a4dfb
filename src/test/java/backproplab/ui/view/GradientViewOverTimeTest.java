package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.HiddenGradients;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.training.TraceLab;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.TimeGradients;

import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// On the sample network whose gradient explodes over 40 time steps.
class GradientViewOverTimeTest {
    private static final double WIDTH = 540;
    private static final double HEIGHT = 430;

    private final LabModel model = Toolkit.call(() -> new LabModel(sample("rnn-exploding"), Platform::runLater));
    private final GradientView view = Toolkit.call(() -> new GradientView(model));

    private static Document sample(String name) {
        return switch (ExperimentFile.read(Path.of("sample-networks", name + ".json"))) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> Document.of(loaded, Optional.empty());
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @BeforeEach
    void layOut() {
        Toolkit.layOut(view, WIDTH, HEIGHT);
    }

    @AfterEach
    void close() {
        Toolkit.run(model::close);
    }

    private ToggleButton pill(String id) {
        return (ToggleButton) view.node().lookup("#gradients-" + id);
    }

    private String banner() {
        return ((Label) view.node().lookup("#gradient-flag")).getText();
    }

    private PicturePane pane(int index) {
        return (PicturePane) ((StackPane) view.root().getCenter()).getChildren().get(index);
    }

    private XyChart chart() {
        return (XyChart) pane(2).picture();
    }

    private void showOverTime() {
        Toolkit.run(() -> pill("time").fire());
        Toolkit.until(() -> {
            view.draw();
            return pane(2).isVisible();
        });
    }

    private double[] expected() {
        TraceLab lab = Toolkit.call(() -> new TraceLab(model.latestProperty().get()));
        return HiddenGradients.norms(
                lab.trace(lab.samples(lab.nextBatch())).layers().getFirst().hidden().orElseThrow().gradients());
    }

    /// Before any step was made, too.
    @Test
    void theLineIsTheSizeAtEachTimeStepOfTheNextBatch() {
        showOverTime();
        Curve curve = Toolkit.call(() -> chart().curves().getFirst());
        assertEquals("cell", curve.name());
        assertArrayEquals(expected(), curve.y());
        assertEquals(1, curve.x()[0]);
        assertEquals(40, curve.x()[39]);
    }

    @Test
    void theBannerSaysTheFlagWithRatioRuleAndWhatWasTraced() {
        showOverTime();
        TimeGradients.Line line = new TimeGradients.Line("cell", expected());
        String said = Toolkit.call(this::banner);
        assertEquals("⚠ " + line.flow(model.flowRuleProperty().get()).text(), said);
        assertTrue(said.contains("explodes"), said);
        String rule = Toolkit.call(() -> ((Label) view.node().lookup("#gradient-rule")).getText());
        assertTrue(rule.contains("over 1\u00a0000"), rule);
        assertTrue(rule.endsWith("next batch (20 samples) after step 0"), rule);
    }

    @Test
    void theRunGoesOnAndSoDoesTheLine() {
        showOverTime();
        double[] before = Toolkit.call(() -> chart().curves().getFirst().y());
        Toolkit.run(model::makeStep);
        Toolkit.until(() -> {
            view.draw();
            return ((Label) view.node().lookup("#gradient-rule")).getText().endsWith("after step 1");
        });
        double[] after = Toolkit.call(() -> chart().curves().getFirst().y());
        assertArrayEquals(expected(), after);
        assertFalse(Arrays.equals(before, after));
    }

    @Test
    void anotherDocumentTakesTheLineAway() {
        showOverTime();
        Toolkit.run(() -> {
            model.open(sample("lstm-long-memory"));
            view.draw();
            assertFalse(pane(2).isVisible(), "what was of the document before");
        });
        Toolkit.until(() -> {
            view.draw();
            return pane(2).isVisible();
        });
        assertEquals(150, Toolkit.call(() -> chart().curves().getFirst().size()));
    }

    @Test
    void withoutRecurrentLayersThePillIsAway() {
        assertTrue(Toolkit.call(() -> pill("time").isVisible()));
        Toolkit.run(() -> {
            pill("time").fire();
            model.open(sample("xor-2-2-1"));
            view.draw();
        });
        assertFalse(Toolkit.call(() -> pill("time").isVisible() || pill("time").isManaged()));
        assertTrue(Toolkit.call(() -> pill("delta_rms").isSelected()), "the page that is always there");
        assertEquals("no step was made yet", Toolkit.call(this::banner));
    }

    /// A pass that comes after its document was closed is not shown.
    @Test
    void aLateResultIsDropped() {
        List<Integer> steps = new ArrayList<>();
        TimeGradients times = Toolkit.call(() -> new TimeGradients(model, Platform::runLater));
        Toolkit.run(() -> {
            times.resultProperty()
                    .subscribe(it -> {
                        if (it != null) {
                            steps.add(it.lines().getFirst().norms().length);
                        }
                    });
            times.askIfDue();
            model.open(sample("lstm-long-memory"));
        });
        Toolkit.until(() -> {
            times.askIfDue();
            return !steps.isEmpty();
        });
        assertEquals(List.of(150), List.copyOf(Toolkit.call(() -> steps)));
    }
}
