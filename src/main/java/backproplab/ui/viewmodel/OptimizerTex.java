package backproplab.ui.viewmodel;

import backproplab.backprop.UpdateStep;
import backproplab.optimizer.Adagrad;
import backproplab.optimizer.Adam;
import backproplab.optimizer.AdamW;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.Nesterov;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.RmsProp;
import backproplab.optimizer.Sgd;

/// The rules of docs/model.md, section 11, with symbols and with numbers. Of a rule that is not known here the card says
/// what the catalog says, and the change.
final class OptimizerTex {
    private final CardDraft draft;
    private final UpdateStep.Update step;
    private final String w;
    private final String g;
    private final CardDigits digits;

    private OptimizerTex(CardDraft draft, UpdateStep.Update step, String w, String g, CardDigits digits) {
        this.draft = draft;
        this.step = step;
        this.w = w;
        this.g = g;
        this.digits = digits;
    }

    /// @param w the parameter in LaTeX
    /// @param g the gradient
    static void addTo(CardDraft draft, UpdateStep.Update step, String w, String g, CardContext context) {
        new OptimizerTex(draft, step, w, g, context.digits()).add();
    }

    private void add() {
        Optimizer optimizer = step.rule().optimizer();
        switch (optimizer) {
            case Sgd _ -> {
                draft.formula(w + " \\leftarrow " + w, "-\\: \\eta\\," + g);
                draft.numbers("= " + before(), "-\\: " + eta() + " \\cdot " + gradient());
            }
            case Momentum(double _, double momentum) -> {
                velocity(momentum);
                draft.formula(w + " \\leftarrow " + w, "-\\: \\eta\\,v");
                draft.numbers("= " + before(), "-\\: " + eta() + " \\cdot " + digits.factor(slot(0).after()));
            }
            case Nesterov(double _, double momentum) -> {
                velocity(momentum);
                draft.formula(w + " \\leftarrow " + w, "-\\: \\eta\\,(" + g + " + \\mu\\,v)");
                draft.numbers(
                        "= " + before(),
                        "-\\: %s \\cdot (%s + %s \\cdot %s)"
                                .formatted(
                                        eta(),
                                        digits.tex(effective()),
                                        digits.tex(momentum),
                                        digits.factor(slot(0).after())));
            }
            case Adagrad(double _, double eps) -> {
                draft.formula("s \\leftarrow s", "+\\: " + squared());
                draft.numbers("s = " + digits.tex(slot(0).before()), "+\\: " + gradient() + "^2", result(0));
                divided("s", eps);
            }
            case RmsProp(double _, double rho, double eps) -> {
                draft.formula("s \\leftarrow \\rho\\,s", "+\\: (1 - \\rho)\\," + squared());
                mean("s", 0, rho, gradient() + "^2");
                divided("s", eps);
            }
            case Adam(double _, double beta1, double beta2, double eps) -> adam(beta1, beta2, eps);
            case AdamW(double _, double beta1, double beta2, double eps, double _) -> {
                draft.formula(w + " \\leftarrow " + w + " - \\eta\\,\\lambda\\," + w);
                adam(beta1, beta2, eps);
                draft.note("The decay −ηλw comes first and is in the change.");
            }
            default -> {
                draft.formula(w + " \\leftarrow " + w, "+\\: \\Delta " + w);
                draft.numbers("= " + before(), digits.term(step.change()));
                draft.note(Optimizers.CATALOG.entryOf(optimizer).summary() + ".");
            }
        }
    }

    private void velocity(double momentum) {
        draft.formula("v \\leftarrow \\mu\\,v", "+\\: " + g);
        draft.numbers(
                "v = %s \\cdot %s".formatted(digits.tex(momentum), digits.factor(slot(0).before())),
                "+\\: " + gradient(),
                result(0));
    }

    private void adam(double beta1, double beta2, double eps) {
        long t = step.update();
        draft.formula("m \\leftarrow \\beta_1\\,m", "+\\: (1 - \\beta_1)\\," + g);
        mean("m", 0, beta1, gradient());
        draft.formula("v \\leftarrow \\beta_2\\,v", "+\\: (1 - \\beta_2)\\," + squared());
        mean("v", 1, beta2, gradient() + "^2");
        draft.formula("\\hat m = \\frac{m}{1 - \\beta_1^t}", "\\quad \\hat v = \\frac{v}{1 - \\beta_2^t}");
        draft.numbers(
                "\\hat m = \\frac{%s}{1 - %s^{%d}}".formatted(digits.tex(slot(0).after()), digits.tex(beta1), t),
                "\\quad \\hat v = \\frac{%s}{1 - %s^{%d}}"
                        .formatted(digits.tex(slot(1).after()), digits.tex(beta2), t));
        draft.formula(w + " \\leftarrow " + w, "-\\: \\eta\\,\\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon}");
        draft.numbers(
                "= " + before(),
                "-\\: %s \\cdot \\frac{\\hat m}{\\sqrt{\\hat v} + %s}".formatted(eta(), digits.tex(eps)));
        draft.note("t = %d counts the updates; dividing by 1 − βᵗ makes up for the start at 0.".formatted(t));
    }

    /// `x ← ρ·x + (1 − ρ)·new` with numbers.
    private void mean(String symbol, int slot, double rho, String added) {
        draft.numbers(
                "%s = %s \\cdot %s".formatted(symbol, digits.tex(rho), digits.factor(slot(slot).before())),
                "+\\: (1 - %s) \\cdot %s".formatted(digits.tex(rho), added),
                result(slot));
    }

    private void divided(String symbol, double eps) {
        draft.formula(
                w + " \\leftarrow " + w, "-\\: \\eta\\,\\frac{%s}{\\sqrt{%s} + \\varepsilon}".formatted(g, symbol));
        draft.numbers(
                "= " + before(),
                "-\\: %s \\cdot \\frac{%s}{\\sqrt{%s} + %s}"
                        .formatted(eta(), digits.tex(effective()), digits.tex(slot(0).after()), digits.tex(eps)));
    }

    private String squared() {
        return g.contains("frac") ? "\\left(" + g + "\\right)^2" : g + "^2";
    }

    private UpdateStep.Update.Slot slot(int index) {
        return step.slots().get(index);
    }

    private String result(int slot) {
        return "= " + digits.tex(slot(slot).after());
    }

    private String before() {
        return digits.tex(step.before().value());
    }

    private String eta() {
        return digits.tex(step.rule().optimizer().learningRate());
    }

    private double effective() {
        return step.effective().orElseThrow().value();
    }

    private String gradient() {
        return digits.factor(effective());
    }
}
