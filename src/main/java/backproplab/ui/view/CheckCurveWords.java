package backproplab.ui.view;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.ErrorCurve;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.Kink;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.CheckLook;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the curve of the error against ε says, in a sentence.
final class CheckCurveWords {
    private CheckCurveWords() {}

    static String verdict(CheckLook look, CheckCurves curves) {
        CheckedNumber number = look.number();
        return switch (number.verdict()) {
            case KINK -> kink(look);
            case FAIL -> "no ε brings both together: they differ by %s".formatted(Numbers.text(number.relativeError()));
            case OK -> agreement(look, curves);
        };
    }

    private static String kink(CheckLook look) {
        Optional<Kink> kink = look.number().kink();
        if (kink.filter(Kink::isExact).isPresent()) {
            return "a unit stands on its kink: no ε is small enough";
        }
        return look.smooth()
                .map(it ->
                        "a kink lies within ε; none from %s down: error %s"
                                .formatted(epsilon(it.epsilon()), CheckFigures.error(it.number().relativeError())))
                .orElse("a kink lies within ε");
    }

    private static String agreement(CheckLook look, CheckCurves curves) {
        if (look.curve().points().stream().allMatch(it -> look.curve().relativeError(it) == 0)) {
            return "both are the same number at every ε";
        }
        if (!look.number().isResolved()) {
            return "too small to be told from 0 at this ε: rounding drowns it";
        }
        OptionalDouble balance = curves.balance();
        return balance.isPresent()
                ? "best ε for it: about " + Numbers.tick(shortened(balance.getAsDouble()))
                : "no curvature to be seen, only rounding: the larger ε, the better";
    }

    /// With three digits, such as `1.26e−5`.
    static String epsilon(double epsilon) {
        return Numbers.tick(Double.parseDouble(String.format(Locale.ROOT, "%.2e", epsilon)));
    }

    private static double shortened(double epsilon) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.0e", epsilon));
    }

    /// For those who do not see it.
    static String all(CheckLook look, CheckCurves curves, String name, double epsilon) {
        long below =
                look.curve().points().stream()
                        .filter(it -> look.curve().relativeError(it) <= GradientCheck.THRESHOLD)
                        .map(ErrorCurve.Point::epsilon)
                        .count();
        return "Relative error of %s against ε, now %s: %s. %d of %d values of ε stay under the threshold 1e−6."
                .formatted(name, epsilon(epsilon), verdict(look, curves), below, look.curve().points().size());
    }
}
