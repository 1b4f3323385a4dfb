package backproplab.backprop;

import backproplab.backprop.TraceValue.Place;
import backproplab.layer.Keeping;
import backproplab.layer.Part;
import backproplab.layer.Recurrent;
import backproplab.layer.StepNumbers;
import backproplab.loss.Loss;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Everything that one pass computed, from the inputs to the updated parameters and the loss after them: copies of
/// the engine's own numbers, see [TraceRecorder]. Nobody writes into its tensors, so that it may cross threads. All
/// tensors of the data and the layers have the samples in front.
///
/// [TraceSteps] takes it apart into the single steps.
///
/// @param network what was traced
/// @param rule how it is updated
/// @param step the number of the training step that the pass would be
/// @param update the number of the update, counted from 1: what bias corrections are computed with
/// @param layers in the order of computation
/// @param losses in the order of the network's
/// @param loss before the update
/// @param parameters in the order of computation
/// @param inputGradients `∂L/∂x` by the name of the input
/// @param lossAfter the same samples, after the update
/// @param outputsAfter a of each layer with a loss, after the update
public record BackwardTrace(
        NetworkDescription network,
        UpdateRule rule,
        long step,
        long update,
        Map<String, Tensor> inputs,
        Map<String, Tensor> targets,
        List<LayerTrace> layers,
        List<LossTrace> losses,
        double loss,
        List<ParameterTrace> parameters,
        SequencedMap<String, InputGradient> inputGradients,
        double lossAfter,
        Map<String, Tensor> outputsAfter) {

    /// One layer.
    ///
    /// @param z pre-activations
    /// @param a activations
    /// @param slope `f′(z)`, where the function is elementwise
    /// @param arriving `∂L/∂a`; absent where the loss is fused with the layer's function, which gives δ directly
    /// @param arrivals how `∂L/∂a` came together after the losses had been added: in the order in which it did
    /// @param delta `δ = ∂L/∂z`
    /// @param normalization where the layer normalises
    /// @param kept what the layer chose or drew on the way forward, see [Keeping]
    /// @param hidden where it is recurrent
    public record LayerTrace(
            LayerDescription description,
            Tensor z,
            Tensor a,
            Optional<Tensor> slope,
            Optional<Tensor> arriving,
            List<Arrival> arrivals,
            Tensor delta,
            Optional<Normalization> normalization,
            Optional<Tensor> kept,
            Optional<HiddenStates> hidden) {
        public String name() {
            return description.name();
        }

        /// The names of what feeds it.
        public List<String> inputs() {
            return description.inputs();
        }
    }

    /// What a recurrent layer carried through a sequence.
    ///
    /// @param numbers of all steps
    public record HiddenStates(StepNumbers numbers) {
        /// hₜ of all steps, `[samples, time, units]`.
        public Tensor states() {
            return numbers.states();
        }

        /// `∂L/∂hₜ` of all steps, from outside and from the step after it; see [HiddenGradients].
        public Tensor gradients() {
            return numbers.gradients();
        }
    }

    /// What a tensor's gradient amounted to when one of the layers that it feeds had added its part.
    ///
    /// @param from that layer
    /// @param total the sum up to and with it
    public record Arrival(String from, Tensor total) {}

    /// `x̂ = (x − μ)·s`, element by element, in the shape of the layer's z.
    ///
    /// @param mean μ
    /// @param inverseDeviation `s = 1/√(σ² + eps)`
    /// @param normalised `x̂`
    /// @param positions how many numbers of one feature lie side by side in a sample
    public record Normalization(Tensor mean, Tensor inverseDeviation, Tensor normalised, int positions) {}

    /// One term of the loss.
    ///
    /// @param computed the loss that was really computed: the closed form of z where it is fused
    /// @param fused whether it is computed from z and gives δ
    /// @param samples of each sample, without the weight and the reduction over the batch
    /// @param part of the batch, without the weight
    /// @param scale what `∂l/∂y` of each output is multiplied by: the weight of the term and its means
    /// @param gradient what it adds to `∂L/∂a`, or to δ where it is fused
    public record LossTrace(
            LossTerm term,
            Loss computed,
            boolean fused,
            List<Double> samples,
            double part,
            double scale,
            Tensor gradient) {}

    /// One trained tensor.
    ///
    /// @param gradient `∂L/∂w`
    /// @param effective what the optimizer got: the gradient after clipping and penalty; absent where the update leaves
    ///         the parameter as it is
    /// @param slots what the optimizer remembers of it
    public record ParameterTrace(
            Parameters.Key key,
            Tensor before,
            Tensor gradient,
            Optional<Tensor> effective,
            List<SlotTrace> slots,
            Tensor after) {
        /// `Δw`, see [UpdateStep.Update#change].
        public double change(int index) {
            return after.get(index) - before.get(index);
        }
    }

    /// One thing that the optimizer remembers of a parameter tensor, number by number.
    public record SlotTrace(String name, Tensor before, Tensor after) {}

    /// `∂L/∂x` of one input, and how it came together.
    public record InputGradient(Tensor total, List<Arrival> arrivals) {}

    /// How many samples were traced together.
    public int samples() {
        return layers.getFirst().z().rows();
    }

    public LayerTrace layer(String name) {
        return layers.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the trace has no layer `%s`".formatted(name)));
    }

    /// Whether a recurrent layer of this pass has a unit at this time step.
    public boolean has(Place.Timed place) {
        return layers.stream()
                .filter(it -> it.name().equals(place.owner()))
                .flatMap(it -> it.hidden().stream())
                .map(HiddenStates::numbers)
                .anyMatch(it ->
                        place.sample() < samples()
                                && place.time() >= 0
                                && place.time() < it.steps()
                                && place.unit() < it.units());
    }

    /// Where a number inside of a recurrent layer stands among those that the layer puts out, if it does.
    public Optional<Place.Unit> putOut(Place.Timed place) {
        if (place.part() != Part.STATE || !(layer(place.owner()).description().layer() instanceof Recurrent it)) {
            return Optional.empty();
        }
        boolean isSequence = it.return_() == Recurrent.Steps.SEQUENCE;
        int steps = layer(place.owner()).hidden().orElseThrow().numbers().steps();
        int unit = (isSequence ? place.time() * it.units() : 0) + place.unit();
        return place.time() >= 0 && (isSequence || place.time() == steps - 1)
                ? Optional.of(new Place.Unit(place.owner(), place.sample(), unit))
                : Optional.empty();
    }

    /// What an input holds or a layer gives: x or a.
    public Tensor output(String name) {
        return inputs.containsKey(name) ? inputs.get(name) : layer(name).a();
    }

    /// The targets of a layer with a loss.
    public Tensor target(String layer) {
        Tensor target = targets.get(layer);
        if (target == null) {
            throw new IllegalArgumentException("the trace has no target for `%s`".formatted(layer));
        }
        return target;
    }

    public ParameterTrace parameter(Parameters.Key key) {
        return parameters.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the trace has no parameter `%s`".formatted(key)));
    }
}
