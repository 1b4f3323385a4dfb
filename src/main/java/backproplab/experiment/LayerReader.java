package backproplab.experiment;

import backproplab.initializer.Initializer;
import backproplab.initializer.Initializers;
import backproplab.layer.ActivationLayer;
import backproplab.layer.Layer;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one layer of a network, and collects the numbers that are given for it.
///
/// @param parameters what is trained, to be added to
/// @param state what is not, to be added to
/// @param starts what is given to each sample, by the name of the input that gives it ([GivenStarts]), to be added to
record LayerReader(
        Map<Parameters.Key, Tensor> parameters, Map<Parameters.Key, Tensor> state, Map<String, Start> starts) {
    /// @param rows one for each sample
    /// @param at where it stands, or what it is filled in for
    record Start(Tensor rows, Pointer at) {}

    /// The type of a layer that uses the parameters of another one.
    static final String SHARED = "shared";

    static final String OF = "of";
    static final String NAME = "name";
    static final String ACTIVATION = "activation";
    static final String INPUTS = "inputs";
    static final String INITIALIZER = "initializer";
    static final String BIAS_INITIALIZER = "bias_initializer";
    static final String PARAMETERS = "parameters";
    static final String STATE = "state";

    /// @param position in the list of layers
    /// @param previous what feeds the layer when its file does not say so; absent when that is not clear
    Optional<LayerDescription> read(Fields object, int position, Optional<String> previous) {
        Optional<String> name =
                object.require(NAME, "add \"name\": \"layer%d\"".formatted(position + 1)).flatMap(LayerReader::name);
        if (isShared(object)) {
            return shared(object, name, previous);
        }
        Optional<Layer> layer = Members.read(object, Members.TYPE, Layers.CATALOG);
        OutputFunction function =
                object.find(ACTIVATION)
                        .flatMap(it -> Members.read(it, OutputFunctions.CATALOG))
                        .orElse(OutputFunctions.IDENTITY);
        Initializer initializer =
                object.find(INITIALIZER)
                        .flatMap(it -> Members.read(it, Initializers.CATALOG))
                        .orElse(LayerDescription.STANDARD_INITIALIZER);
        Initializer biasInitializer =
                object.find(BIAS_INITIALIZER)
                        .flatMap(it -> Members.read(it, Initializers.CATALOG))
                        .orElse(LayerDescription.STANDARD_BIAS_INITIALIZER);
        Optional<List<String>> inputs = layerInputs(object, previous);
        String owner = name.orElse("");
        object.find(PARAMETERS).ifPresent(it -> numbers(it, owner, parameters));
        object.find(STATE).ifPresent(it -> numbers(it, owner, state));
        if (Members.entry(object, Members.TYPE, Layers.CATALOG).isPresent()) {
            object.refuseUnknown();
        }
        if (name.isEmpty() || layer.isEmpty() || inputs.isEmpty()) {
            return Optional.empty();
        }
        OutputFunction sized = LearnedStart.sized(function, parameters, owner);
        List<String> all = withStarts(inputs.get(), layer.get(), owner, object);
        return Optional.of(new LayerDescription(owner, layer.get(), sized, all, initializer, biasInitializer));
    }

    private static boolean isShared(Fields object) {
        return object.find(Members.TYPE).filter(it -> it.value().equals(Json.of(SHARED))).isPresent();
    }

    /// A layer that looks like the one it shares with, which may stand behind it: the description fills that in.
    private static Optional<LayerDescription> shared(Fields object, Optional<String> name, Optional<String> previous) {
        Optional<String> of =
                object.require(OF, "name the layer whose parameters it uses, such as \"of\": \"hidden\"")
                        .flatMap(Field::text);
        Optional<List<String>> inputs = layerInputs(object, previous);
        object.refuseUnknown();
        if (name.isEmpty() || of.isEmpty() || inputs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LayerDescription(
                        name.get(),
                        new ActivationLayer(),
                        OutputFunctions.IDENTITY,
                        inputs.get(),
                        LayerDescription.STANDARD_INITIALIZER,
                        LayerDescription.STANDARD_BIAS_INITIALIZER,
                        of));
    }

    /// The inputs of a layer and what its `state` gives to each sample. One that is left out before one that is given is 0.
    private List<String> withStarts(List<String> inputs, Layer layer, String owner, Fields object) {
        List<String> names = GivenStarts.names(layer);
        if (names.isEmpty() || inputs.size() > 1) {
            return inputs;
        }
        List<String> all = new ArrayList<>(inputs);
        for (int last = names.size() - 1; last >= 0; last--) {
            Parameters.Key key = new Parameters.Key(owner, names.get(last));
            Tensor rows = state.get(key);
            if (rows != null && GivenStarts.areRows(layer, rows)) {
                state.remove(key);
                Pointer at = object.at().field(STATE);
                for (int i = 0; i < last; i++) {
                    Tensor before = state.remove(new Parameters.Key(owner, names.get(i)));
                    Start start =
                            before == null
                                    ? new Start(Tensor.zeros(rows.shape()), at.field(names.get(last)))
                                    : new Start(before, at.field(names.get(i)));
                    addStart(owner, names.get(i), start, all);
                }
                addStart(owner, names.get(last), new Start(rows, at.field(names.get(last))), all);
            }
        }
        return all;
    }

    private void addStart(String owner, String name, Start start, List<String> inputs) {
        String input = GivenStarts.inputName(owner, name);
        starts.put(input, start);
        inputs.add(input);
    }

    private static Optional<String> name(Field field) {
        Optional<String> name = field.text();
        if (name.isPresent() && name.get().isBlank()) {
            field.problem("a layer's name must not be empty", "give it a name such as \"hidden\"");
            return Optional.empty();
        }
        return name;
    }

    /// What feeds the layer: what its file says, or the layer before it.
    private static Optional<List<String>> layerInputs(Fields object, Optional<String> previous) {
        Optional<Field> given = object.find(INPUTS);
        if (given.isEmpty()) {
            if (previous.isEmpty()) {
                object.problem(
                        "the network has several inputs, and this layer does not say which one feeds it",
                        "add \"inputs\": [\"…\"] with the name of an input");
            }
            return previous.map(List::of);
        }
        Optional<List<Field>> items = given.get().items();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        items.get().forEach(it -> it.text().ifPresent(names::add));
        if (items.get().isEmpty()) {
            given.get().problem("nothing feeds this layer", "name a layer or `%s`".formatted(NetworkDescription.INPUT));
        }
        return names.isEmpty() || names.size() < items.get().size() ? Optional.empty() : Optional.of(names);
    }

    private static void numbers(Field field, String layer, Map<Parameters.Key, Tensor> into) {
        Optional<Fields> object = field.object();
        if (object.isPresent()) {
            for (String name : object.get().names()) {
                object.get()
                        .find(name)
                        .flatMap(TensorReader::read)
                        .ifPresent(it -> into.putIfAbsent(new Parameters.Key(layer, name), it));
            }
        }
    }
}
