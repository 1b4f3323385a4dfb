package backproplab.ui.viewmodel;

import java.util.List;
import java.util.Map;

/// Formulas as plain text, such as `δ₁ = ∂L/∂a₁ · f′(z₁)`: of the LaTeX that cards are written in, not of all LaTeX.
public final class TexText {
    private static final Map<String, String> SIGNS =
            Map.ofEntries(
                    Map.entry("cdot", "·"),
                    Map.entry("delta", "δ"),
                    Map.entry("sigma", "σ"),
                    Map.entry("eta", "η"),
                    Map.entry("mu", "μ"),
                    Map.entry("gamma", "γ"),
                    Map.entry("beta", "β"),
                    Map.entry("alpha", "α"),
                    Map.entry("lambda", "λ"),
                    Map.entry("rho", "ρ"),
                    Map.entry("varepsilon", "ε"),
                    Map.entry("Delta", "Δ"),
                    Map.entry("Phi", "Φ"),
                    Map.entry("varphi", "φ"),
                    Map.entry("nabla", "∇"),
                    Map.entry("sqrt", "√"),
                    Map.entry("leftarrow", "←"),
                    Map.entry("infty", "∞"),
                    Map.entry("ldots", "…"),
                    Map.entry("approx", "≈"),
                    Map.entry("le", "≤"),
                    Map.entry("lVert", "‖"),
                    Map.entry("rVert", "‖"),
                    Map.entry("ell", "l"),
                    Map.entry("hat", "^"),
                    Map.entry("quad", " "),
                    Map.entry("max", "max"),
                    Map.entry("min", "min"),
                    Map.entry("tanh", "tanh"),
                    Map.entry("arctan", "arctan"),
                    Map.entry("sin", "sin"),
                    Map.entry("cos", "cos"),
                    Map.entry("ln", "ln"),
                    Map.entry("cosh", "cosh"),
                    Map.entry("pi", "π"),
                    Map.entry("hspace", ""));

    private static final String PLAIN = "0123456789+-()ijks";
    private static final String LOW = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₛ";
    private static final String HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁱʲᵏˢ";

    private final String tex;
    private int at;

    private TexText(String tex) {
        this.tex = tex;
    }

    public static String of(List<String> pieces) {
        return new TexText(String.join(" ", pieces)).read().replaceAll(" +", " ").strip();
    }

    private String read() {
        StringBuilder text = new StringBuilder();
        while (at < tex.length() && tex.charAt(at) != '}') {
            text.append(next());
        }
        return text.toString();
    }

    private String next() {
        char c = tex.charAt(at++);
        return switch (c) {
            case '\\' -> command();
            case '{' -> rest();
            case '_' -> script(argument(), LOW, "_");
            case '^' -> script(argument(), HIGH, "^");
            case '\'' -> "′";
            case '&' -> " ";
            case '-' -> "−";
            default -> String.valueOf(c);
        };
    }

    /// Of a group whose brace has been read.
    private String rest() {
        String inner = read();
        at++;
        return inner;
    }

    private String argument() {
        while (tex.charAt(at) == ' ') {
            at++;
        }
        return next();
    }

    private static String script(String text, String signs, String otherwise) {
        StringBuilder script = new StringBuilder();
        for (char c : text.replace('−', '-').toCharArray()) {
            if (PLAIN.indexOf(c) < 0) {
                return otherwise + (text.length() == 1 ? text : "(" + text + ")");
            }
            script.append(signs.charAt(PLAIN.indexOf(c)));
        }
        return script.toString();
    }

    private String command() {
        int from = at;
        while (at < tex.length() && Character.isLetter(tex.charAt(at))) {
            at++;
        }
        String name = tex.substring(from, at);
        if (name.isEmpty()) {
            return tex.charAt(at++) == '\\' ? ", " : " "; // the end of a case, or a space of one kind or another
        }
        boolean isApart = false;
        while (at < tex.length() && tex.charAt(at) == ' ') {
            isApart = true;
            at++;
        }
        return switch (name) {
            case "frac", "tfrac" -> enclosed(argument()) + "/" + enclosed(argument());
            case "underbrace" -> argument() + skippedScript();
            case "sum" -> sum();
            case "partial" -> "∂";
            case "left", "right" -> "";
            case "vphantom", "begin", "end" -> {
                argument();
                yield "";
            }
            default -> SIGNS.getOrDefault(name, "") + (isApart ? " " : "");
        };
    }

    /// Over what stands under the sign, up to `=`; where it ends is left out.
    private String sum() {
        String over = "";
        while (at < tex.length() && (tex.charAt(at) == '_' || tex.charAt(at) == '^')) {
            boolean isUnder = tex.charAt(at++) == '_';
            String script = argument();
            over = isUnder ? script.replaceFirst("=.*", "") : over;
        }
        return "Σ" + (over.isEmpty() ? "" : script(over, LOW, "_")) + " ";
    }

    private String skippedScript() {
        if (at < tex.length() && tex.charAt(at) == '_') {
            at++;
            return " [" + argument() + "]";
        }
        return "";
    }

    private static String enclosed(String text) {
        return text.matches("[^ +−·]*") ? text : "(" + text + ")";
    }
}
