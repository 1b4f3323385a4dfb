package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.HiddenGradients;
import backproplab.layer.StepNumbers;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TraceLab;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a recurrent layer had at every time step of one sample, traced on a copy of a run: the engine's own numbers.
///
/// @param sample of the training set, from 0, traced by itself
/// @param loss of the sample
/// @param input what feeds the layer
/// @param states hₜ and `∂L/∂hₜ`
/// @param memory cₜ and `∂L/∂cₜ`, of an LSTM
/// @param output what the layer feeds; of a layer that puts out its last state alone, at the last time step only
record UnrolledNumbers(
        Command.Snapshot run,
        String layer,
        int sample,
        double loss,
        Row input,
        Row states,
        Optional<Row> memory,
        Optional<Row> output) {

    /// The numbers of one kind at every time step.
    ///
    /// @param values `[time][unit]`; empty where there are none
    /// @param gradients what the loss does when they grow, in the same shape
    /// @param rms of the gradients of each time step
    record Row(String name, double[][] values, double[][] gradients, double[] rms) {
        int units() {
            return values[values.length - 1].length;
        }

        double largestValue() {
            return Arrays.stream(values)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(0);
        }
    }

    /// @param sample of the training set
    static UnrolledNumbers of(Command.Snapshot run, String layer, int sample) {
        TraceLab lab = new TraceLab(run);
        BackwardTrace trace = lab.trace(lab.sample(sample));
        LayerTrace traced = trace.layer(layer);
        StepNumbers numbers =
                traced.hidden()
                        .orElseThrow(() -> new IllegalArgumentException("`%s` has no time steps".formatted(layer)))
                        .numbers();
        int steps = numbers.steps();
        String source = traced.inputs().getFirst();
        return new UnrolledNumbers(
                run,
                layer,
                sample,
                trace.loss(),
                row(source, trace.output(source), gradient(trace, source), steps),
                row(layer, numbers.states(), numbers.gradients(), steps),
                numbers.memory().map(it -> row(layer, it.cells(), it.gradients(), steps)),
                after(trace, layer).map(it -> row(it.name(), it.a(), it.delta(), steps)));
    }

    /// Of the sample, or if nothing goes back from its loss, of the sample that costs most.
    static UnrolledNumbers orOfWorst(Command.Snapshot run, String layer, int sample) {
        UnrolledNumbers numbers = of(run, layer, sample);
        return numbers.isFlat() ? of(run, layer, new TraceLab(run).worstSample()) : numbers;
    }

    /// Whether nothing at all goes back.
    boolean isFlat() {
        return Arrays.stream(states.rms()).allMatch(it -> it == 0);
    }

    private static Optional<LayerTrace> after(BackwardTrace trace, String layer) {
        return trace.layers().stream().filter(it -> it.inputs().contains(layer)).findFirst();
    }

    private static Tensor gradient(BackwardTrace trace, String source) {
        if (trace.inputGradients().containsKey(source)) {
            return trace.inputGradients().get(source).total();
        }
        LayerTrace layer = trace.layer(source);
        return layer.arriving().orElse(layer.delta());
    }

    /// What stands at one place only belongs to the last time step.
    private static Row row(String name, Tensor values, Tensor gradients, int steps) {
        boolean isSequence = values.shape().rank() == 3 && values.shape().size(1) == steps;
        return new Row(
                name,
                byTime(values, steps, isSequence),
                byTime(gradients, steps, isSequence),
                isSequence ? HiddenGradients.rootMeanSquares(gradients) : new double[0]);
    }

    private static double[][] byTime(Tensor tensor, int steps, boolean isSequence) {
        double[] all = tensor.row(0);
        double[][] rows = new double[steps][];
        int width = isSequence ? all.length / steps : all.length;
        for (int t = 0; t < steps; t++) {
            boolean isThere = isSequence || t == steps - 1;
            int from = isSequence ? t * width : 0;
            rows[t] = isThere ? Arrays.copyOfRange(all, from, from + width) : new double[0];
        }
        return rows;
    }

    int steps() {
        return states.values().length;
    }

    /// What is drawn of it.
    ///
    /// @param ofMemory whether the memory of an LSTM stands for its states
    Row inside(boolean ofMemory) {
        return ofMemory ? memory.orElse(states) : states;
    }

    /// From the input on, those that there are.
    List<Row> rows(boolean ofMemory) {
        return output.map(it -> List.of(input, inside(ofMemory), it)).orElse(List.of(input, inside(ofMemory)));
    }
}
