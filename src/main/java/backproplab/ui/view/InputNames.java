package backproplab.ui.view;

import backproplab.network.LayerDescription;
import backproplab.tensor.Shape;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.UnitNames;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What the inputs of a layer are called, and whether they are the pixels of an image.
///
/// @param names one for each number that reaches the layer
/// @param columns of the image; 0 when there is none
record InputNames(List<String> names, int columns) {
    /// As image sets name their pixels.
    private static final Pattern PIXEL = Pattern.compile("row (\\d+), column (\\d+)");

    static InputNames of(TrainingSetup setup, LayerDescription layer, int inputs) {
        String source = layer.inputs().getFirst();
        Shape shape = setup.network().inputs().get(source);
        UnitNames names = new UnitNames(setup);
        if (shape == null) {
            return new InputNames(IntStream.range(0, inputs).mapToObj(it -> names.of(source, it)).toList(), 0);
        }
        List<String> known = setup.training().inputNames();
        boolean isFirst = setup.training().inputs().firstEntry().getKey().equals(source);
        if (isFirst && known.size() == inputs) {
            return new InputNames(known, columns(known));
        }
        int columns = shape.rank() == 1 ? 0 : shape.last();
        return new InputNames(IntStream.range(0, inputs).mapToObj(it -> names.of(source, it)).toList(), columns);
    }

    private static int columns(List<String> names) {
        Matcher last = PIXEL.matcher(names.getLast());
        if (!last.matches()) {
            return 0;
        }
        int columns = Integer.parseInt(last.group(2));
        return Integer.parseInt(last.group(1)) * columns == names.size() ? columns : 0;
    }
}
