package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace.LossTrace;
import backproplab.backprop.LossStep;
import backproplab.backprop.TraceValue;
import backproplab.loss.BinaryCrossEntropyWithLogits;
import backproplab.loss.Link;
import backproplab.loss.Reduction;
import backproplab.network.LossTerm;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Cards around the loss: its value, and what it sends back.
final class LossCards {
    private final CardContext context;
    private final CardSymbols symbols;
    private final SumTex sums;

    LossCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.sums = new SumTex(context);
    }

    StepCard sampleLoss(LossStep.SampleLoss step) {
        LossTerm term = step.loss().term();
        int outputs = step.targets().size();
        String title = "Loss of " + symbols.name(step.result().place());
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        context.trace().losses().size() == 1 ? title : title + " on " + term.on(),
                        "%s: how far the output is from the target.".formatted(LossTex.label(term.loss())));
        LossTex tex = LossTex.of(term.loss(), context.digits());
        String of = tex.value().apply(symbols.of(step.activations().getFirst(), running(step)), target(step));
        String sum =
                (divisor(step.loss()) > 1 ? "\\frac{1}{%d} ".formatted(divisor(step.loss())) : "")
                        + (outputs > 1 ? "\\sum_{k=1}^{%d} ".formatted(outputs) : "");
        draft.formula(symbols.of(step.result()), "= " + sum + (of.isEmpty() ? "l(a_k, t_k)" : of));
        if (!of.isEmpty()) {
            addNumbers(draft, step, tex);
        }
        return draft.note(fusedNote(step.loss())).card();
    }

    private String running(LossStep.SampleLoss step) {
        String index = step.targets().size() == 1 ? "1" : "k";
        return context.isBatch() ? (((TraceValue.Place.Term) step.result().place()).sample() + 1) + "," + index : index;
    }

    private String target(LossStep.SampleLoss step) {
        return symbols.of(step.targets().getFirst(), running(step));
    }

    private void addNumbers(CardDraft draft, LossStep.SampleLoss step, LossTex tex) {
        List<TraceValue> each = new ArrayList<>();
        for (int k = 0; k < step.targets().size(); k++) {
            // Where the outputs are judged together, only those that are wanted have a part of their own.
            double part = step.perOutput().isEmpty() ? step.targets().get(k).value() : step.perOutput().get(k);
            each.add(new TraceValue(step.result().quantity(), step.result().place(), part));
        }
        int divisor = divisor(step.loss());
        String factor = divisor > 1 ? "\\frac{1}{%d}".formatted(divisor) : "";
        List<Integer> shown = shown(each);
        List<String> terms =
                shown.stream()
                        .map(k ->
                                tex.value()
                                        .apply(
                                                context.digits().factor(step.activations().get(k).value()),
                                                context.digits().factor(step.targets().get(k).value())))
                        .toList();
        if (!terms.isEmpty()) {
            long others = each.stream().filter(it -> it.value() != 0).count() - shown.size();
            draft.numbers(joined(terms, factor, others > 0));
        }
        if (!step.perOutput().isEmpty() && each.size() > 1) {
            draft.numbers(sums.numbers(each, factor));
        }
    }

    /// The largest, in their order, none that is 0.
    private List<Integer> shown(List<TraceValue> each) {
        int most = each.size() <= context.most() + 1 ? each.size() : context.most();
        List<TraceValue> byIndex = List.copyOf(each);
        return IntStream.range(0, byIndex.size())
                .boxed()
                .filter(it -> byIndex.get(it).value() != 0)
                .sorted(Comparator.comparingDouble((Integer it) -> -Math.abs(byIndex.get(it).value())))
                .limit(most)
                .sorted()
                .toList();
    }

    private static List<String> joined(List<String> terms, String factor, boolean hasMore) {
        List<String> pieces = new ArrayList<>();
        for (String term : terms) {
            pieces.add(
                    pieces.isEmpty()
                            ? "= " + term
                            : term.startsWith("-") ? "-\\: " + term.substring(1) : "+\\: " + term);
        }
        if (hasMore) {
            pieces.add("+\\: \\ldots");
        }
        return factor.isEmpty() ? pieces : SumTex.inParentheses(factor, pieces);
    }

    private String fusedNote(LossTrace loss) {
        return loss.fused()
                ? "Computed from z in one formula with %s: it keeps its digits where a rounds to 0 or 1."
                        .formatted(functionOf(loss))
                : "";
    }

    private String functionOf(LossTrace loss) {
        return ForwardCards.label(context.trace().layer(loss.term().on()).description().function());
    }

    StepCard totalLoss(LossStep.TotalLoss step) {
        int samples = context.trace().samples();
        LossTerm first = step.terms().getFirst().term();
        boolean isMean = samples > 1 && first.batch() == Reduction.MEAN;
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        "Loss L",
                        samples == 1
                                ? "One number for how wrong the network is on this sample."
                                : "One number for the whole batch of %d samples.".formatted(samples));
        if (step.terms().size() > 1) {
            List<String> parts = new ArrayList<>();
            List<String> numbers = new ArrayList<>();
            for (LossTrace it : step.terms()) {
                String weight = it.term().weight() == 1 ? "" : context.tex(it.term().weight()) + " \\cdot ";
                parts.add((parts.isEmpty() ? "L = " : "+\\: ") + weight + "L_{\\text{%d}}".formatted(parts.size() + 1));
                numbers.add((numbers.isEmpty() ? "= " : "+\\: ") + weight + context.tex(it.part()));
            }
            return draft.formula(parts.toArray(String[]::new)).numbers(numbers).card();
        }
        String weight = first.weight() == 1 ? "" : context.tex(first.weight()) + "\\,";
        String factor = weight + (isMean ? "\\frac{1}{%d}".formatted(samples) : "");
        draft.formula(
                "L",
                samples == 1 ? "= " + weight + "\\ell" : "= %s\\sum_{s=1}^{%d} \\ell_s".formatted(factor, samples));
        return draft.numbers(sums.numbers(step.samples(), factor))
                .note(isMean ? "The mean over the batch is taken here, and nowhere else." : "")
                .card();
    }

    StepCard lossGradient(BackwardStep.LossGradient step) {
        LossTex tex = LossTex.of(step.loss().term().loss(), context.digits());
        String slope = tex.slope().apply(symbols.of(step.output()), symbols.of(step.target()));
        String numbers =
                tex.slope().apply(context.tex(step.output().value()), context.digits().factor(step.target().value()));
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        "∂L/∂a of " + symbols.name(step.result().place()),
                        "How wrong the output is: what the loss does when this a grows.");
        String a = symbols.of(step.output());
        draft.formula(
                symbols.of(step.result()),
                "= " + scaled(step.loss(), slope.isEmpty() ? "\\frac{\\partial \\ell}{\\partial " + a + "}" : slope));
        if (!numbers.isEmpty()) {
            draft.numbers("= " + scaled(step.loss(), numbers));
        }
        return draft.note(scaleNote(step.loss())).card();
    }

    /// Times the weight and the means, where there are any.
    private String scaled(LossTrace loss, String tex) {
        List<String> factors = new ArrayList<>();
        LossTerm term = loss.term();
        if (term.weight() != 1) {
            factors.add(context.tex(term.weight()));
        }
        if (term.outputs() == Reduction.MEAN && outputs(loss) > 1) {
            factors.add("\\frac{1}{%d}".formatted(outputs(loss)));
        }
        if (isMeanOverTime(loss)) {
            factors.add("\\frac{1}{%d}".formatted(timeSteps(loss)));
        }
        if (term.batch() == Reduction.MEAN && context.isBatch()) {
            factors.add("\\frac{1}{%d}".formatted(context.trace().samples()));
        }
        return factors.isEmpty() ? tex : String.join(" \\cdot ", factors) + "\\,(" + tex + ")";
    }

    /// What the sum over the outputs of all time steps is divided by.
    private static int divisor(LossTrace loss) {
        return (loss.term().outputs() == Reduction.MEAN ? outputs(loss) : 1)
                * (isMeanOverTime(loss) ? timeSteps(loss) : 1);
    }

    private static boolean isMeanOverTime(LossTrace loss) {
        return loss.term().time() == Reduction.MEAN && timeSteps(loss) > 1;
    }

    private static int timeSteps(LossTrace loss) {
        Shape shape = loss.gradient().shape();
        return shape.rank() == 3 ? shape.size(1) : 1;
    }

    private static int outputs(LossTrace loss) {
        return loss.gradient().shape().last();
    }

    private String scaleNote(LossTrace loss) {
        return loss.term().batch() == Reduction.MEAN && context.isBatch()
                ? "The mean over the batch is taken here, once: all that follows are plain sums."
                : "";
    }

    StepCard fusedDelta(BackwardStep.FusedDelta step) {
        LossTrace loss = step.losses().getFirst();
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        "δ of " + symbols.name(step.result().place()),
                        "%s and %s in one: their slopes multiply to something simple."
                                .formatted(LossTex.label(loss.term().loss()), functionOf(loss)));
        if (step.losses().size() > 1) {
            draft.formula(symbols.of(step.result()), "= \\text{sum over the losses on the layer}");
            return draft.numbers(sums.numbers(step.parts(), "")).note(fusedNote(loss)).card();
        }
        double wanted = step.targets().stream().mapToDouble(TraceValue::value).sum();
        draft.formula(
                symbols.of(step.result()),
                "= " + scaled(loss, difference(loss, symbols.of(step.a()), symbols.of(step.target()), wanted)));
        draft.numbers(
                "= "
                        + scaled(
                                loss,
                                difference(
                                        loss,
                                        context.tex(step.a().value()),
                                        context.digits().factor(step.target().value()),
                                        wanted)));
        return draft.note(cancelled(loss)).note(scaleNote(loss)).note(fusedNote(loss)).card();
    }

    private Optional<Link> link(LossTrace loss) {
        return context.trace().layer(loss.term().on()).description().function().link();
    }

    /// `a − t`, or what it is where the targets do not add up to 1 or a is a logarithm.
    private String difference(LossTrace loss, String a, String t, double wanted) {
        if (link(loss).equals(Optional.of(Link.SIGMOID))) {
            return loss.computed() instanceof BinaryCrossEntropyWithLogits
                    ? a + " - " + t
                    : "-%s \\cdot (1 - %s)".formatted(t, a);
        }
        String p = link(loss).equals(Optional.of(Link.LOG_SOFTMAX)) ? "e^{" + a + "}" : a;
        return (wanted == 1 ? p : p + " \\cdot " + context.tex(wanted)) + " - " + t;
    }

    private static String cancelled(LossTrace loss) {
        return loss.computed() instanceof BinaryCrossEntropyWithLogits
                ? "f′(z) has cancelled: an output that is wrong and saturated still learns."
                : "";
    }
}
