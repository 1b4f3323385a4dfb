package backproplab.network;

import backproplab.tensor.Shape;

/// A mistake in a user's network: found by checking before anything runs, returned in a list, shown at
/// the layer.
public sealed interface NetworkProblem {
    /// What is wrong, with the place and what was given.
    String message();

    /// One way out.
    String hint();

    /// Without a layer there is nothing to train.
    record NoLayers() implements NetworkProblem {
        @Override
        public String message() {
            return "the network has no layers";
        }

        @Override
        public String hint() {
            return "add at least one `dense` layer";
        }
    }

    /// @param layer the position of the second of them in the description
    record DuplicateName(int layer, String name) implements NetworkProblem {
        @Override
        public String message() {
            return "two layers or inputs are called `%s`".formatted(name);
        }

        @Override
        public String hint() {
            return "rename one of them";
        }
    }

    /// @param position which of the layer's inputs
    record UnknownInput(int layer, String name, int position, String input, String hint) implements NetworkProblem {
        @Override
        public String message() {
            return "layer `%s` takes its input from `%s`, and nothing has that name".formatted(name, input);
        }
    }

    /// @param of what the layer shares with
    record UnknownShared(int layer, String name, String of, String hint) implements NetworkProblem {
        @Override
        public String message() {
            return "layer `%s` shares the parameters of `%s`, and no layer with parameters of its own has that name"
                    .formatted(name, of);
        }
    }

    /// @param parameter which has another shape for the inputs of the one than for those of the other
    record SharedShape(int layer, String name, String of, String parameter, Shape given, Shape needed)
            implements NetworkProblem {
        @Override
        public String message() {
            return "`%s` of layer `%s` has shape %s, and layer `%s`, which shares it, needs %s"
                    .formatted(parameter, of, given, name, needed);
        }

        @Override
        public String hint() {
            return "feed both layers by inputs of one shape, or give `%s` parameters of its own".formatted(name);
        }
    }

    record Cycle(int layer, String name) implements NetworkProblem {
        @Override
        public String message() {
            return "layer `%s` feeds itself through its inputs".formatted(name);
        }

        @Override
        public String hint() {
            return "cut the loop; for feedback over time use a recurrent layer";
        }
    }

    /// @param type the id of the layer type, or of the activation that does not fit
    record ShapeMismatch(int layer, String name, String type, String needed, String hint) implements NetworkProblem {
        @Override
        public String message() {
            return "layer `%s`: `%s` needs %s".formatted(name, type, needed);
        }
    }

    /// @param size what is too large, as "its parameters with those before it are 300000000 numbers"
    record TooLarge(int layer, String name, String size) implements NetworkProblem {
        @Override
        public String message() {
            return "layer `%s` is too large: %s".formatted(name, size);
        }

        @Override
        public String hint() {
            return "make the layer or what feeds it smaller";
        }
    }

    /// A given parameter or state tensor has another shape than the layer.
    record ParameterShape(int layer, String name, String parameter, boolean state, Shape given, Shape needed)
            implements NetworkProblem {
        @Override
        public String message() {
            return "`%s` of layer `%s` has shape %s, needs %s".formatted(parameter, name, given, needed);
        }

        @Override
        public String hint() {
            return "shapes follow from the layer's own size and from the layer before it; correct one of them, "
                    + "or leave `%s` out to have it drawn".formatted(parameter);
        }
    }

    record UnknownParameter(int layer, String name, String parameter, boolean state, String hint)
            implements NetworkProblem {
        @Override
        public String message() {
            return "layer `%s` has no %s `%s`".formatted(name, state ? "state" : "parameter", parameter);
        }
    }

    /// @param index where in the tensor, in row-major order
    record ParameterNotFinite(int layer, String name, String parameter, boolean state, int index, double value)
            implements NetworkProblem {
        @Override
        public String message() {
            return "`%s` of layer `%s` holds %s".formatted(parameter, name, value);
        }

        @Override
        public String hint() {
            return "give finite numbers only, or leave `%s` out to have it drawn".formatted(parameter);
        }
    }

    /// @param term the position of the loss in the list of losses
    record UnknownLossLayer(int term, String on, String hint) implements NetworkProblem {
        @Override
        public String message() {
            return "a loss is on `%s`, and no layer has that name".formatted(on);
        }
    }

    record NoLoss() implements NetworkProblem {
        @Override
        public String message() {
            return "the network has no loss";
        }

        @Override
        public String hint() {
            return "add a loss on the last layer";
        }
    }
}
