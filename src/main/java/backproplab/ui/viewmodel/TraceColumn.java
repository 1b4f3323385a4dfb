package backproplab.ui.viewmodel;

/// A column of a [NumberTable]: a name, or one quantity of the pass.
public enum TraceColumn {
    LAYER("layer", "layer", "The layer, or the input"),
    UNIT("unit", "unit", "The unit within its layer"),
    SAMPLE("sample", "sample", "Which sample of the batch"),
    Z("z", "z", "z, the pre-activation: what reaches the unit"),
    A("a", "a", "a = f(z), the activation: what leaves the unit; of an input x"),
    TARGET("t", "target", "t, what the output should be"),
    SLOPE("f′(z)", "slope", "f′(z), the local derivative, taken at z"),
    ARRIVING("∂L/∂a", "upstream_gradient", "∂L/∂a, the upstream gradient; of an input ∂L/∂x"),
    DELTA("δ", "delta", "δ = ∂L/∂z = ∂L/∂a · f′(z)"),
    PARAMETER("", "parameter", "w weight, b bias, or another trained number"),
    TO("to", "to", "The unit that it belongs to"),
    FROM("← from", "from", "The unit that it is multiplied with"),
    VALUE("value", "value", "The number before the update"),
    GRADIENT("∂L/∂w", "gradient", "∂L/∂w, the gradient of this number, whatever its letter"),
    CHANGE("Δw", "change", "Δw, what the update adds"),
    UPDATED("w + Δw", "new_value", "The new value, after the update");

    private final String title;
    private final String fileName;
    private final String help;

    TraceColumn(String title, String fileName, String help) {
        this.title = title;
        this.fileName = fileName;
        this.help = help;
    }

    public String title() {
        return title;
    }

    /// In the header of text that other programs read.
    public String fileName() {
        return fileName;
    }

    public String help() {
        return help;
    }

    /// Whether it holds numbers of the pass; if not, names.
    public boolean isNumber() {
        return switch (this) {
            case LAYER, UNIT, SAMPLE, PARAMETER, TO, FROM -> false;
            case Z, A, TARGET, SLOPE, ARRIVING, DELTA, VALUE, GRADIENT, CHANGE, UPDATED -> true;
        };
    }
}
