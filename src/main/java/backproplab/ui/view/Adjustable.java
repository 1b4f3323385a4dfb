package backproplab.ui.view;

import backproplab.backprop.TraceValue.Place;
import backproplab.network.Parameters;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;

import java.util.Optional;

/// A number of a traced pass that can be another: what if.
sealed interface Adjustable {
    /// In the pass.
    double value(TracedPass pass);

    /// In the run, or in its data.
    double original(TracedPass pass);

    /// @return why it cannot be
    Optional<String> set(StepModel model, double value);

    default boolean isChanged(TracedPass pass) {
        return value(pass) != original(pass);
    }

    /// Where the model's focus can stand on it.
    Optional<Place> place();

    /// A weight, a bias or another trained number.
    record Parameter(Parameters.Key key, int index) implements Adjustable {
        @Override
        public double value(TracedPass pass) {
            return pass.trace().parameter(key).before().get(index);
        }

        @Override
        public double original(TracedPass pass) {
            return pass.point().checkpoint().parameters().get(key).get(index);
        }

        @Override
        public Optional<String> set(StepModel model, double value) {
            model.setParameter(key, index, value);
            return Optional.empty();
        }

        @Override
        public Optional<Place> place() {
            return Optional.of(new Place.Weight(key, index));
        }
    }

    /// x of a sample.
    record Input(String name, int sample, int unit) implements Adjustable {
        @Override
        public double value(TracedPass pass) {
            return pass.trace().output(name).get(sample, unit);
        }

        @Override
        public double original(TracedPass pass) {
            return pass.original().input(name).get(sample, unit);
        }

        @Override
        public Optional<String> set(StepModel model, double value) {
            model.setInput(name, sample, unit, value);
            return Optional.empty();
        }

        @Override
        public Optional<Place> place() {
            return Optional.of(new Place.Unit(name, sample, unit));
        }
    }

    /// t of a sample.
    record Target(String layer, int sample, int unit) implements Adjustable {
        @Override
        public double value(TracedPass pass) {
            return pass.trace().target(layer).get(sample, unit);
        }

        @Override
        public double original(TracedPass pass) {
            return pass.original().target(layer).get(sample, unit);
        }

        @Override
        public Optional<String> set(StepModel model, double value) {
            return model.setTarget(layer, sample, unit, value);
        }

        @Override
        public Optional<Place> place() {
            return Optional.empty();
        }
    }
}
