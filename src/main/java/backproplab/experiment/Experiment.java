package backproplab.experiment;

import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One reproducible run, as a file holds it. Immutable.
///
/// @param title one line
/// @param about what to look at, in Markdown
/// @param seed of the data, their order, and layers that draw random numbers
/// @param weightsSeed of the parameters that are not given; another one gives new weights and leaves all else
/// @param numbers given parameters and state, which are not drawn; not to be changed
/// @param losses at least one
/// @param progress how far the run has come; absent at its start
/// @param view what the window keeps; written back as it was read
public record Experiment(
        String title,
        String about,
        long seed,
        long weightsSeed,
        DataSource data,
        NetworkDescription network,
        Map<Parameters.Key, Tensor> numbers,
        List<LossTerm> losses,
        UpdateRule rule,
        TrainingOptions training,
        Optional<Progress> progress,
        Json.Fields view) {
    /// What stands in `format` of the files that this program reads and writes.
    public static final String FORMAT = "backprop-lab/1";

    public Experiment {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        losses = List.copyOf(losses);
    }

    /// The same experiment at another point of its run.
    ///
    /// @param point copied
    public Experiment at(Checkpoint point) {
        return new Experiment(
                title,
                about,
                seed,
                weightsSeed,
                data,
                network,
                point.parameters().copy().asMap(),
                losses,
                rule,
                training,
                Optional.of(Progress.of(point)),
                view);
    }
}
