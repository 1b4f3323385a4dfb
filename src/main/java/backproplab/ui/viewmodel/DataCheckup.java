package backproplab.ui.viewmodel;

import backproplab.data.DataDoctor;
import backproplab.data.DataFinding;
import backproplab.data.Dataset;
import backproplab.fault.Place;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.training.TrainingSetup;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// What the data doctor says of the training set as it is chosen now. Looked at in the background, and anew only when
/// something has changed that it judges: the data, the losses, or the functions of the layers that they are on.
///
/// It is the data of the choice that are judged, not those that a run with a bug in it may have misread: what an exercise
/// hides is not told here.
public final class DataCheckup {
    private final LabModel model;
    private final NewestJob<Report> job;
    private final ReadOnlyObjectWrapper<@Nullable Report> report = new ReadOnlyObjectWrapper<>();
    private @Nullable Question asked;

    /// @param windowThread where the model lives
    public DataCheckup(LabModel model, Executor windowThread) {
        this.model = model;
        this.job =
                new NewestJob<>(
                        windowThread,
                        report::set,
                        failure -> {
                            throw new IllegalStateException("the data could not be examined", failure);
                        });
        model.setupProperty().subscribe(_ -> ask());
    }

    /// What was found, and what was looked at.
    ///
    /// @param lookedAt parts of a sentence
    public record Report(List<DataFinding> findings, List<String> lookedAt) {
        public Report {
            findings = List.copyOf(findings);
            lookedAt = List.copyOf(lookedAt);
        }

        public int count(DataFinding.Severity severity) {
            return (int) findings.stream().filter(it -> it.severity() == severity).count();
        }
    }

    /// All that a report depends on.
    private record Question(
            DataChoice data,
            long seed,
            Set<String> inputs,
            List<LossTerm> losses,
            List<Optional<OutputFunction>> functions) {
        static Question of(TrainingSetup setup, DataChoice data) {
            NetworkDescription network = setup.network();
            return new Question(
                    data,
                    setup.seed(),
                    Set.copyOf(network.inputs().keySet()),
                    setup.losses(),
                    setup.losses().stream().map(it -> network.layer(it.on()).map(LayerDescription::function)).toList());
        }
    }

    private void ask() {
        TrainingSetup setup = model.setupProperty().get();
        DataChoice data = model.dataProperty().get();
        Question question = Question.of(setup, data);
        if (question.equals(asked)) {
            return;
        }
        asked = question;
        job.ask(() -> {
            Dataset training = asChosen(setup, data);
            return new Report(
                    DataDoctor.examine(training, setup.network(), setup.losses()),
                    DataDoctor.lookedAt(training, setup.losses()));
        });
    }

    /// The training set without what a hidden bug may have made of it. Only then is it made anew: it may be large.
    private static Dataset asChosen(TrainingSetup setup, DataChoice data) {
        boolean isMisread = setup.fault().filter(it -> it.place() instanceof Place.Input).isPresent();
        return isMisread ? data.split(setup.seed()).train() : setup.training();
    }

    /// The newest report; null before the first.
    public ReadOnlyObjectProperty<@Nullable Report> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// Whether the data are being looked at, so that the report may be that of before a change.
    public boolean isBusy() {
        return job.isBusy();
    }
}
