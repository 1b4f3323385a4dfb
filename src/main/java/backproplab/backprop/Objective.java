package backproplab.backprop;

import backproplab.loss.Link;
import backproplab.loss.Loss;
import backproplab.loss.Reduction;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.tensor.Tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a network is trained for: its losses, bound to its buffers. `L = Σ weight · part`.
///
/// A loss that has a closed form through the function at the layer's output (softmax with cross-entropy,
/// sigmoid with binary cross-entropy) is computed from z, and gives δ directly.
///
/// A loss sees one row of the last axis at a time, as softmax does. Of a sequence `[time, outputs]` each row is a time step;
/// of maps `[channels, rows, columns]` all numbers are outputs of the sample, and there is no time.
public final class Objective {
    private final Term[] terms;

    /// @throws IllegalArgumentException for a term on a layer that the network does not have
    public Objective(Network network, List<LossTerm> terms) {
        this.terms = terms.stream().map(it -> new Term(it, network)).toArray(Term[]::new);
    }

    public List<LossTerm> terms() {
        return Arrays.stream(terms).map(it -> it.description).toList();
    }

    /// The buffer for the targets of a term, `[capacity, …]`, to be filled before [#value].
    public Tensor targets(int term) {
        return terms[term].targets;
    }

    public Node node(int term) {
        return terms[term].node;
    }

    /// Whether the loss is computed from z in one closed form with the layer's function.
    public boolean isFused(int term) {
        return terms[term].fused;
    }

    /// The total loss of the batch that last went forward.
    public double value() {
        double total = 0;
        for (Term term : terms) {
            total += term.description.weight() * term.value();
        }
        return total;
    }

    /// The loss of one term, without its weight.
    public double part(int term) {
        return terms[term].value();
    }

    /// The loss of one term for one sample, without its weight and without the reduction over the batch.
    public double sample(int term, int sample) {
        return terms[term].sampleValue(sample);
    }

    /// The loss that a term computes: the one that it names, or the closed form through the layer's function. As
    /// described, whatever works in its place ([backproplab.network.Workings]).
    public Loss computed(int term) {
        return terms[term].described;
    }

    /// What `∂l/∂y` of each output is multiplied by: the weight of the term and its means.
    public double scale(int term) {
        return terms[term].scale();
    }

    /// What one term adds to `∂L/∂a`, or to `∂L/∂z` where it is fused, for the batch that last went forward; a new
    /// tensor `[capacity, …]`.
    public Tensor gradient(int term) {
        Tensor gradient = Tensor.zeros(terms[term].compared.shape());
        terms[term].addGradient(gradient);
        return gradient;
    }

    /// Adds `∂L/∂a`, or `∂L/∂z` where a loss is fused.
    void addGradients(Gradients gradients) {
        for (Term term : terms) {
            term.addGradient(gradientOf(term, gradients));
        }
    }

    private static Tensor gradientOf(Term term, Gradients gradients) {
        return term.fused ? gradients.delta(term.node) : gradients.activation(term.node);
    }

    /// Tells of what [#addGradients] adds to.
    void contribute(Contributions contributions, Gradients gradients) {
        for (Term term : terms) {
            contributions.add(gradientOf(term, gradients), false);
        }
    }

    /// Whether a fused loss gives δ of `node`.
    boolean reachesPreActivations(Node node) {
        return Arrays.stream(terms).anyMatch(it -> it.node == node && it.fused);
    }

    /// Whether anything but a fused loss arrives at the activations of `node`.
    boolean reachesActivations(Node node) {
        return Arrays.stream(terms).anyMatch(it -> it.node == node && !it.fused);
    }

    private static final class Term {
        private final LossTerm description;
        private final Network network;
        private final Node node;
        private final Loss loss;
        private final Loss described;
        private final boolean fused;
        private final Tensor compared;
        private final Tensor targets;
        private final int rowSize;
        private final int rows;
        private final int steps;

        Term(LossTerm description, Network network) {
            this.description = description;
            this.network = network;
            this.node = network.node(description.on());
            Optional<Link> link = node.description().function().link();
            Loss worked = network.workings().loss(description);
            Optional<Loss> closedForm = link.flatMap(worked::fusedWith);
            this.fused = closedForm.isPresent();
            this.loss = closedForm.orElse(worked);
            this.described = link.filter(_ -> fused).flatMap(description.loss()::fusedWith).orElse(description.loss());
            this.compared = fused ? node.z() : node.a();
            this.targets = Tensor.zeros(compared.shape());
            this.rowSize = compared.shape().last();
            this.rows = compared.rowSize() / rowSize;
            this.steps = compared.shape().item().rank() == 2 ? rows : 1;
        }

        double value() {
            double sum = 0;
            for (int sample = 0; sample < network.samples(); sample++) {
                sum += sampleValue(sample);
            }
            return description.batch() == Reduction.MEAN ? sum / network.samples() : sum;
        }

        double sampleValue(int sample) {
            double sum = 0;
            for (int row = sample * rows; row < (sample + 1) * rows; row++) {
                double value = loss.value(compared.values(), targets.values(), row * rowSize, rowSize);
                sum += description.outputs() == Reduction.MEAN ? value / outputs() : value;
            }
            return description.time() == Reduction.MEAN ? sum / steps : sum;
        }

        /// How many numbers the sum or mean over the outputs is taken of.
        private int outputs() {
            return compared.rowSize() / steps;
        }

        double scale() {
            return description.weight()
                    * description.outputs().factor(outputs())
                    * description.time().factor(steps)
                    * description.batch().factor(network.samples());
        }

        void addGradient(Tensor gradient) {
            double scale = scale();
            for (int row = 0; row < network.samples() * rows; row++) {
                loss.addGradient(compared.values(), targets.values(), row * rowSize, rowSize, scale, gradient.values());
            }
        }
    }
}
