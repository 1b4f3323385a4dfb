package backproplab.ui.viewmodel;

import backproplab.activation.AbsoluteValue;
import backproplab.activation.Activation;
import backproplab.activation.Arctan;
import backproplab.activation.BentIdentity;
import backproplab.activation.Celu;
import backproplab.activation.Cosine;
import backproplab.activation.Cube;
import backproplab.activation.Elu;
import backproplab.activation.Exponential;
import backproplab.activation.Gaussian;
import backproplab.activation.Gelu;
import backproplab.activation.HardTanh;
import backproplab.activation.Identity;
import backproplab.activation.Isru;
import backproplab.activation.LeakyRelu;
import backproplab.activation.LogSigmoid;
import backproplab.activation.Relu;
import backproplab.activation.Relu6;
import backproplab.activation.ReluSquared;
import backproplab.activation.ScaledTanh;
import backproplab.activation.Sigmoid;
import backproplab.activation.Silu;
import backproplab.activation.Sine;
import backproplab.activation.Softplus;
import backproplab.activation.Softsign;
import backproplab.activation.Square;
import backproplab.activation.Swish;
import backproplab.activation.Tanh;
import backproplab.activation.TanhShrink;

import java.util.function.UnaryOperator;

/// How an activation and its derivative are written, with the formulas of docs/model.md. Of a function that is not known
/// here a card says `f(z)`, and its note what the catalog says of it.
///
/// @param name such as `\sigma`
/// @param value of an argument in LaTeX; empty where there is no more to say than the name
/// @param slope the same for the derivative
record ActivationTex(String name, UnaryOperator<String> value, UnaryOperator<String> slope) {
    private static final String OTHERWISE = "\\quad \\text{otherwise}";

    static ActivationTex of(Activation function, CardDigits digits) {
        return switch (function) {
            case Identity _ -> new ActivationTex("f", z -> z, _ -> "1");
            case Sigmoid _ ->
                    new ActivationTex(
                            "\\sigma",
                            z -> "\\frac{1}{1 + e^{-%s}}".formatted(z),
                            z -> "\\sigma(%1$s)\\cdot\\sigma(-%1$s)".formatted(z));
            case Tanh _ -> new ActivationTex("\\tanh", ActivationTex::unsaid, z -> "1 - \\tanh^2 " + argument(z));
            case ScaledTanh(double a, double b) ->
                    new ActivationTex(
                            "f",
                            z -> "%s \\cdot \\tanh(%s \\cdot %s)".formatted(digits.tex(a), digits.tex(b), z),
                            z ->
                                    "%1$s \\cdot %2$s \\cdot (1 - \\tanh^2(%2$s \\cdot %3$s))"
                                            .formatted(digits.tex(a), digits.tex(b), z));
            case Arctan _ ->
                    new ActivationTex("\\arctan", ActivationTex::unsaid, z -> "\\frac{1}{1 + %s^2}".formatted(z));
            case Softsign _ ->
                    new ActivationTex(
                            "f",
                            z -> "\\frac{%1$s}{1 + |%1$s|}".formatted(z),
                            z -> "\\frac{1}{(1 + |%s|)^2}".formatted(z));
            case Isru(double alpha) ->
                    new ActivationTex(
                            "f",
                            z -> "\\frac{%1$s}{\\sqrt{1 + %2$s%1$s^2}}".formatted(z, times(alpha, digits)),
                            z -> "(1 + %2$s%1$s^2)^{-3/2}".formatted(z, times(alpha, digits)));
            case LogSigmoid _ ->
                    new ActivationTex("f", z -> "\\ln\\sigma(%s)".formatted(z), z -> "\\sigma(-%s)".formatted(z));
            case Relu(double atZero) ->
                    new ActivationTex(
                            "\\mathrm{ReLU}",
                            z -> "\\max(0,\\, %s)".formatted(z),
                            z -> cases("1", z + " > 0", "0", z + " < 0", digits.tex(atZero), z + " = 0"));
            case LeakyRelu(double alpha) ->
                    new ActivationTex(
                            "f",
                            z -> cases(z, z + " > 0", times(alpha, digits) + z, z + " \\le 0"),
                            z -> cases("1", z + " > 0", digits.tex(alpha), z + " \\le 0"));
            case Relu6 _ ->
                    new ActivationTex(
                            "f",
                            z -> "\\min(\\max(0,\\, %s),\\, 6)".formatted(z),
                            z -> cases("1", "0 < " + z + " < 6", "0", OTHERWISE));
            case ReluSquared _ ->
                    new ActivationTex(
                            "f", z -> "\\max(0,\\, %s)^2".formatted(z), z -> "2 \\cdot \\max(0,\\, %s)".formatted(z));
            case Elu(double alpha) ->
                    new ActivationTex(
                            "f",
                            z ->
                                    cases(
                                            z,
                                            z + " > 0",
                                            "%s(e^{%s} - 1)".formatted(times(alpha, digits), z),
                                            z + " \\le 0"),
                            z -> cases("1", z + " > 0", "%se^{%s}".formatted(times(alpha, digits), z), z + " \\le 0"));
            case Celu(double alpha) ->
                    new ActivationTex(
                            "f",
                            z ->
                                    cases(
                                            z,
                                            z + " > 0",
                                            "%s(e^{%s/%s} - 1)".formatted(times(alpha, digits), z, digits.tex(alpha)),
                                            z + " \\le 0"),
                            z -> cases("1", z + " > 0", "e^{%s/%s}".formatted(z, digits.tex(alpha)), z + " \\le 0"));
            case HardTanh(double min, double max) ->
                    new ActivationTex(
                            "f",
                            z -> "\\min(\\max(%s,\\, %s),\\, %s)".formatted(digits.tex(min), z, digits.tex(max)),
                            z ->
                                    cases(
                                            "1",
                                            "%s < %s < %s".formatted(digits.tex(min), z, digits.tex(max)),
                                            "0",
                                            OTHERWISE));
            case Softplus(double beta) ->
                    new ActivationTex(
                            "f",
                            z ->
                                    beta == 1
                                            ? "\\ln(1 + e^{%s})".formatted(z)
                                            : "\\frac{\\ln(1 + e^{%1$s\\cdot %2$s})}{%1$s}"
                                                    .formatted(digits.tex(beta), z),
                            z -> "\\sigma(%s%s)".formatted(times(beta, digits), z));
            case Gelu _ ->
                    new ActivationTex(
                            "f",
                            z -> "%1$s \\cdot \\Phi(%1$s)".formatted(z),
                            z -> "\\Phi(%1$s) + %1$s \\cdot \\varphi(%1$s)".formatted(z));
            case Silu _ ->
                    new ActivationTex(
                            "f",
                            z -> "%1$s \\cdot \\sigma(%1$s)".formatted(z),
                            z -> "\\sigma(%1$s) + %1$s \\cdot \\sigma'(%1$s)".formatted(z));
            case Swish(double beta) ->
                    new ActivationTex(
                            "f",
                            z -> "%1$s \\cdot \\sigma(%2$s%1$s)".formatted(z, times(beta, digits)),
                            z ->
                                    "\\sigma(%2$s%1$s) + %2$s%1$s \\cdot \\sigma'(%2$s%1$s)"
                                            .formatted(z, times(beta, digits)));
            case TanhShrink _ ->
                    new ActivationTex(
                            "f", z -> "%s - \\tanh %s".formatted(z, argument(z)), z -> "\\tanh^2 " + argument(z));
            case BentIdentity _ ->
                    new ActivationTex(
                            "f",
                            z -> "\\frac{\\sqrt{%1$s^2 + 1} - 1}{2} + %1$s".formatted(z),
                            z -> "\\frac{%1$s}{2\\sqrt{%1$s^2 + 1}} + 1".formatted(z));
            case AbsoluteValue _ -> new ActivationTex("f", "|%s|"::formatted, z -> "\\mathrm{sign}\\," + argument(z));
            case Square _ -> new ActivationTex("f", "%s^2"::formatted, "2 \\cdot %s"::formatted);
            case Cube _ -> new ActivationTex("f", "%s^3"::formatted, "3 \\cdot %s^2"::formatted);
            case Exponential _ -> new ActivationTex("f", "e^{%s}"::formatted, "e^{%s}"::formatted);
            case Gaussian _ ->
                    new ActivationTex(
                            "f", "e^{-%s^2}"::formatted, z -> "-2 \\cdot %1$s \\cdot e^{-%1$s^2}".formatted(z));
            case Sine _ -> new ActivationTex("\\sin", ActivationTex::unsaid, z -> "\\cos " + argument(z));
            case Cosine _ -> new ActivationTex("\\cos", ActivationTex::unsaid, z -> "-\\sin " + argument(z));
            default -> new ActivationTex("f", ActivationTex::unsaid, ActivationTex::unsaid);
        };
    }

    private static String unsaid(String z) {
        return "";
    }

    /// A number put in for z: parentheses that have become double are single again.
    static String tidied(String tex) {
        return tex.replaceAll("\\(\\((-[^()]*)\\)\\)", "($1)")
                .replaceAll("(,|\\{|\\|)( |\\\\, )?\\((-[^()]*)\\)(\\)|\\}|\\||,)", "$1$2$3$4");
    }

    /// Whether the name says which function it is.
    boolean isNamed() {
        return !name.equals("f");
    }

    /// `f(z)`
    String at(String z) {
        return name + argument(z);
    }

    /// `f′(z)`
    String slopeAt(String z) {
        return name + "'" + argument(z);
    }

    private static String argument(String z) {
        return z.startsWith("(") ? z : "(" + z + ")";
    }

    private static String times(double factor, CardDigits digits) {
        return factor == 1 ? "" : digits.tex(factor) + " \\cdot ";
    }

    /// @param all value and condition in turn
    private static String cases(String... all) {
        StringBuilder tex = new StringBuilder("\\begin{cases}");
        for (int i = 0; i < all.length; i += 2) {
            tex.append(i == 0 ? "" : "\\\\").append(all[i]).append(" & ").append(condition(all[i + 1]));
        }
        return tex.append("\\end{cases}").toString();
    }

    private static String condition(String tex) {
        return tex.equals(OTHERWISE) ? tex : "\\quad \\text{if }\\, " + tex;
    }

    /// Whether a text is several cases, which have no place in a line of numbers.
    static boolean isCases(String tex) {
        return tex.startsWith("\\begin{cases}");
    }
}
