package backproplab.ui.viewmodel;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// The number of a report that is looked at closely, and what is seen there. Part of the [CheckModel].
final class CloseLook {
    final ObjectProperty<Optional<NumberId>> chosen = new SimpleObjectProperty<>(Optional.empty());
    final ReadOnlyObjectWrapper<@Nullable CheckLook> look = new ReadOnlyObjectWrapper<>();

    private final NewestJob<CheckLook> looks;

    CloseLook(Executor looker, Executor windowThread, Consumer<Throwable> failed) {
        this.looks = new NewestJob<>(looker, windowThread, look::set, failed);
    }

    boolean isBusy() {
        return looks.isBusy();
    }

    void startOver() {
        looks.forget();
        chosen.set(Optional.empty());
        look.set(null);
    }

    /// After a new report: the number of before if it is there, else the one that tells most.
    void choose(Checked now, double epsilon) {
        if (chosen.get().filter(id -> isIn(now.report(), id)).isPresent()) {
            again(now, epsilon);
        } else {
            chosen.set(mostTelling(now.totals()).map(NumberId::of));
        }
    }

    /// What fails worst, else what comes to a kink, else the least right.
    private static Optional<CheckedNumber> mostTelling(CheckTotals totals) {
        return totals.failing() > 0 ? totals.worst() : totals.firstKink().or(totals::worst);
    }

    private static boolean isIn(CheckReport report, NumberId id) {
        return report.tensors().stream()
                .anyMatch(it -> it.key().equals(id.key()) && id.index() < it.shape().elements());
    }

    /// @param now null as long as there is no report
    void again(@Nullable Checked now, double epsilon) {
        Optional<NumberId> id = chosen.get();
        if (now == null || id.isEmpty() || !isIn(now.report(), id.get())) {
            looks.forget();
            look.set(null);
            return;
        }
        CheckLook before = look.get();
        boolean isSameNumber = before != null && before.checked() == now && before.id().equals(id.get());
        looks.ask(isSameNumber ? () -> before.at(epsilon) : () -> CheckLook.of(now, id.get(), epsilon));
    }
}
