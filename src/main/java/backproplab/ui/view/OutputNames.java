package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.data.Task;

import java.util.Optional;

/// What outputs and classes of a data set are called.
final class OutputNames {
    private OutputNames() {}

    /// The name from the data, or that of the layer, with a number where it has several outputs.
    static String of(Dataset data, int output) {
        if (!data.targetNames().isEmpty()) {
            return data.targetNames().get(output);
        }
        String layer = data.targets().firstEntry().getKey();
        return data.target().rowSize() == 1 ? layer : layer + " " + (output + 1);
    }

    /// What the classes decide or the values are, where it has a name: `inside`.
    static Optional<String> heading(Dataset data) {
        boolean named = !data.targetNames().isEmpty() && !(data.task() instanceof Task.Classes);
        if (data.targets().size() > 1) {
            return Optional.of(data.targets().firstEntry().getKey()); // the others are not drawn
        }
        return named && data.target().rowSize() == 1 ? Optional.of(data.targetNames().getFirst()) : Optional.empty();
    }

    static String ofClass(Dataset data, int k) {
        return data.classNames().get(k).replaceFirst("^-(?=\\d)", "−");
    }
}
