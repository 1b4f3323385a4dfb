package backproplab.ui.viewmodel;

import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.training.TraceLab;
import backproplab.training.TracedSamples;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Stepping through one traced pass of the network that is being trained: which samples, which step, what if. What the
/// views of the Step perspective bind to.
///
/// A pass is traced in the background, on a copy of the run as it stands; going back and forth in it asks nothing of the
/// engine. When the run goes on, the same samples are traced anew, so that the steps never belong to weights that are
/// gone. Everything here happens on the thread of the window.
public final class StepModel {
    /// Steps per second.
    public static final double SLOWEST = 0.25;

    public static final double FASTEST = 30;

    private final LabModel lab;
    private final PassRequests requests;

    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Moment> moment = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Grain> grain = new SimpleObjectProperty<>(Grain.UNIT);
    private final ObjectProperty<Optional<Place>> focus = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Cover> cover = new SimpleObjectProperty<>(Cover.NOTHING);
    private final ObjectProperty<CardDigits> digits = new SimpleObjectProperty<>(CardDigits.STANDARD);
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final DoubleProperty speed = new SimpleDoubleProperty(1);
    private long steppedAt;

    public StepModel(LabModel lab, Executor windowThread) {
        this(
                lab,
                windowThread,
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name("traces").daemon().factory()));
    }

    StepModel(LabModel lab, Executor windowThread, Executor worker) {
        this.lab = lab;
        this.requests = new PassRequests(lab, windowThread, worker, this::receive);
        lab.openedProperty().addListener((_, _, _) -> startOver());
        grain.addListener((_, _, wanted) -> regrain(wanted));
        cover.addListener(_ -> recover());
    }

    // Opening and closing

    /// Begins or ends to trace. Training pauses, so that there is one pass to talk about; it may go on meanwhile.
    public void setOpen(boolean wanted) {
        if (wanted == open.get()) {
            return;
        }
        open.set(wanted);
        playing.set(false);
        requests.setOpen(wanted);
    }

    private void startOver() {
        requests.startOver();
        moment.set(null);
        focus.set(Optional.empty());
    }

    // What is traced

    /// Takes other samples; without a fitting answer everything stays as it is.
    ///
    /// @return why it cannot be, with a way out
    public Optional<String> choose(SampleChoice next) {
        return requests.choose(next);
    }

    /// What if a number of a parameter were another: the whole pass follows, the run does not.
    public void setParameter(Parameters.Key key, int index, double value) {
        requests.setParameter(key, index, value);
    }

    /// What if an input were another.
    ///
    /// @param index within the sample
    public void setInput(String name, int sample, int index, double value) {
        requests.setInput(name, sample, index, value);
    }

    /// What if a target were another.
    ///
    /// @return why it cannot be: some losses take certain targets only
    public Optional<String> setTarget(String layer, int sample, int index, double value) {
        return requests.setTarget(layer, sample, index, value);
    }

    /// Numbers of one's own in place of the sample on the screen.
    ///
    /// @return why they cannot be traced
    public Optional<String> type(TracedSamples typed) {
        return requests.type(typed);
    }

    /// Back to the numbers of the run and of its data.
    public void resetWhatIf() {
        requests.resetWhatIf();
    }

    /// Gives the network the parameters that were tried out. Each can be undone.
    public void keepWhatIf() {
        requests.keepWhatIf();
    }

    /// What the loss of the pass on the screen does when a number is moved by `epsilon`; answered on the thread of the window.
    public CompletableFuture<TraceLab.Nudge> nudge(Parameters.Key key, int index, double epsilon) {
        return requests.nudge(key, index, epsilon);
    }

    /// Runs once the next pass is there.
    public void whenTraced(Runnable then) {
        requests.whenTraced(then);
    }

    private void receive(TracedPass pass) {
        TraceSteps steps = at(pass, grain.get());
        moment.set(following(pass, steps));
        boolean isThere = focus.get().filter(it -> isThere(pass, it)).isPresent();
        if (!isThere) {
            focus.set(Optional.empty());
            focusOnStep();
        }
    }

    private static boolean isThere(TracedPass pass, Place place) {
        return switch (place) {
            case Place.Unit(String owner, int sample, int unit) ->
                    sample < pass.trace().samples()
                            && (pass.trace().inputs().containsKey(owner)
                                    || pass.trace().layers().stream().anyMatch(it -> it.name().equals(owner)))
                            && unit < pass.trace().output(owner).rowSize();
            case Place.Weight(Parameters.Key key, int index) ->
                    pass.trace().parameters().stream()
                            .anyMatch(it -> it.key().equals(key) && index < it.before().size());
            case Place.Timed it -> pass.trace().has(it);
            case Place.Edge _, Place.Term _, Place.Whole _ -> false;
        };
    }

    /// The same step of another pass: what was revealed stays so.
    private Moment following(TracedPass pass, TraceSteps steps) {
        Moment before = moment.get();
        Moment next = moment(pass, steps, sameIndex(steps));
        boolean isSame = before != null && before.index() == next.index() && before.steps().size() == steps.size();
        return isSame && !before.isCovered() ? next.revealed() : next;
    }

    private Moment moment(TracedPass pass, TraceSteps steps, int index) {
        return new Moment(pass, steps, index, cover.get().covers(steps.get(index)));
    }

    /// Something else is hidden from now on.
    private void recover() {
        Moment now = moment.get();
        if (now != null) {
            moment.set(moment(now.pass(), now.steps(), now.index()));
        }
    }

    /// Shows what the step gives.
    public void reveal() {
        Moment now = moment.get();
        if (now != null && now.isCovered()) {
            moment.set(now.revealed());
        }
    }

    /// A pass over the same network has its steps at the same places; else the same moment is looked for.
    private int sameIndex(TraceSteps steps) {
        Moment before = moment.get();
        if (before == null) {
            return 0;
        }
        if (before.steps().size() == steps.size() && before.steps().grain() == steps.grain()) {
            return before.index();
        }
        int found = steps.indexOf(before.step());
        return found >= 0 ? found : Math.min(steps.first(before.step().phase()), steps.size() - 1);
    }

    private void regrain(Grain wanted) {
        pass().ifPresent(it -> {
            TraceSteps steps = at(it, wanted);
            moment.set(following(it, steps));
            focusOnStep();
        });
    }

    /// A batch may be too large for the grain: then layer by layer.
    private static TraceSteps at(TracedPass pass, Grain wanted) {
        try {
            return pass.steps().at(wanted);
        } catch (TraceSteps.TooManyStepsException _) {
            return pass.steps().at(Grain.LAYER);
        }
    }

    // Walking

    public void goTo(int index) {
        Moment now = moment.get();
        if (now != null) {
            int next = Math.clamp(index, 0, now.steps().size() - 1);
            if (next != now.index()) {
                moment.set(moment(now.pass(), now.steps(), next));
                focusOnStep();
            }
        }
    }

    /// The step that gives a number; stays where it is when none does.
    public void goTo(Quantity quantity, Place place) {
        Moment now = moment.get();
        int found = now == null ? -1 : now.steps().indexOf(quantity, place);
        if (found >= 0) {
            goTo(found);
        }
    }

    public void next() {
        go(1);
    }

    public void previous() {
        go(-1);
    }

    private void go(int by) {
        Moment now = moment.get();
        if (now != null) {
            goTo(now.index() + by);
        }
    }

    public void first() {
        goTo(0);
    }

    public void last() {
        goTo(Integer.MAX_VALUE);
    }

    /// To the first step of the next phase; in the last one to its end.
    public void nextPhase() {
        Moment now = moment.get();
        if (now != null) {
            Phase phase = now.step().phase();
            goTo(now.steps().first(phase) + now.steps().count(phase));
        }
    }

    /// To the first step of this phase; from there to that of the one before.
    public void previousPhase() {
        Moment now = moment.get();
        if (now != null) {
            goTo(firstOfPhase(now, now.index() - 1));
        }
    }

    private static int firstOfPhase(Moment now, int index) {
        return now.steps().first(now.steps().phaseOf(Math.max(0, index)));
    }

    /// A number inside of a recurrent layer at the unit that puts it out.
    private static Place onUnit(Moment now, Place place) {
        return place instanceof Place.Timed timed
                ? now.trace().putOut(timed).map(it -> (Place) it).orElse(place)
                : place;
    }

    private void focusOnStep() {
        Moment now = moment.get();
        if (now != null) {
            TraceStep step = now.step();
            Stream<TraceValue> parts =
                    Stream.concat(step.results().stream().limit(1), step.operands().stream().limit(1));
            parts.map(it -> onUnit(now, it.place()))
                    .filter(it -> isThere(now.pass(), it))
                    .findFirst()
                    .ifPresent(it -> focus.set(Optional.of(it)));
        }
    }

    // Playing

    public void togglePlaying() {
        Moment now = moment.get();
        if (!playing.get() && now != null && now.index() == now.steps().size() - 1) {
            first();
        }
        playing.set(!playing.get());
    }

    /// To be called at each turn of the screen, with the time in nanoseconds.
    public void turn(long nanoTime) {
        if (!open.get()) {
            return;
        }
        requests.askIfDue();
        if (!playing.get()) {
            steppedAt = nanoTime;
        } else if (nanoTime - steppedAt >= 1e9 / speed.get()) {
            steppedAt = nanoTime;
            next();
            Moment now = moment.get();
            playing.set(now != null && now.index() < now.steps().size() - 1);
        }
    }

    // What views bind to

    public LabModel lab() {
        return lab;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// The pass and the step of it that is looked at; null as long as nothing has been traced.
    public ReadOnlyObjectProperty<@Nullable Moment> momentProperty() {
        return moment.getReadOnlyProperty();
    }

    public Optional<TracedPass> pass() {
        return Optional.ofNullable(moment.get()).map(Moment::pass);
    }

    /// The step that is looked at.
    public Optional<TraceStep> step() {
        return Optional.ofNullable(moment.get()).map(Moment::step);
    }

    /// How much is one step.
    public ObjectProperty<Grain> grainProperty() {
        return grain;
    }

    /// The unit ([Place.Unit]) or number of a parameter ([Place.Weight]) that is looked at more closely: what was clicked,
    /// or what the step gives (of a loss, what it looks at), whichever came last.
    public ObjectProperty<Optional<Place>> focusProperty() {
        return focus;
    }

    /// What is hidden of each step until it is revealed.
    public ObjectProperty<Cover> coverProperty() {
        return cover;
    }

    /// Of the numbers in card and table.
    public ObjectProperty<CardDigits> digitsProperty() {
        return digits;
    }

    public BooleanProperty playingProperty() {
        return playing;
    }

    /// In steps per second.
    public DoubleProperty speedProperty() {
        return speed;
    }

    /// Why there is nothing new to see; empty when all is well.
    public ReadOnlyStringProperty problemProperty() {
        return requests.problemProperty();
    }

    /// Whether a pass is being traced, or is waiting for that.
    public boolean isBusy() {
        return open.get() && (requests.isBusy() || moment.get() == null);
    }
}
