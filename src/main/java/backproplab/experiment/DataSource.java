package backproplab.experiment;

import backproplab.data.BundledSet;
import backproplab.data.CsvColumns;
import backproplab.data.CsvFormat;
import backproplab.data.Generator;
import backproplab.data.IdxFormat;
import backproplab.tensor.Tensor;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Where the samples of an experiment come from.
public sealed interface DataSource {
    /// They stand in the file itself. The tensors are not to be changed.
    ///
    /// @param inputs by the name of the input, `[samples, …]`
    /// @param targets by the name of the layer that a loss is on, `[samples, …]`
    /// @param starts of recurrent layers, by the name of the input that gives them; in files they stand at their layers
    /// @param inputsByName whether the file has an object by name rather than one array; so with several it must be
    /// @param targetsByName the same of the targets; with several losses one array is for all of them
    record Inline(
            SequencedMap<String, Tensor> inputs,
            SequencedMap<String, Tensor> targets,
            SequencedMap<String, Tensor> starts,
            boolean inputsByName,
            boolean targetsByName)
            implements DataSource {
        public Inline(
                SequencedMap<String, Tensor> inputs,
                SequencedMap<String, Tensor> targets,
                boolean inputsByName,
                boolean targetsByName) {
            this(inputs, targets, new LinkedHashMap<>(), inputsByName, targetsByName);
        }

        public Inline {
            inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
            targets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(targets));
            starts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(starts));
            inputsByName |= inputs.size() > 1;
            targetsByName |= targets.values().stream().distinct().count() > 1;
        }
    }

    /// They are drawn from the seed of the experiment.
    record Generated(Generator generator) implements DataSource {}

    /// They come with the program.
    record Bundled(BundledSet set) implements DataSource {}

    /// They are the rows of a table.
    ///
    /// @param file absolute; in files it is written from the folder of the experiment
    record Csv(Path file, CsvFormat format, CsvColumns columns) implements DataSource {}

    /// They are images and labels in the format of MNIST.
    ///
    /// @param images absolute, as is `labels`; in files they are written from the folder of the experiment
    record Idx(Path images, Path labels, IdxFormat format) implements DataSource {}
}
