package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.DataDoctor;
import backproplab.data.DataFinding;
import backproplab.data.DataFinding.Kind;
import backproplab.data.DataFinding.Severity;
import backproplab.data.Dataset;
import backproplab.experiment.DataSource;
import backproplab.experiment.SampleNetwork;
import backproplab.fault.PlacedFault;
import backproplab.fault.SignedBytes;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.SquaredError;
import backproplab.network.LossTerm;
import backproplab.optimizer.Sgd;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

class DataCheckupTest {
    private final WindowThread thread = new WindowThread();
    private final LabModel model = new LabModel(Documents.circle(Documents.function("tanh")), thread);
    private final DataCheckup checkup = new DataCheckup(model, thread);

    /// Until the session trains what was opened.
    @BeforeEach
    void start() {
        thread.until(() -> model.evaluationProperty().get() != null);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private DataCheckup.Report report() {
        thread.until(() -> !checkup.isBusy() && model.isJudged());
        DataCheckup.Report report = checkup.reportProperty().get();
        assert report != null;
        return report;
    }

    private List<Kind> kinds() {
        return report().findings().stream().map(DataFinding::kind).toList();
    }

    private TrainingSetup setup() {
        return model.setupProperty().get();
    }

    private DataRemedy remedy() {
        return DataRemedy.of(report().findings().getFirst(), setup(), model.dataProperty().get());
    }

    private void takeSquaredError() {
        model.change(setup().withLosses(List.of(LossTerm.of("output", new SquaredError(0.5)))));
    }

    private void scale(DoubleUnaryOperator to) {
        DataChoice now = model.dataProperty().get();
        Tensor x = now.samples().input();
        Tensor larger = Tensor.zeros(x.shape());
        for (int i = 0; i < x.size(); i++) {
            larger.set(i, to.applyAsDouble(x.get(i)));
        }
        Dataset samples = now.samples().withInput(larger);
        DataChoice choice = now.with(new DataSource.Inline(samples.inputs(), samples.targets(), false, false), samples);
        model.change(choice.applyTo(setup()), choice);
    }

    @Test
    void healthyDataAreToldToBe() {
        assertEquals(List.of(), kinds());
        assertFalse(report().lookedAt().isEmpty());
    }

    @Test
    void anotherLossIsJudgedBeforeAStepIsMadeAndUndoTakesItBack() {
        takeSquaredError();
        assertEquals(List.of(Kind.TARGETS_AT_LIMIT), kinds());
        assertEquals(1, report().count(Severity.WARNING));
        model.undo();
        assertEquals(List.of(), kinds());
    }

    @Test
    void aRateIsNoReasonToLookAgain() {
        DataCheckup.Report before = report();
        model.change(setup().with(setup().rule().with(new Sgd(0.1))));
        assertSame(before, report());
        scale(it -> 1.01 * it);
        assertNotSame(before, report());
    }

    @Test
    void crossEntropyIsTheWayOutForSigmoid() {
        takeSquaredError();
        DataRemedy.Change change = assertInstanceOf(DataRemedy.Change.class, remedy());
        assertEquals("Take binary cross-entropy", change.label());
        model.change(change.next());
        assertInstanceOf(BinaryCrossEntropy.class, setup().losses().getFirst().loss());
        assertEquals(List.of(), kinds());
    }

    @Test
    void theIdentityIsTheWayOutForTargetsOutOfReach() {
        takeSquaredError();
        DataChoice now = model.dataProperty().get();
        Tensor targets = Tensor.zeros(now.samples().samples(), 1);
        targets.set(0, 7);
        Dataset samples = Dataset.of(now.samples().input(), targets).withTarget("output");
        DataChoice choice = now.with(now.source(), samples).withTestShare(0);
        model.change(choice.applyTo(setup()), choice);
        assertEquals(Kind.TARGETS_OUT_OF_RANGE, report().findings().getFirst().kind());
        model.change(assertInstanceOf(DataRemedy.Change.class, remedy()).next());
        assertEquals(List.of(), kinds());
    }

    @Test
    void tanhWithTargetsAtItsBoundsIsLeftToTheUser() {
        LabModel tanh = new LabModel(Document.of(SampleNetwork.load("circle-tanh"), Optional.empty()), thread);
        try (tanh) {
            DataCheckup itsCheckup = new DataCheckup(tanh, thread);
            thread.until(() -> !itsCheckup.isBusy());
            DataCheckup.Report report = itsCheckup.reportProperty().get();
            assert report != null;
            assertInstanceOf(
                    DataRemedy.ByHand.class,
                    DataRemedy.of(report.findings().getFirst(), tanh.setupProperty().get(), tanh.dataProperty().get()));
        }
    }

    @Test
    void largeInputsAreStandardised() {
        scale(it -> 100 * it);
        assertEquals(List.of(Kind.LARGE_INPUTS), kinds());
        assertInstanceOf(DataRemedy.Standardise.class, remedy());
        DataChoice choice = model.dataProperty().get().withStandardise(true);
        model.change(choice.applyTo(setup()), choice);
        assertEquals(List.of(), kinds());
    }

    /// Otherwise the doctor would answer in place of the class.
    @Test
    void aHiddenBugInTheInputsIsNotGivenAway() {
        model.open(Documents.digits(Documents.function("tanh")));
        start();
        scale(it -> Math.rint(250 * it));
        TrainingSetup clean = setup();
        PlacedFault hidden =
                new PlacedFault(
                        new SignedBytes(),
                        PlacedFault.placesFor(new SignedBytes(), clean.surroundings()).getFirst(),
                        clean.surroundings());
        assertTrue(
                DataDoctor.examine(clean.with(hidden.planted()).training(), clean.network(), clean.losses()).stream()
                        .anyMatch(it -> it.kind() == Kind.OVERFLOWED_BYTES));
        List<Kind> before = kinds();
        model.change(clean.with(hidden.planted()).withLosses(List.of(LossTerm.of("output", new SquaredError(0.5)))));
        assertEquals(before.size() + 1, kinds().size(), "the targets at the bounds of softmax");
        assertFalse(kinds().contains(Kind.OVERFLOWED_BYTES));
    }
}
