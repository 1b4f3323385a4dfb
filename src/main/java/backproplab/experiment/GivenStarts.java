package backproplab.experiment;

import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;

import java.util.ArrayList;
import java.util.List;

/// The start of a recurrent layer, `h0` or `c0`, that a file gives in the layer's `state`: one row of numbers for each sample.
///
/// A row belongs to its sample wherever that goes: into a shuffled batch, into the test set, into a trace. So the numbers
/// are an input of the network, which feeds the layer alone and is called after it, `cell.h0`. Files are written as they
/// were read.
final class GivenStarts {
    private GivenStarts() {}

    /// What the input is called that gives a start.
    static String inputName(String layer, String start) {
        return new Parameters.Key(layer, start).toString();
    }

    /// Which of a layer's inputs are such starts, as `h0`, `c0`.
    static List<String> of(LayerDescription layer) {
        List<String> starts = new ArrayList<>();
        if (layer.layer() instanceof Recurrent recurrent) {
            for (int i = 1; i < layer.inputs().size() && i <= recurrent.startNames().size(); i++) {
                String name = recurrent.startNames().get(i - 1);
                if (layer.inputs().get(i).equals(inputName(layer.name(), name))) {
                    starts.add(name);
                }
            }
        }
        return starts;
    }
}
