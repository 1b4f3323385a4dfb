package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.Coding;
import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.network.LossTerm;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.Evaluation;
import backproplab.training.Evaluator;
import backproplab.training.Trainer;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PictureFile;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Documents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class OutputPictureTest {
    private static final TrainingSetup CIRCLE = Documents.circle(Documents.function("tanh")).setup();
    private static final TrainingSetup DIGITS = Documents.digits(Documents.function("sigmoid")).setup();

    private static Command.Snapshot trained(TrainingSetup setup, int epochs) {
        Trainer trainer = new Trainer(setup, Checkpoint.initial(setup));
        while (trainer.epoch() < epochs) {
            trainer.step();
        }
        return new Command.Snapshot(setup, trainer.checkpoint());
    }

    private static Evaluation evaluation(Command.Snapshot run, Dataset data) {
        return new Evaluator(run.setup(), run.checkpoint().parameters(), data).evaluate(run.checkpoint().step());
    }

    // The rule

    @Test
    void oneOutputDecidesHalfWayBetweenItsTargets() {
        Decision decision = Decision.of(CIRCLE);
        assertEquals(0.5, decision.threshold());
        assertEquals(0, decision.classOf(new double[] {0.5}, 0), "the middle itself is no yes");
        assertEquals(1, decision.classOf(new double[] {9, 0.51}, 1));
        assertEquals(-0.5, decision.sureness(new double[] {0.25}, 0));
        assertEquals(1, decision.sureness(new double[] {1}, 0));
    }

    @Test
    void logitsDecideAtZero() {
        Decision decision = Decision.of(circleWith(Losses.CATALOG.get("binary_cross_entropy_with_logits").standard()));
        assertEquals(0, decision.threshold());
        assertEquals(1, decision.classOf(new double[] {0.1}, 0));
        assertEquals(Math.tanh(1), decision.sureness(new double[] {2}, 0));
    }

    @Test
    void ofSeveralOutputsTheFirstLargestDecides() {
        Decision decision = Decision.of(DIGITS);
        double[] outputs = {0, 0.2, 0.4, 0.4, 0, 0, 0, 0, 0, 0};
        assertEquals(2, decision.classOf(outputs, 0));
        assertEquals(0, decision.sureness(outputs, 0));
    }

    private static TrainingSetup circleWith(Loss loss) {
        return new TrainingSetup(
                CIRCLE.network(),
                List.of(LossTerm.of("output", loss)),
                CIRCLE.rule(),
                CIRCLE.training(),
                CIRCLE.test(),
                CIRCLE.batchSize(),
                true,
                1,
                1);
    }

    // The pictures

    @Test
    void whatIsRightInThePlaneIsTheAccuracy() {
        Command.Snapshot run = trained(CIRCLE, 8);
        OutputPicture.Regions regions = assertInstanceOf(OutputPicture.Regions.class, OutputPicture.regions(run, 40));
        Dataset test = CIRCLE.test().orElseThrow();
        double accuracy = evaluation(run, CIRCLE.training()).accuracy().orElseThrow();
        assertEquals(accuracy, (double) regions.training().right() / CIRCLE.training().samples());
        assertTrue(accuracy > 0.5 && accuracy < 1, "both kinds are there: " + accuracy);
        assertEquals(
                evaluation(run, test).accuracy().orElseThrow(),
                (double) regions.test().orElseThrow().right() / test.samples());
    }

    /// Each cell is asked again as a sample whose class is the one that the cell says: all of them must be right.
    @Test
    void everyCellSaysWhatTheEvaluatorFinds() {
        Command.Snapshot run = trained(CIRCLE, 30);
        int cells = 24;
        OutputPicture.Regions regions = (OutputPicture.Regions) OutputPicture.regions(run, cells);
        Tensor points = Tensor.zeros(cells * cells, 2);
        Tensor said = Tensor.zeros(cells * cells, 1);
        for (int i = 0; i < cells * cells; i++) {
            points.set(i, 0, regions.plane().x1(i % cells, cells));
            points.set(i, 1, regions.plane().x2(i / cells, cells));
            said.set(i, regions.classes()[i]);
        }
        Dataset grid =
                Dataset.of(points, said, List.of(), List.of(), new Task.Binary(Coding.ZERO_ONE)).withTarget("output");
        assertEquals(1, evaluation(run, grid).accuracy().orElseThrow());
        assertEquals(2, Arrays.stream(regions.classes()).distinct().count(), "both classes are in the picture");
        assertTrue(Arrays.stream(regions.shades()).allMatch(it -> it >= 0 && it <= 1));
    }

    @Test
    void theProbeSaysWhatTheGridSays() {
        Command.Snapshot run = trained(CIRCLE, 5);
        OutputPicture.Regions regions = (OutputPicture.Regions) OutputPicture.regions(run, 16);
        Probe probe = new Probe(run);
        for (int i : new int[] {0, 100, 255}) {
            double[] outputs = probe.at(regions.plane().x1(i % 16, 16), regions.plane().x2(i / 16, 16));
            assertEquals(Math.abs(Decision.of(CIRCLE).sureness(outputs, 0)), regions.shades()[i]);
        }
    }

    @Test
    void theSumsOfTheConfusionMatrixAreTheAccuracy() {
        Command.Snapshot run = trained(DIGITS, 1);
        Dataset test = DIGITS.test().orElseThrow();
        OutputPicture.Confusion picture =
                (OutputPicture.Confusion) OutputPicture.confusion(run, true, Integer.MAX_VALUE);
        ConfusionMatrix matrix = picture.matrix();
        assertTrue(picture.test());
        assertEquals(test.samples(), matrix.total());
        assertEquals(evaluation(run, test).accuracy().orElseThrow(), (double) matrix.right() / matrix.total());
        assertTrue(matrix.wrong() > 0);
        for (int k = 0; k < 10; k++) {
            int label = k;
            assertEquals(
                    IntStream.range(0, test.samples()).filter(it -> test.classOf(it) == label).count(),
                    matrix.of(k),
                    "row of class " + k);
        }
    }

    @Test
    void ofManySamplesSomeAreLookedAt() {
        OutputPicture.Confusion picture =
                (OutputPicture.Confusion) OutputPicture.confusion(trained(DIGITS, 0), false, 100);
        assertEquals(100, picture.matrix().total());
        assertEquals(DIGITS.training().samples(), picture.judged().all());
        assertTrue(
                ConfusionPicture.summary(picture).contains("of 100 looked at of 1"), ConfusionPicture.summary(picture));
    }

    /// On paper as on the screen: inside the circle there is more blue than orange, in the corner less.
    @Test
    void thePlaneIsPaintedInTheColoursOfItsClasses(@TempDir Path folder) throws IOException {
        PlanePicture picture = new PlanePicture();
        picture.show((OutputPicture.Regions) OutputPicture.regions(trained(CIRCLE, 40), 60));
        picture.setSets(ShownSets.TEST);
        Style style = new Style(Palette.LIGHT, false);
        BufferedImage image = PictureFile.image(picture, 500, 300, style);
        Point2D corner = picture.pixelsOf(1.1, 1.1);
        Color outside = new Color(image.getRGB((int) (2 * corner.getX()), (int) (2 * corner.getY())));
        assertTrue(outside.getRed() > outside.getBlue(), outside::toString);
        Point2D middle = picture.pixelsOf(0, 0);
        assertEquals(0, picture.valuesAt(middle.getX(), middle.getY()).orElseThrow().getX(), 1e-9);
        Readout readout = picture.readout(middle.getX(), middle.getY()).orElseThrow();
        assertEquals("1", readout.rows().getFirst().value(), readout::text);
        Path file = folder.resolve("output.svg");
        PictureFile.writeSvg(file, picture, 500, 300, style);
        assertTrue(Files.readString(file).contains("misclassified"));
    }

    @Test
    void numbersThatAreNoneAreGrey() {
        TrainingSetup setup = circleWith(new BinaryCrossEntropy(0));
        Checkpoint broken = Checkpoint.initial(setup);
        Arrays.fill(broken.parameters().get("output", "bias").values(), Double.NaN);
        OutputPicture.Regions regions =
                (OutputPicture.Regions) OutputPicture.regions(new Command.Snapshot(setup, broken), 8);
        assertTrue(Arrays.stream(regions.shades()).allMatch(Double::isNaN));
    }

    // The part of the plane

    @Test
    void aPointMoreInsideLeavesThePlaneAlone() {
        InputPlane before = InputPlane.around(CIRCLE);
        assertTrue(before.minX1() < -0.9 && before.maxX1() > 0.9);
        assertEquals(before.maxX1() - before.minX1(), before.maxX2() - before.minX2(), 1e-12);
        TrainingSetup more =
                new TrainingSetup(
                        CIRCLE.network(),
                        CIRCLE.losses(),
                        CIRCLE.rule(),
                        CIRCLE.training(),
                        Optional.of(CIRCLE.training().select(0, 1)),
                        10,
                        true,
                        1,
                        1);
        assertEquals(before, InputPlane.around(more));
    }
}
