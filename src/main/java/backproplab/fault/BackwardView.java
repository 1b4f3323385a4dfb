package backproplab.fault;

import backproplab.layer.LayerBackward;
import backproplab.layer.OutputFunction;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.random.RandomGenerator;

/// What a layer sees on the way back, as a subclass wants it to see it.
class BackwardView implements LayerBackward {
    private final LayerBackward pass;

    BackwardView(LayerBackward pass) {
        this.pass = pass;
    }

    /// The same pass in which nobody asks for `∂L/∂input`: the layer adds its parameters' gradients only.
    static BackwardView ofParametersOnly(LayerBackward pass) {
        return new BackwardView(pass) {
            @Override
            public @Nullable Tensor inputGradient(int index) {
                return null;
            }
        };
    }

    @Override
    public Tensor outputGradient() {
        return pass.outputGradient();
    }

    @Override
    public Tensor activationGradient() {
        return pass.activationGradient();
    }

    @Override
    public @Nullable Tensor inputGradient(int index) {
        return pass.inputGradient(index);
    }

    @Override
    public boolean addsToInput(int index) {
        return pass.addsToInput(index);
    }

    @Override
    public boolean adds(int index) {
        return pass.adds(index);
    }

    @Override
    public Tensor gradient(int index) {
        return pass.gradient(index);
    }

    @Override
    public int samples() {
        return pass.samples();
    }

    @Override
    public boolean training() {
        return pass.training();
    }

    @Override
    public int inputCount() {
        return pass.inputCount();
    }

    @Override
    public Tensor input(int index) {
        return pass.input(index);
    }

    @Override
    public Tensor output() {
        return pass.output();
    }

    @Override
    public Tensor parameter(int index) {
        return pass.parameter(index);
    }

    @Override
    public Tensor state(int index) {
        return pass.state(index);
    }

    @Override
    public @Nullable Tensor givenState(int index) {
        return pass.givenState(index);
    }

    @Override
    public Tensor cache(int index) {
        return pass.cache(index);
    }

    @Override
    public OutputFunction function() {
        return pass.function();
    }

    @Override
    public RandomGenerator random() {
        return pass.random();
    }
}
