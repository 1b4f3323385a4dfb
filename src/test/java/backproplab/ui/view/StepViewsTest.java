package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.TraceSteps.Grain;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.experiment.SampleNetwork;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.SampleChoice;
import backproplab.ui.viewmodel.StepCards;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// All views of the Step perspective on passes of every kind, from the first step to the last.
class StepViewsTest {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 300;

    /// Of each pass; the first and the last among them.
    private static final int STEPS = 6;

    /// Everything that a pass can have today: two losses, one of them fused, normalisations, a learned slope, a function of
    /// all units together without its loss.
    private static final String MIXED =
            """
            {"format": "backprop-lab/1", "title": "Mixed", "seed": 3,
             "data": {"source": "inline", "inputs": [[0.5, -1], [1, 0.25], [-0.5, 2]],
                      "targets": {"side": [[0, 1], [1, 0], [0, 1]], "output": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}},
             "network": {"input": [2], "layers": [
               {"name": "hidden", "type": "dense", "units": 4, "activation": {"type": "prelu"}},
               {"name": "norm", "type": "batch_norm", "activation": {"type": "relu"}},
               {"name": "rows", "type": "layer_norm", "activation": {"type": "tanh"}},
               {"name": "side", "type": "dense", "units": 2, "inputs": ["hidden"], "activation": {"type": "softmax"}},
               {"name": "output", "type": "dense", "units": 3, "inputs": ["rows"], "activation": {"type": "softmax"}}]},
             "losses": [{"on": "side", "type": "squared_error", "weight": 0.5},
                        {"on": "output", "type": "categorical_cross_entropy"}],
             "optimizer": {"type": "adam"}, "training": {"batch_size": 3}}
            """;

    static Stream<String> samples() {
        return SampleNetwork.all().stream().map(SampleNetwork::id);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleNetworkIsWalkedThrough(String id) {
        walk(Document.of(SampleNetwork.load(id), Optional.empty()), new SampleChoice.Row(1), Grain.UNIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAYER", "UNIT", "PRODUCT"})
    void aBatchOfANetworkWithAllThereIsIsWalkedThrough(String grain) {
        walk(mixed(), new SampleChoice.NextBatch(), Grain.valueOf(grain));
    }

    private static Document mixed() {
        return switch (ExperimentFile.parse(MIXED)) {
            case Reading.Done<LoadedExperiment> done -> Document.of(done.value(), Optional.empty());
            case Reading.Refused<LoadedExperiment> refused -> throw new AssertionError(refused.problems());
        };
    }

    private static void walk(Document document, SampleChoice samples, Grain grain) {
        LabModel lab = Toolkit.call(() -> new LabModel(document, Platform::runLater));
        StepModel model = Toolkit.call(() -> new StepModel(lab, Platform::runLater));
        List<LabView> views = Toolkit.call(() -> Views.ofSteps(model, new ExerciseModel(model.lab())));
        Toolkit.run(() -> {
            model.grainProperty().set(grain);
            views.forEach(it -> it.setPalette(Palette.LIGHT));
            views.forEach(it -> it.setShown(true));
            if (document.setup().training().samples() > 1) {
                assertEquals(Optional.empty(), model.choose(samples));
            }
            model.setOpen(true);
        });
        Toolkit.until(() -> model.momentProperty().get() != null && !model.isBusy());
        views.forEach(it -> Toolkit.layOut(it, WIDTH, HEIGHT));
        int last = Toolkit.call(() -> moment(model).steps().size() - 1);
        for (int i = 0; i < STEPS; i++) {
            int step = (int) ((long) i * last / (STEPS - 1));
            Toolkit.run(() -> {
                model.goTo(step);
                views.forEach(LabView::draw);
            });
            Toolkit.until(() -> {
                views.forEach(LabView::draw);
                return views.stream().noneMatch(LabView::isBusy);
            });
            String card = Toolkit.call(() -> card(moment(model)));
            assertTrue(card.lines().count() >= 2, card);
        }
        Toolkit.run(() -> {
            views.forEach(it -> it.setShown(false));
            model.setOpen(false);
            lab.close();
        });
    }

    private static Moment moment(StepModel model) {
        return Objects.requireNonNull(model.momentProperty().get());
    }

    private static String card(Moment now) {
        CardContext context = new CardContext(now.trace(), CardDigits.STANDARD, 4, now.pass().names());
        return StepCards.of(now.step(), context).text();
    }
}
