package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.OutputFunctions;
import backproplab.tensor.Tensor;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Moment;

import java.util.Optional;
import java.util.OptionalDouble;

/// A unit of a layer as far as the walk has come to its numbers.
final class UnitLook {
    private final Moment moment;
    private final Place.Unit place;
    private final LayerTrace layer;
    private final CardDigits digits;
    private final Optional<TraceStep> activated;

    UnitLook(Moment moment, Place.Unit place, CardDigits digits) {
        this.moment = moment;
        this.place = place;
        this.layer = moment.trace().layer(place.owner());
        this.digits = digits;
        this.activated = step(Quantity.ACTIVATION);
    }

    private Optional<TraceStep> step(Quantity quantity) {
        TraceSteps steps = moment.pass().steps();
        int found = steps.indexOf(quantity, place);
        return found < 0 ? Optional.empty() : Optional.of(steps.get(found));
    }

    /// f, of a learned function at the number that the unit has now; empty where there is no curve of one z.
    Optional<Activation> function() {
        return activated
                .filter(ForwardStep.Activated.class::isInstance)
                .map(it -> ((ForwardStep.Activated) it).function());
    }

    /// All units that softmax or the like takes together; empty for another function.
    Optional<ForwardStep.FunctionOutput> together() {
        return activated
                .filter(ForwardStep.FunctionOutput.class::isInstance)
                .map(ForwardStep.FunctionOutput.class::cast);
    }

    /// What the class sees of the numbers of [#together].
    boolean shows(Quantity quantity) {
        return moment.isKnown(quantity, place);
    }

    double z() {
        return layer.z().get(place.sample(), place.unit());
    }

    double a() {
        return layer.a().get(place.sample(), place.unit());
    }

    /// `f′(z)` as the pass computed it.
    OptionalDouble slope() {
        return layer.slope()
                .map(it -> OptionalDouble.of(it.get(place.sample(), place.unit())))
                .orElse(OptionalDouble.empty());
    }

    /// Whether the way back has come to f′(z), or past the place where it cancels.
    boolean showsSlope() {
        return isFused() ? shows(Quantity.DELTA) : shows(Quantity.SLOPE);
    }

    /// Whether a loss gives δ without f′.
    boolean isFused() {
        return layer.arriving().isEmpty();
    }

    Place.Unit place() {
        return place;
    }

    Optional<Tensor> targets() {
        return Optional.ofNullable(moment.trace().targets().get(layer.name()));
    }

    /// The number that z starts from, which is trained.
    Optional<TraceValue> bias() {
        return step(Quantity.PRE_ACTIVATION)
                .flatMap(it ->
                        switch (it) {
                            case ForwardStep.PreActivation dense -> dense.sum().start();
                            case ForwardStep.Normalized normalized -> Optional.of(normalized.beta());
                            default -> Optional.empty();
                        });
    }

    String functionName() {
        String id = OutputFunctions.describe(layer.description().function()).id();
        return OutputFunctions.CATALOG.get(id).label();
    }

    String name() {
        String unit = moment.pass().names().of(place.owner(), place.unit()) + lastStep();
        return moment.trace().samples() > 1 ? unit + ", sample " + (place.sample() + 1) : unit;
    }

    /// A layer that puts out its last state alone has other numbers at the time steps before.
    private String lastStep() {
        return layer.hidden()
                .map(it -> it.numbers())
                .filter(it -> layer.z().rowSize() < it.steps() * it.units())
                .map(it -> " at t = " + it.steps())
                .orElse("");
    }

    private CloseNumbers.Rows rows() {
        CloseNumbers.Rows rows = new CloseNumbers.Rows(moment, place, digits);
        layer.normalization()
                .ifPresent(it -> rows.add(Quantity.NORMALISED, it.normalised().get(place.sample(), place.unit())));
        rows.add(Quantity.PRE_ACTIVATION, z());
        rows.add(Quantity.ACTIVATION, a());
        targets().ifPresent(it -> rows.add(Quantity.TARGET, it.get(place.sample(), place.unit())));
        layer.arriving().ifPresent(it -> rows.add(Quantity.ARRIVING, it.get(place.sample(), place.unit())));
        if (!isFused()) {
            slope().ifPresent(it -> rows.add(Quantity.SLOPE, it));
        }
        rows.add(Quantity.DELTA, layer.delta().get(place.sample(), place.unit()));
        return rows;
    }

    CloseNumbers numbers() {
        return new CloseNumbers(name() + " · " + functionName(), rows().rows(), sentence());
    }

    String text() {
        return numbers().text(rows().letters());
    }

    private String sentence() {
        if (!shows(Quantity.ACTIVATION)) {
            return "";
        }
        Optional<Activation> function = function();
        if (function.isEmpty()) {
            return together().isPresent() ? together(shows(Quantity.DELTA)) : "";
        }
        return showsSlope() ? gate(function.get()) : "";
    }

    private String together(boolean isBack) {
        String what = "%s takes all z of the layer together, so there is no curve of one z.".formatted(functionName());
        return isBack && isFused() ? what + " The loss is computed together with it and gives δ directly." : what;
    }

    /// What the slope does to what comes back.
    private String gate(Activation function) {
        double z = z();
        double slope = function.derivative(z);
        String fused = isFused() ? " The loss is computed together with it and gives δ without f′(z)." : "";
        if (function.kinks().contains(z) && function.leftSlope(z) != function.rightSlope(z)) {
            return "At z = %s the slope jumps from %s to %s; f′ = %s there is a convention.%s"
                    .formatted(
                            digits.text(z),
                            digits.text(function.leftSlope(z)),
                            digits.text(function.rightSlope(z)),
                            digits.text(slope),
                            fused);
        }
        if (!fused.isEmpty()) {
            return fused.strip();
        }
        if (layer.description().function().equals(OutputFunctions.IDENTITY)) {
            return "No function: a = z and f′ = 1, what arrives passes back unchanged.";
        }
        if (slope == 0) {
            return z < 0 && function.value(z) == 0
                    ? "z < 0: the gate is closed, nothing passes back."
                    : "f′(z) = 0: nothing passes back.";
        }
        OptionalDouble limit = FunctionShape.saturationLimit(function);
        if (limit.isPresent() && Math.abs(slope) < limit.getAsDouble()) {
            return "Saturated: |f′(z)| < %s, 5 %% of the steepest slope; little passes back."
                    .formatted(NumberText.of(limit.getAsDouble()))
                    .replace(" %", "\u00a0%");
        }
        if (slope == 1) {
            return "f′(z) = 1: what arrives passes back unchanged.";
        }
        return limit.isPresent()
                ? "Awake: f′(z) is %s, at most %s."
                        .formatted(digits.text(slope), NumberText.of(function.steepestSlope()))
                : "";
    }
}
