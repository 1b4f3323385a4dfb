package backproplab.ui.viewmodel;

import backproplab.catalog.Entry;
import backproplab.fault.Exercise;
import backproplab.fault.Fault;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.fault.PlacedFault;
import backproplab.fault.PlantedFault;
import backproplab.fault.Surroundings;
import backproplab.training.TrainingSetup;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A fault that was put into the run for a class to find: started from a number, answered, judged, revealed, ended.
///
/// The run starts again from the weights that it began with, with the fault in it; everything that shows the run (training,
/// steps, gradient check) shows the faulty one, and nothing tells it from a healthy one. Ending brings back the
/// run as it stood. The exercise is on whenever the setup carries its fault, so that undo leaves it and redo comes back
/// to it. Everything here happens on the thread of the window.
public final class ExerciseModel {
    private final LabModel lab;
    private final ReadOnlyObjectWrapper<@Nullable Running> running = new ReadOnlyObjectWrapper<>();
    private @Nullable Running last;
    private EditHistory.@Nullable Stand before;
    private @Nullable DataChoice dataBefore;

    /// What a class said, and what came of it.
    public record Judged(Exercise.Answer answer, Exercise.Verdict verdict) {}

    /// An exercise that is on. Immutable.
    ///
    /// @param number that drew it
    /// @param answers the first one first
    /// @param isRevealed whether everybody may see what it is
    /// @param word without which nothing is revealed before the right answer; empty when anybody may
    public record Running(
            Exercise exercise, long number, List<Judged> answers, boolean isRevealed, Optional<String> word) {
        public Running {
            answers = List.copyOf(answers);
        }

        /// What an answer may name.
        public List<Place> places() {
            return exercise.hidden().surroundings().places();
        }

        /// Where it is, for all to see; empty until the reveal.
        public Optional<Place> revealedPlace() {
            return isRevealed ? Optional.of(exercise.hidden().place()) : Optional.empty();
        }

        public boolean isLocked() {
            return word.isPresent() && !isRevealed;
        }

        public Optional<Judged> newest() {
            return answers.isEmpty() ? Optional.empty() : Optional.of(answers.getLast());
        }

        private Running with(Judged answer) {
            List<Judged> all = new ArrayList<>(answers);
            all.add(answer);
            boolean isSolved = answer.verdict() == Exercise.Verdict.RIGHT;
            return new Running(exercise, number, all, isRevealed || isSolved, word);
        }

        private Running revealed() {
            return new Running(exercise, number, answers, true, word);
        }
    }

    public ExerciseModel(LabModel lab) {
        this.lab = lab;
        lab.openedProperty().addListener(_ -> forget());
        lab.setupProperty().addListener((_, _, setup) -> follow(setup));
    }

    private void forget() {
        last = null;
        before = null;
        dataBefore = null;
        running.set(null);
    }

    private void follow(TrainingSetup setup) {
        Running known = last;
        boolean isOn = known != null && setup.fault().filter(planted(known)::equals).isPresent();
        running.set(isOn ? known : null);
    }

    private static PlantedFault planted(Running running) {
        return running.exercise().hidden().planted();
    }

    /// The exercise that is on; null when there is none.
    public ReadOnlyObjectProperty<@Nullable Running> runningProperty() {
        return running.getReadOnlyProperty();
    }

    // Starting

    /// Why a fault cannot be put into the run as it is; empty when it can.
    public Optional<String> whyNot(Entry<Fault> fault) {
        return Exercise.whyNot(fault.standard(), surroundings());
    }

    /// Where a fault can be put.
    public List<Place> placesFor(Entry<Fault> fault) {
        return PlacedFault.placesFor(fault.standard(), surroundings());
    }

    /// The number that hides this fault in this place of the run.
    ///
    /// @param place one of [#placesFor]
    public long numberOf(Entry<Fault> fault, Place place) {
        return Exercise.numberOf(new PlacedFault(fault.standard(), place, surroundings()));
    }

    private Surroundings surroundings() {
        return lab.setupProperty().get().surroundings();
    }

    /// Hides a fault, and starts the run again from the weights that it began with, paused.
    ///
    /// @param number the same one hides the same fault in the same experiment, on every machine
    /// @param word without which it is not revealed before the right answer; blank when anybody may
    /// @return why it cannot be, with a way out
    public Optional<String> start(long number, String word) {
        if (running.get() != null) {
            return Optional.of("a bug is hidden already; end that exercise first");
        }
        TrainingSetup clean = lab.setupProperty().get();
        Optional<Exercise> drawn = Exercise.draw(clean.surroundings(), number);
        if (drawn.isEmpty()) {
            return Optional.of("no bug suits this network; open one with a hidden layer, such as a lesson");
        }
        Optional<String> lock = Optional.of(word.strip()).filter(it -> !it.isEmpty());
        last = new Running(drawn.get(), number, List.of(), false, lock);
        dataBefore = lab.dataProperty().get();
        lab.pause();
        before = lab.startAgain(clean.with(drawn.get().hidden().planted()), dataBefore);
        return Optional.empty();
    }

    // While it is on

    /// Judges an answer; the right one reveals the fault. Nothing happens while no exercise is on.
    ///
    /// @param fault id of one of [Faults#CATALOG]
    public Optional<Exercise.Verdict> answer(String fault, Place place) {
        Running now = running.get();
        if (now == null) {
            return Optional.empty();
        }
        Exercise.Answer answer = new Exercise.Answer(fault, place);
        Exercise.Verdict verdict = now.exercise().judge(answer);
        update(now.with(new Judged(answer, verdict)));
        return Optional.of(verdict);
    }

    /// Shows everybody what is hidden.
    ///
    /// @param word what unlocks it, where it is locked
    /// @return why not
    public Optional<String> reveal(String word) {
        Running now = running.get();
        if (now == null) {
            return Optional.of("no bug is hidden");
        }
        if (now.isLocked() && !now.word().equals(Optional.of(word.strip()))) {
            return Optional.of("that is not the word; who started the exercise knows it");
        }
        update(now.revealed());
        return Optional.empty();
    }

    private void update(Running next) {
        last = next;
        running.set(next);
    }

    /// Takes the fault out and brings back the run as it stood before.
    public void end() {
        EditHistory.Stand back = before;
        DataChoice data = dataBefore;
        if (running.get() != null && back != null && data != null) {
            lab.comeBackTo(back, data);
        }
    }
}
