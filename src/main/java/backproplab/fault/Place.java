package backproplab.fault;

/// Where a fault can sit.
public sealed interface Place {
    /// The pass of one layer, forward or backward.
    record Layer(String name) implements Place {
        @Override
        public String toString() {
            return "layer `%s`".formatted(name);
        }
    }

    /// What the network is given.
    record Input(String name) implements Place {
        @Override
        public String toString() {
            return "input `%s`".formatted(name);
        }
    }

    /// What is done with the gradients.
    record Update() implements Place {
        @Override
        public String toString() {
            return "the update";
        }
    }
}
