package backproplab.experiment;

import backproplab.layer.Dropout;
import backproplab.layer.Layer;
import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;

/// What a file gives in a layer's `state` for each sample, one row of numbers: the start of a recurrent layer, `h0` or `c0`,
/// or the `mask` of a dropout.
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

    /// What can be given to a layer of this type, in the order of its inputs from the second on.
    static List<String> names(Layer layer) {
        return switch (layer) {
            case Recurrent recurrent -> recurrent.startNames();
            case Dropout _ -> List.of("mask");
            default -> List.of();
        };
    }

    /// Whether these numbers are of one sample each. A mask of one row is not: it is for all samples.
    static boolean areRows(Layer layer, Tensor given) {
        return !(layer instanceof Dropout) || given.shape().rank() == 0 || given.rows() > 1;
    }

    /// Which of a layer's inputs are given so, as `h0`, `c0`.
    static List<String> of(LayerDescription layer) {
        List<String> names = names(layer.layer());
        List<String> given = new ArrayList<>();
        for (int i = 1; i < layer.inputs().size() && i <= names.size(); i++) {
            String name = names.get(i - 1);
            if (layer.inputs().get(i).equals(inputName(layer.name(), name))) {
                given.add(name);
            }
        }
        return given;
    }
}
