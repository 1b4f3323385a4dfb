package backproplab.ui.viewmodel;

import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceValue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// Predict, then reveal: the number that a step gives, asked for before it is shown. A guess is judged with a tolerance,
/// and where it is what a common mistake gives, that is said.
public final class Prediction {
    /// Of the size of the number.
    public static final double TOLERANCE = 0.01;

    /// A number rounded to fewer digits than that is no answer.
    private static final int FEWEST_DIGITS = 2;

    private final TraceValue asked;
    private final Mistakes mistakes;

    private Prediction(TraceValue asked, Mistakes mistakes) {
        this.asked = asked;
        this.mistakes = mistakes;
    }

    /// Empty for a step that gives no single number, or only shows one.
    public static Optional<Prediction> of(TraceStep step, CardContext context) {
        return step instanceof TraceStep.Single single && Double.isFinite(single.result().value())
                ? Optional.of(new Prediction(single.result(), Mistakes.of(single, context)))
                : Optional.empty();
    }

    /// What is said to a guess.
    ///
    /// @param sentence does not tell the number
    public record Verdict(boolean right, String sentence) {}

    /// @param typed as it was typed, such as `0.0088`: its digits tell how far it may be rounded
    public Verdict judge(BigDecimal typed) {
        double guess = typed.doubleValue();
        double value = asked.value();
        if (isNear(typed, value)) {
            return new Verdict(true, "Right.");
        }
        return new Verdict(
                false,
                mistakes.all().stream()
                        .filter(it -> !isSame(it.value(), value) && isNear(typed, it.value()))
                        .findFirst()
                        .map(Mistakes.Mistake::sentence)
                        .or(() -> general(guess, value))
                        .orElse("Not yet. Go through the formula once more."));
    }

    private static Optional<String> general(double guess, double value) {
        if (value == 0) {
            return Optional.of("No: here something is exactly 0.");
        }
        if (guess == 0) {
            return Optional.of("No, it is not 0.");
        }
        double ratio = guess / value;
        if (isNear(-ratio, 1, TOLERANCE)) {
            return Optional.of("The size is right, the sign is not.");
        }
        double decades = Math.log10(Math.abs(ratio));
        if (Math.rint(decades) != 0 && isNear(Math.abs(ratio), Math.pow(10, Math.rint(decades)), TOLERANCE)) {
            return Optional.of("The digits are right, the decimal point is not.");
        }
        return isNear(ratio, 1, 5 * TOLERANCE)
                ? Optional.of("Close: a little more exactly, please.")
                : Optional.empty();
    }

    /// Within the tolerance, or the number rounded to the digits that were typed.
    private static boolean isNear(BigDecimal typed, double value) {
        if (!Double.isFinite(value)) {
            return false;
        }
        if (isNear(typed.doubleValue(), value, TOLERANCE)) {
            return true;
        }
        int digits = typed.precision();
        return digits >= FEWEST_DIGITS && new BigDecimal(value).round(new MathContext(digits)).compareTo(typed) == 0;
    }

    private static boolean isNear(double guess, double value, double tolerance) {
        return Math.abs(guess - value) <= tolerance * Math.abs(value);
    }

    /// A mistake that makes no difference here is none.
    private static boolean isSame(double mistaken, double value) {
        return isNear(mistaken, value, TOLERANCE);
    }
}
