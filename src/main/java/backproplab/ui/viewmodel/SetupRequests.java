package backproplab.ui.viewmodel;

import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TrainingSession;
import backproplab.training.TrainingSetup;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;

/// What the session works with as far as it has told, and what it was asked for since then.
final class SetupRequests {
    /// How the session comes to a setup.
    enum Way {
        /// The run goes on; what is new is drawn.
        GOING_ON,
        /// The run goes on; numbers that an edit has lost come back.
        TAKING_BACK,
        /// A new run, with weights drawn for it.
        STARTING_OVER
    }

    /// What the session is to work with.
    record Request(TrainingSetup setup, Way way) {
        boolean startsOver() {
            return way == Way.STARTING_OVER;
        }
    }

    private final TrainingSession session;
    private final Deque<TrainingSetup> underWay = new ArrayDeque<>();
    private TrainingSetup told;

    /// A preview that waits until the session has taken up the one before.
    private @Nullable Request waiting;

    SetupRequests(TrainingSession session, TrainingSetup first) {
        this.session = session;
        this.told = first;
    }

    TrainingSetup told() {
        return told;
    }

    /// Whether the session has taken up all that it was asked for.
    boolean isAnswered() {
        return underWay.isEmpty();
    }

    boolean isWaiting() {
        return waiting != null;
    }

    Collection<TrainingSetup> underWay() {
        return Collections.unmodifiableCollection(underWay);
    }

    void submit(Request next) {
        waiting = null;
        underWay.addLast(next.setup());
        session.submit(
                next.startsOver()
                        ? new Command.Replace(next.setup(), Checkpoint.initial(next.setup()))
                        : new Command.Change(next.setup(), next.way() == Way.TAKING_BACK));
    }

    /// Asks for one change at a time; of those that come meanwhile only the last is asked for.
    void submitInTurn(Request next) {
        if (underWay.isEmpty()) {
            submit(next);
        } else {
            waiting = next;
        }
    }

    /// Nothing that was asked for before matters any more.
    void forget() {
        waiting = null;
        underWay.clear();
    }

    /// A run has begun, or gone back, with this setup.
    void begun(TrainingSetup setup, boolean anew) {
        if (anew) {
            underWay.clear();
        }
        tell(setup);
    }

    /// A change was taken up. Every change is told of in its order; a new run swallows those that came before it.
    void changed(TrainingSetup setup) {
        boolean found = !underWay.contains(setup);
        while (!found) {
            found = underWay.removeFirst().equals(setup);
        }
        tell(setup);
    }

    private void tell(TrainingSetup setup) {
        told = setup;
        Request next = waiting;
        if (next != null && underWay.isEmpty()) {
            submit(next);
        }
    }
}
