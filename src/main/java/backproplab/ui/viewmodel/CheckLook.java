package backproplab.ui.viewmodel;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.ErrorCurve;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.ReluConventions.Convention;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One number of a check, looked at closely: at the ε that is set now, and at all others. Immutable.
///
/// @param checked the check that it belongs to; the ε of its report may be another
/// @param epsilon that `number` was looked at with
/// @param measured what a check of the whole network says of it with that ε, and from which losses
/// @param curve from the largest ε to the smallest: all of [ErrorCurve#decades()] and [#PER_DECADE] points from one to the
///         next
/// @param smooth the same number with the largest ε of the curve that reaches no kink; empty where it meets none
///         anyway, and where every ε does
/// @param conventions what the gradient is with each ReLU′(0), where that matters: when a ReLU stands on its kink; else
///         empty
public record CheckLook(
        Checked checked,
        NumberId id,
        double epsilon,
        GradientCheck.Measured measured,
        ErrorCurve curve,
        Optional<Smooth> smooth,
        List<Convention> conventions) {
    public static final int PER_DECADE = 5;

    /// What is said of a number with an ε at which no kink lies between the ends.
    public record Smooth(double epsilon, CheckedNumber number) {}

    public CheckLook {
        conventions = List.copyOf(conventions);
    }

    /// With both numbers and the verdict.
    public CheckedNumber number() {
        return measured.number();
    }

    static CheckLook of(Checked checked, NumberId id, double epsilon) {
        return of(checked, id, epsilon, checked.check().curve(id.key(), id.index(), epsilons()));
    }

    /// The same number with another ε.
    CheckLook at(double changed) {
        return of(checked, id, changed, curve);
    }

    private static CheckLook of(Checked checked, NumberId id, double epsilon, ErrorCurve curve) {
        GradientCheck check = checked.check();
        GradientCheck.Measured measured = check.measure(id.key(), id.index(), epsilon);
        CheckedNumber number = measured.number();
        List<Convention> conventions =
                Checked.isExactRelu(number, checked.point().setup())
                        ? checked.conventions().map(it -> it.of(id.key(), id.index())).orElse(List.of())
                        : List.of();
        return new CheckLook(checked, id, epsilon, measured, curve, smooth(check, number, curve), conventions);
    }

    private static Optional<Smooth> smooth(GradientCheck check, CheckedNumber number, ErrorCurve curve) {
        if (number.kink().isEmpty()) {
            return Optional.empty();
        }
        return curve.points().stream()
                .filter(it -> it.kink().isEmpty())
                .map(ErrorCurve.Point::epsilon)
                .max(Comparator.naturalOrder())
                .map(it -> new Smooth(it, check.check(number.key(), number.index(), it)))
                .filter(it -> it.number().kink().isEmpty());
    }

    /// Decades as they are written, and between them even steps of the logarithm.
    private static double[] epsilons() {
        double[] decades = ErrorCurve.decades();
        return IntStream.range(0, (decades.length - 1) * PER_DECADE + 1)
                .mapToDouble(it -> decades[it / PER_DECADE] * Math.pow(10, -(it % PER_DECADE) / (double) PER_DECADE))
                .toArray();
    }
}
