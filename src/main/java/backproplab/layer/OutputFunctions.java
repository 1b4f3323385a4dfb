package backproplab.layer;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.activation.Identity;
import backproplab.activation.LearnedActivation;
import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;

import java.util.ArrayList;
import java.util.List;

/// Everything that can be the `activation` of a layer: the whole [Activations#CATALOG], and the functions
/// that are not elementwise.
public final class OutputFunctions {
    public static final OutputFunction IDENTITY = new Elementwise(new Identity());

    public static final Catalog<OutputFunction> CATALOG = catalog();

    private OutputFunctions() {}

    public static OutputFunction of(Activation activation) {
        return activation instanceof LearnedActivation learned
                ? new LearnedElementwise(learned)
                : new Elementwise(activation);
    }

    /// The id and settings of `function`, as a file writes them.
    public static Catalog.Description describe(OutputFunction function) {
        return function.elementwise().map(Activations.CATALOG::describe).orElseGet(() -> CATALOG.describe(function));
    }

    private static Catalog<OutputFunction> catalog() {
        List<Entry<OutputFunction>> entries = new ArrayList<>();
        for (Entry<Activation> entry : Activations.CATALOG.entries()) {
            entries.add(
                    new Entry<>(
                            entry.id(),
                            entry.label(),
                            entry.summary(),
                            entry.settings(),
                            values -> of(entry.create(values.asMap()))));
        }
        entries.add(Softmax.ENTRY);
        entries.add(LogSoftmax.ENTRY);
        return new Catalog<>("activation", entries);
    }
}
