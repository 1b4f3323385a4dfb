package backproplab.experiment;

import backproplab.layer.LearnedElementwise;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.Collections;
import java.util.Map;

/// An activation with a learned number, such as the α of PReLU, says in its settings how many there are: one, or one
/// per unit. Where the file gives the numbers themselves among the parameters, they decide.
final class LearnedStart {
    private LearnedStart() {}

    /// `function` with as many learned numbers as `numbers` holds for the layer; itself where that says nothing.
    static OutputFunction sized(OutputFunction function, Map<Parameters.Key, Tensor> numbers, String layer) {
        if (!(function instanceof LearnedElementwise learned)) {
            return function;
        }
        String parameter = learned.activation().parameter();
        Tensor given = numbers.get(new Parameters.Key(layer, parameter));
        int size = learned.activation().initial().size();
        if (given == null || given.size() == size || size > 1) {
            return function;
        }
        var description = OutputFunctions.describe(function);
        var values = description.values().asMap();
        values.put(parameter, Collections.nCopies(given.size(), learned.activation().initial().getFirst()));
        return OutputFunctions.CATALOG.get(description.id()).create(values);
    }
}
