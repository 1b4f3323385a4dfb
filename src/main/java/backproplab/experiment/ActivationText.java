package backproplab.experiment;

import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;

import java.util.Map;
import java.util.Optional;

/// Reads an activation from words of a command line, by the rules of files.
public final class ActivationText {
    private ActivationText() {}

    /// @param id such as `leaky_relu`
    /// @param settings by name, each value as a file would have it; texts need no quotes
    public static Reading<OutputFunction> read(String id, Map<String, String> settings) {
        Problems problems = new Problems();
        Json.Builder object = new Json.Builder().put(Members.TYPE, id);
        settings.forEach((name, value) -> object.put(name, json(value)));
        Optional<OutputFunction> function =
                Members.read(new Field(object.build(), Pointer.ROOT, problems), OutputFunctions.CATALOG);
        return function.isPresent() && problems.isEmpty()
                ? new Reading.Done<>(function.get())
                : new Reading.Refused<>(problems.all());
    }

    private static Json json(String value) {
        return JsonReader.read(value, new Problems()).orElseGet(() -> Json.of(value));
    }
}
