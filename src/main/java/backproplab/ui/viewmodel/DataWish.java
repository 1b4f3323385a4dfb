package backproplab.ui.viewmodel;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.data.Dataset;
import backproplab.data.Generator;
import backproplab.data.Generators;
import backproplab.experiment.DataSource;
import backproplab.training.TrainingSetup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user wants the data to be, and what comes of it. Making the samples may take a while: any thread can do it.
///
/// @param samples those of a source that cannot make them again, such as a file that was read
/// @param seed of the data, their split and their order
public record DataWish(DataSource source, Optional<Dataset> samples, double testShare, boolean standardise, long seed) {
    private static final List<String> CARRIED = List.of("samples", "targets");

    /// The data as they are.
    public static DataWish of(TrainingSetup setup, DataChoice data) {
        return new DataWish(
                data.source(), Optional.of(data.samples()), data.testShare(), data.standardise(), setup.seed());
    }

    /// Samples that the source makes.
    public DataWish from(DataSource other) {
        return new DataWish(other, Optional.empty(), testShare, standardise, seed);
    }

    public DataWish from(DataSource other, Dataset itsSamples) {
        return new DataWish(other, Optional.of(itsSamples), testShare, standardise, seed);
    }

    public DataWish withTestShare(double share) {
        return new DataWish(source, samples, share, standardise, seed);
    }

    public DataWish withStandardise(boolean wanted) {
        return new DataWish(source, samples, testShare, wanted, seed);
    }

    public DataWish withSeed(long other) {
        boolean drawn = source instanceof DataSource.Generated;
        return new DataWish(source, drawn ? Optional.empty() : samples, testShare, standardise, other);
    }

    /// What would come of a wish.
    public sealed interface Outcome {
        /// The network takes the data as it is, and the run can go on.
        record Fits(TrainingSetup setup, DataChoice data) implements Outcome {}

        /// The network has to change and the run starts over.
        ///
        /// @param changes in words, see [Adaptation.Possible]
        record Adapts(TrainingSetup setup, DataChoice data, List<String> changes) implements Outcome {}

        /// @param sentence what is in the way, and one way out
        record Refused(String sentence) implements Outcome {}
    }

    /// @param now with the data `present`
    public Outcome outcome(TrainingSetup now, DataChoice present) {
        TrainingSetup seeded = now.withSeed(seed);
        Dataset wanted = samples.orElseGet(this::made);
        if (wanted.equals(present.samples())) {
            return fits(seeded, wanted);
        }
        return switch (Adaptation.of(seeded, wanted)) {
            case Adaptation.Refused(String sentence) -> new Outcome.Refused(sentence);
            case Adaptation.Possible possible when possible.changes().isEmpty() -> fits(seeded, possible.samples());
            case Adaptation.Possible possible -> {
                DataChoice choice = choice(possible.samples());
                yield new Outcome.Adapts(choice.applyTo(possible.setup()), choice, possible.changes());
            }
        };
    }

    private Outcome fits(TrainingSetup setup, Dataset named) {
        DataChoice choice = choice(named);
        return new Outcome.Fits(choice.applyTo(setup), choice);
    }

    private DataChoice choice(Dataset named) {
        return new DataChoice(source, named, testShare, standardise);
    }

    private Dataset made() {
        return switch (source) {
            case DataSource.Generated(var generator) -> generator.generate(seed);
            case DataSource.Bundled(var set) -> set.load();
            case DataSource.Inline _, DataSource.Csv _, DataSource.Idx _ ->
                    throw new IllegalStateException("the samples of " + source + " have to be given");
        };
    }

    /// What `made` has of data, network and losses, with all else as it is `now`: the user may have changed a rate
    /// while the samples were made.
    public static TrainingSetup onto(TrainingSetup now, TrainingSetup made) {
        return new TrainingSetup(
                made.network(),
                made.losses(),
                now.rule(),
                made.training(),
                made.test(),
                now.batchSize(),
                now.shuffle(),
                made.seed(),
                now.weightsSeed(),
                made.fault());
    }

    /// Another generator: how many samples it draws and which numbers stand for no and yes stay, where it has these
    /// settings too.
    public static Generator generator(Entry<Generator> chosen, DataSource before) {
        Map<String, Object> values = new HashMap<>();
        if (before instanceof DataSource.Generated(Generator generator)) {
            Map<String, Object> old = Generators.CATALOG.describe(generator).values().asMap();
            for (Setting setting : chosen.settings()) {
                Object value = old.get(setting.id());
                if (CARRIED.contains(setting.id()) && value != null && setting.problem(value).isEmpty()) {
                    values.put(setting.id(), value);
                }
            }
        }
        return chosen.create(values);
    }
}
