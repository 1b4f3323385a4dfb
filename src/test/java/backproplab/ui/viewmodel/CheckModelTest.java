package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.Kink;
import backproplab.experiment.SampleNetwork;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.fault.PlacedFault;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

class CheckModelTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    private final WindowThread thread = new WindowThread();
    private LabModel lab = new LabModel(Documents.circle(Documents.function("tanh")), thread);
    private CheckModel model = new CheckModel(lab, thread);

    @AfterEach
    void close() {
        lab.close();
    }

    private void take(Document document) {
        lab.close();
        lab = new LabModel(document, thread);
        model = new CheckModel(lab, thread);
    }

    private static Document sample(String id) {
        return Document.of(SampleNetwork.load(id), Optional.empty());
    }

    private Checked open() {
        model.setOpen(true);
        return settle();
    }

    private Checked settle() {
        thread.until(() -> !model.isBusy());
        return Objects.requireNonNull(model.checkedProperty().get());
    }

    private CheckLook look() {
        thread.until(() -> {
            CheckLook look = model.lookProperty().get();
            return look != null
                    && look.epsilon() == model.epsilonProperty().get()
                    && look.checked() == model.checkedProperty().get()
                    && Optional.of(look.id()).equals(model.chosenProperty().get());
        });
        return Objects.requireNonNull(model.lookProperty().get());
    }

    /// (0, 0) is the first sample and all biases are 0: every hidden unit stands on its kink.
    private void takeXorWithRelu() {
        take(sample("xor-2-2-1"));
        lab.change(Documents.withFunction(lab.setupProperty().get(), "hidden", Documents.function("relu")));
    }

    @Test
    void openingChecksEveryGradientOfTheFirstSamples() {
        Checked checked = open();
        CheckReport report = checked.report();
        assertEquals(Verdict.OK, report.verdict());
        assertEquals(33, report.numbers().count(), "2·8 + 8 + 8 + 1");
        assertEquals(32, report.samples());
        assertEquals(new SampleChoice.First(32), checked.choice());
        assertEquals(CheckPlan.STANDARD_EPSILON, report.plan().epsilon());
        assertEquals(report.worst(1).stream().map(NumberId::of).findFirst(), model.chosenProperty().get());
        assertFalse(model.staleProperty().get());
        assertEquals("", model.problemProperty().get());
    }

    @Test
    void aSmallTrainingSetIsTheBatch() {
        take(sample("mazur-2-2-2"));
        assertEquals(List.of(0), open().rows());
    }

    @Test
    void openingPausesTheTraining() {
        lab.toggleRunning();
        thread.until(() -> lab.stepProperty().get() > 20);
        Checked checked = open();
        thread.until(() -> !lab.runningProperty().get() && !model.staleProperty().get());
        assertEquals(lab.stepProperty().get(), checked.point().checkpoint().step());
    }

    @Test
    void aFaultFailsInTheTensorsThatItFalsifies() {
        TrainingSetup clean = lab.setupProperty().get();
        PlacedFault fault =
                new PlacedFault(
                        Faults.CATALOG.get("slope_left_out").standard(),
                        new Place.Layer("hidden"),
                        clean.surroundings());
        lab.change(clean.with(fault.planted()));
        Checked checked = open();
        Set<Parameters.Key> failing =
                checked.report().tensors().stream()
                        .filter(it -> it.verdict() == Verdict.FAIL)
                        .map(CheckReport.TensorCheck::key)
                        .collect(Collectors.toSet());
        assertEquals(fault.wrongGradients(checked.point().checkpoint().parameters()), failing);
        assertEquals(Verdict.FAIL, look().number().verdict(), "what fails is looked at first");
        lab.change(lab.setupProperty().get().with(UpdateRule.of(new Sgd(0.01))));
        thread.until(() -> lab.latestProperty().get().setup().rule().equals(UpdateRule.of(new Sgd(0.01))));
        assertFalse(model.staleProperty().get(), "it is the same fault");
        lab.change(clean);
        thread.until(model.staleProperty()::get);
    }

    @Test
    void onAKinkTheLookTellsWhatEachConventionGives() {
        takeXorWithRelu();
        Checked checked = open();
        assertTrue(checked.hasExactKinks());
        assertTrue(checked.conventions().isPresent());
        CheckedNumber bias =
                checked.report().kinks().stream()
                        .filter(it -> it.key().name().equals("bias") && it.kink().filter(Kink::isExact).isPresent())
                        .findFirst()
                        .orElseThrow();
        model.chosenProperty().set(Optional.of(NumberId.of(bias)));
        CheckLook look = look();
        assertEquals(3, look.conventions().size());
        assertEquals(bias.analytic(), look.conventions().getFirst().gradient(), "this network takes 0");
        double half = look.conventions().get(1).gradient();
        assertEquals(look.number().numeric(), half, 1e-6 * Math.abs(half), "the difference agrees with ½");
        assertTrue(look.smooth().isEmpty(), "no ε is small enough");
    }

    @Test
    void besideAKinkASmallerStepIsFoundThatAgrees() {
        takeXorWithRelu();
        lab.makeSteps(20); // away from where all biases are 0
        thread.until(() -> lab.stepProperty().get() == 20);
        model.epsilonProperty().set(0.1);
        CheckedNumber near =
                open().report().kinks().stream()
                        .filter(it -> !it.kink().orElseThrow().isExact())
                        .findFirst()
                        .orElseThrow();
        model.chosenProperty().set(Optional.of(NumberId.of(near)));
        CheckLook look = look();
        assertEquals(Verdict.KINK, look.number().verdict());
        CheckLook.Smooth smooth = look.smooth().orElseThrow();
        assertTrue(smooth.epsilon() < 0.1);
        assertEquals(Verdict.OK, smooth.number().verdict());
        assertTrue(look.conventions().isEmpty());
    }

    @Test
    void theLookFollowsEpsilonAndKeepsItsCurve() {
        open();
        CheckLook before = look();
        assertTrue(before.curve().points().size() > 50);
        assertEquals(0.1, before.curve().points().getFirst().epsilon());
        assertEquals(1e-12, before.curve().points().getLast().epsilon());
        model.setOpen(false);
        model.epsilonProperty().set(1e-3);
        CheckLook after = look();
        assertSame(before.curve(), after.curve());
        assertNotEquals(before.number().h(), after.number().h());
    }

    @Test
    void aQuickCheckFollowsWhatIsChosen() {
        Checked before = open();
        model.epsilonProperty().set(1e-4);
        assertEquals("ε", model.dueProperty().get());
        assertEquals(1e-4, settle().report().plan().epsilon());
        assertEquals("", model.dueProperty().get());

        Optional<NumberId> chosen = Optional.of(new NumberId(WEIGHTS, 5));
        model.chosenProperty().set(chosen);
        assertEquals(Optional.empty(), model.choose(new SampleChoice.Row(7)));
        assertEquals(List.of(7), settle().rows());
        assertEquals(chosen, model.chosenProperty().get(), "it is still there");

        model.perTensorProperty().set(3);
        Checked sampled = settle();
        assertEquals(3 + 3 + 3 + 1, sampled.report().numbers().count());
        assertNotEquals(before.report(), sampled.report());
    }

    @Test
    void samplesThatAreNotThereAreRefused() {
        open();
        String refused = model.choose(new SampleChoice.First(1000)).orElseThrow();
        assertEquals("the training set has 200 samples, so a batch of 1 to 200", refused);
        assertEquals(refused, model.problemProperty().get());
        assertEquals(new SampleChoice.First(32), model.choiceProperty().get());
        assertFalse(model.isBusy());
    }

    @Test
    void theReportIsStaleWhileTheRunGoesOnAndMadeAgainWhenItStands() {
        Checked first = open();
        lab.toggleRunning();
        thread.until(() -> model.staleProperty().get() && lab.runningProperty().get());
        assertSame(first, model.checkedProperty().get(), "a run that goes on is not checked by itself");
        lab.pause();
        thread.until(() -> !lab.runningProperty().get() && !model.staleProperty().get() && !model.isBusy());
        Checked now = Objects.requireNonNull(model.checkedProperty().get());
        assertEquals(lab.stepProperty().get(), now.point().checkpoint().step());
    }

    @Test
    void aCheckThatTakesLongIsMadeAgainOnlyWhenItIsAskedFor() {
        Queue<Runnable> jobs = new ArrayDeque<>();
        AtomicLong clock = new AtomicLong();
        LongSupplier seconds = () -> clock.addAndGet(2_000_000_000); // two pass whenever somebody looks
        CheckModel slow = new CheckModel(lab, thread, jobs::add, Runnable::run, seconds);
        slow.setOpen(true);
        thread.until(() -> !jobs.isEmpty());
        jobs.remove().run();
        thread.until(() -> slow.checkedProperty().get() != null);
        lab.makeStep();
        thread.until(() -> slow.staleProperty().get() && lab.stepProperty().get() == 1);
        assertFalse(slow.isBusy());
        slow.check();
        assertTrue(slow.isBusy());
    }

    @Test
    void anotherRateChangesNoGradient() {
        open();
        lab.change(lab.setupProperty().get().with(UpdateRule.of(new Sgd(0.01))));
        thread.until(() -> lab.latestProperty().get().setup().rule().equals(UpdateRule.of(new Sgd(0.01))));
        assertFalse(model.staleProperty().get());
        lab.change(Documents.withFunction(lab.setupProperty().get(), "hidden", Documents.function("sigmoid")));
        thread.until(model.staleProperty()::get);
    }

    @Test
    void savingKeepsTheReport() {
        Checked first = open();
        lab.savedAs(Path.of("mine.json"));
        assertSame(first, model.checkedProperty().get());
        assertFalse(model.isBusy());
    }

    @Test
    void openingAgainChecksOnlyWhatHasChanged() {
        Checked first = open();
        model.setOpen(false);
        assertSame(first, open());
        model.setOpen(false);
        lab.makeStep();
        thread.until(() -> lab.stepProperty().get() == 1);
        assertEquals(1, open().point().checkpoint().step());
    }

    @Test
    void cancelKeepsTheReportOfBefore() {
        Checked before = open();
        CheckModel.Progress idle = model.progressProperty().get();
        model.check();
        assertTrue(model.progressProperty().get().running());
        model.cancel();
        assertFalse(model.isBusy());
        assertEquals(idle, model.progressProperty().get());
        lab.makeStep(); // what comes after it has come after the cancelled check, too
        thread.until(() -> lab.stepProperty().get() == 1 && model.staleProperty().get());
        assertSame(before, model.checkedProperty().get());
    }

    /// The worker of this test does nothing until it is told to.
    @Test
    void aLateResultOfAnotherDocumentIsDropped() {
        Queue<Runnable> jobs = new ArrayDeque<>();
        CheckModel slow = new CheckModel(lab, thread, jobs::add, Runnable::run, System::nanoTime);
        slow.setOpen(true);
        thread.until(() -> !jobs.isEmpty());
        Runnable ofTheFirst = jobs.remove();
        lab.open(sample("mazur-2-2-2"));
        ofTheFirst.run();
        thread.until(() -> !jobs.isEmpty());
        assertNull(slow.checkedProperty().get());
        jobs.remove().run();
        thread.until(() -> !slow.isBusy());
        assertEquals(12, Objects.requireNonNull(slow.checkedProperty().get()).report().numbers().count());
        slow.setOpen(false);
    }

    @Test
    void aRunningCheckTellsHowFarItIsAndStopsWhenItIsCancelled() {
        take(Documents.large());
        model.perTensorProperty().set(CheckPlan.ALL);
        model.setOpen(true);
        long[] now = {0};
        thread.until(() -> {
            model.turn(now[0] += 1_000_000_000);
            thread.execute(() -> {});
            return model.progressProperty().get().done() > 0;
        });
        CheckModel.Progress progress = model.progressProperty().get();
        assertEquals(109_386, progress.total());
        assertTrue(progress.running() && progress.done() < progress.total());
        model.cancel();
        assertNull(model.checkedProperty().get());
        model.perTensorProperty().set(20);
        model.check();
        assertEquals(6 * 20 - 10, settle().report().numbers().count(), "the worker is free again");
    }

    @Test
    void aLossThatIsNotFiniteIsSaid() {
        lab.setParameter(WEIGHTS, 0, 1e308);
        lab.change(Documents.withFunction(lab.setupProperty().get(), "hidden", Documents.function("square")));
        model.setOpen(true);
        thread.until(() -> !model.isBusy());
        assertTrue(model.problemProperty().get().startsWith("the loss is "), model.problemProperty()::get);
        assertTrue(model.problemProperty().get().contains("smaller learning rate"));
        assertNull(model.checkedProperty().get());
        assertNotNull(model.progressProperty().get());
    }
}
