package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.Arctan;
import backproplab.activation.Identity;
import backproplab.activation.LeakyRelu;
import backproplab.activation.Prelu;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Silu;
import backproplab.activation.Softsign;
import backproplab.activation.Tanh;
import backproplab.layer.ActivationLayer;
import backproplab.layer.Add;
import backproplab.layer.Concat;
import backproplab.layer.Dense;
import backproplab.layer.Gru;
import backproplab.layer.Layer;
import backproplab.layer.LayerNorm;
import backproplab.layer.LogSoftmax;
import backproplab.layer.Lstm;
import backproplab.layer.Multiply;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Recurrent;
import backproplab.layer.Rnn;
import backproplab.layer.Softmax;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Small graphs over a sequence and a vector: recurrent layers, layers that join others, the same one twice included,
/// starts that another layer gives, shared parameters, branches that lead nowhere.
final class RandomGraphs {
    private static final List<Activation> SMOOTH =
            List.of(new Tanh(), new Sigmoid(), new Identity(), new Softsign(), new Arctan(), new Silu());
    private static final List<Activation> BENT =
            List.of(new Relu(0), new LeakyRelu(0.1), new Prelu(List.of(0.3)), new Tanh());
    private static final int UNITS = 2;

    private final SeededRandom random;

    RandomGraphs(long seed) {
        random = new SeededRandom(seed);
    }

    /// @param kinks whether functions with kinks may occur
    NetworkDescription description(boolean kinks) {
        SequencedMap<String, Shape> inputs = new LinkedHashMap<>();
        inputs.put("sequence", Shape.of(1 + random.nextInt(4), 1 + random.nextInt(3)));
        inputs.put("vector", Shape.of(UNITS));
        List<LayerDescription> layers = new ArrayList<>();
        layers.add(described("first", recurrent(), function(kinks), List.of("sequence")));
        int wanted = 2 + random.nextInt(5);
        while (layers.size() < wanted) {
            List<LayerDescription> more = new ArrayList<>(layers);
            more.add(candidate("layer" + layers.size(), kinks, inputs, layers));
            if (new NetworkDescription(inputs, more).infer().problems().isEmpty()) {
                layers = more;
            }
        }
        return new NetworkDescription(inputs, layers);
    }

    /// A layer that may fit or not.
    private LayerDescription candidate(
            String name, boolean kinks, SequencedMap<String, Shape> inputs, List<LayerDescription> layers) {
        List<String> names = new ArrayList<>(inputs.keySet());
        layers.forEach(it -> names.add(it.name()));
        List<String> sources = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            sources.add(names.get(random.nextInt(names.size())));
        }
        LayerDescription described = described(name, layer(), function(kinks), sources);
        LayerDescription other = layers.get(random.nextInt(layers.size()));
        return random.nextInt(5) == 0 && other.sharedWith().isEmpty() ? described.sharing(other) : described;
    }

    private static LayerDescription described(String name, Layer layer, OutputFunction function, List<String> sources) {
        boolean takes = layer.refusal(function).isEmpty();
        return LayerDescription.of(name, layer, sources.toArray(String[]::new))
                .with(takes ? function : OutputFunctions.IDENTITY);
    }

    private Layer layer() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Add();
            case 2 -> new Multiply();
            case 3, 4 -> new Concat();
            case 5 -> new Dense(UNITS);
            case 6 -> new ActivationLayer();
            case 7 -> new LayerNorm(0.1);
            default -> recurrent();
        };
    }

    private Layer recurrent() {
        Recurrent.Steps steps = random.nextInt(3) == 0 ? Recurrent.Steps.LAST : Recurrent.Steps.SEQUENCE;
        Recurrent.Biases biases =
                random.nextBoolean()
                        ? Recurrent.Biases.TWO
                        : random.nextBoolean() ? Recurrent.Biases.ONE : Recurrent.Biases.NONE;
        return switch (random.nextInt(4)) {
            case 0 -> new Lstm(UNITS, steps, biases);
            case 1 -> new Gru(UNITS, steps, biases);
            default -> new Rnn(UNITS, steps, biases);
        };
    }

    private OutputFunction function(boolean kinks) {
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? new Softmax() : new LogSoftmax();
        }
        List<Activation> functions = kinks ? BENT : SMOOTH;
        return OutputFunctions.of(functions.get(random.nextInt(functions.size())));
    }
}
