package backproplab.ui.viewmodel;

import backproplab.loss.AbsoluteError;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.BinaryCrossEntropyWithLogits;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.CategoricalCrossEntropyWithLogits;
import backproplab.loss.Hinge;
import backproplab.loss.Huber;
import backproplab.loss.KlDivergence;
import backproplab.loss.LogCosh;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.loss.NegativeLogLikelihood;
import backproplab.loss.SquaredError;
import backproplab.loss.SquaredHinge;

import java.util.function.BinaryOperator;

/// How a loss of one output and its derivative are written, with the formulas of docs/model.md. Of a loss that is not
/// known here a card says `l(y, t)`.
///
/// @param value of output and target in LaTeX
/// @param slope `∂l/∂y`; empty where it has cases
record LossTex(BinaryOperator<String> value, BinaryOperator<String> slope) {
    static LossTex of(Loss loss, CardDigits digits) {
        return switch (loss) {
            case SquaredError(double factor) ->
                    new LossTex(
                            (y, t) -> factor(factor, digits) + "(" + difference(y, t) + ")^2",
                            (y, t) ->
                                    2 * factor == 1
                                            ? difference(y, t)
                                            : "%s \\cdot (%s)".formatted(digits.tex(2 * factor), difference(y, t)));
            case AbsoluteError _ ->
                    new LossTex(
                            (y, t) -> "|" + difference(y, t) + "|",
                            (y, t) -> "\\mathrm{sign}(" + difference(y, t) + ")");
            case LogCosh _ ->
                    new LossTex(
                            (y, t) -> "\\ln\\cosh(" + difference(y, t) + ")",
                            (y, t) -> "\\tanh(" + difference(y, t) + ")");
            case Huber(double delta) ->
                    new LossTex(
                            (y, t) -> "H_{%s}(%s)".formatted(digits.tex(delta), difference(y, t)),
                            (y, t) ->
                                    "\\min(\\max(-%1$s,\\, %2$s),\\, %1$s)"
                                            .formatted(digits.tex(delta), difference(y, t)));
            case BinaryCrossEntropy _ ->
                    new LossTex(
                            (y, t) ->
                                    "-\\left(%1$s \\cdot \\ln %2$s + (1 - %1$s) \\cdot \\ln(1 - %2$s)\\right)"
                                            .formatted(t, y),
                            (y, t) -> "\\frac{1 - %1$s}{1 - %2$s} - \\frac{%1$s}{%2$s}".formatted(t, y));
            case BinaryCrossEntropyWithLogits _ ->
                    new LossTex(LossTex::unsaid, (y, t) -> "\\sigma(%s) - %s".formatted(y, t));
            case CategoricalCrossEntropy _ ->
                    new LossTex(
                            (y, t) -> "-%s \\cdot \\ln %s".formatted(t, y),
                            (y, t) -> "-\\frac{%s}{%s}".formatted(t, y));
            case CategoricalCrossEntropyWithLogits _ -> new LossTex(LossTex::unsaid, LossTex::unsaid);
            case NegativeLogLikelihood _ -> new LossTex((y, t) -> "-%s \\cdot %s".formatted(t, y), (_, t) -> "-" + t);
            case KlDivergence _ ->
                    new LossTex(
                            (y, t) -> "%1$s(\\ln %1$s - \\ln %2$s)".formatted(t, y),
                            (y, t) -> "-\\frac{%s}{%s}".formatted(t, y));
            case Hinge(double margin) ->
                    new LossTex(
                            (y, t) -> "\\max(0,\\, %s - %s \\cdot %s)".formatted(digits.tex(margin), t, y),
                            LossTex::unsaid);
            case SquaredHinge(double margin) ->
                    new LossTex(
                            (y, t) -> "\\max(0,\\, %s - %s \\cdot %s)^2".formatted(digits.tex(margin), t, y),
                            (y, t) ->
                                    "-2 \\cdot %2$s \\cdot \\max(0,\\, %1$s - %2$s \\cdot %3$s)"
                                            .formatted(digits.tex(margin), t, y));
            default -> new LossTex(LossTex::unsaid, LossTex::unsaid);
        };
    }

    private static String unsaid(String y, String t) {
        return "";
    }

    private static String factor(double factor, CardDigits digits) {
        return factor == 0.5 ? "\\tfrac{1}{2}" : factor == 1 ? "" : digits.tex(factor) + " \\cdot ";
    }

    private static String difference(String y, String t) {
        return y + " - " + t;
    }

    /// The name in menus.
    static String label(Loss loss) {
        return Losses.CATALOG.entryOf(loss).label();
    }
}
