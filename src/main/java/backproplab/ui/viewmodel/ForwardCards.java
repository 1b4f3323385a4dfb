package backproplab.ui.viewmodel;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cards from the samples to the outputs.
final class ForwardCards {
    private final CardContext context;
    private final CardSymbols symbols;
    private final SumTex sums;

    ForwardCards(CardContext context) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.sums = new SumTex(context);
    }

    StepCard given(TraceStep.Given step) {
        boolean isInput = step.quantity() == Quantity.INPUT;
        int samples = context.trace().samples();
        int numbers = step.results().size() / samples;
        String count = numbers == 1 ? "One number" : "%s numbers".formatted(numbers);
        String each = samples == 1 ? "" : ", for each of %d samples".formatted(samples);
        int others = isInput ? context.trace().inputs().size() : context.trace().targets().size();
        String title = (isInput ? "Input" : "Target") + (others == 1 ? "" : " of " + step.owner());
        CardDraft draft =
                new CardDraft(
                        step.phase(),
                        context,
                        title,
                        count + (isInput ? " that the network is shown" : " that should come out") + each + ".");
        new ResultList(context).addTo(draft, step.results());
        return draft.card();
    }

    StepCard preActivation(ForwardStep.PreActivation step) {
        boolean hasBias = step.sum().start().isPresent();
        Place.Unit place = (Place.Unit) step.result().place();
        Optional<WindowFormulas> window = WindowFormulas.of(context, place.owner());
        if (window.isPresent()) {
            return convolved(step, place, window.get());
        }
        String z = symbols.of(step.result());
        CardDraft draft =
                CardDraft.of(
                        step,
                        context,
                        "z of " + symbols.name(step.result().place()),
                        hasBias
                                ? "Every input times its weight, added up, and the bias on top."
                                : "Every input times its weight, added up.");
        return draft.formula(z, "= " + formula(step)).numbers(sums.numbers(step.sum())).card();
    }

    private StepCard convolved(ForwardStep.PreActivation step, Place.Unit place, WindowFormulas window) {
        String bias = step.sum().start().map(it -> symbols.of(it) + " + ").orElse("");
        String size = window.window().rows().kernel() + "×" + window.window().columns().kernel();
        int channels = context.shape(context.trace().layer(place.owner()).inputs().getFirst()).size(0);
        int outside = window.inPadding(place);
        return CardDraft.of(
                        step,
                        context,
                        "z of " + symbols.name(place),
                        "The kernel lies over a window of %s%s: every number in it times its weight, added up%s."
                                .formatted(
                                        size,
                                        channels == 1 ? "" : " in %d channels".formatted(channels),
                                        bias.isEmpty() ? "" : ", and the bias on top"))
                .formula(symbols.of(step.result()), "= " + bias + window.weighted(place))
                .numbers(sums.numbers(step.sum()))
                .note(
                        outside == 0
                                ? ""
                                : "%d of the %d numbers of the window lie outside the picture, in the padding: they are 0."
                                        .formatted(outside, window.window().taps()))
                .note("The same kernel lies over every place, so that its weights are shared.")
                .card();
    }

    private String formula(ForwardStep.PreActivation step) {
        var sum = step.sum();
        String start = sum.start().map(it -> symbols.of(it) + " + ").orElse("");
        if (sum.terms().isEmpty()) {
            return start.isEmpty() ? "0" : start.substring(0, start.length() - 3);
        }
        Place.Unit to = (Place.Unit) step.result().place();
        Factors factors = Factors.of(sum.terms().getFirst(), Quantity.PARAMETER);
        TraceValue x = factors.other();
        return "%s\\sum_{i=1}^{%d} %s\\, %s"
                .formatted(
                        start,
                        sum.terms().size(),
                        symbols.of(factors.wanted(), (to.unit() + 1) + ",i"),
                        symbols.of(x, symbols.running((Place.Unit) x.place(), "", "i")));
    }

    StepCard normalized(ForwardStep.Normalized step) {
        String xHat = symbols.of(step.normalised());
        return CardDraft.of(
                        step,
                        context,
                        "z of " + symbols.name(step.result().place()),
                        "The input less its mean, over its deviation; then a scale and a shift that are learned.")
                .formula(
                        xHat + " = (" + symbols.of(step.x()),
                        "-\\: " + symbols.of(step.mean()) + ")\\cdot " + symbols.of(step.inverseDeviation()))
                .numbers(
                        xHat + " = (" + context.tex(step.x().value()),
                        "-\\: " + context.digits().factor(step.mean().value()) + ")",
                        "\\cdot\\: " + context.tex(step.inverseDeviation().value()),
                        "= " + context.tex(step.normalised().value()))
                .formula(
                        symbols.of(step.result()) + " = " + symbols.of(step.gamma()) + "\\," + xHat,
                        "+\\: " + symbols.of(step.beta()))
                .numbers(
                        symbols.of(step.result()) + " = " + context.tex(step.gamma().value()),
                        "\\cdot\\: " + context.digits().factor(step.normalised().value()),
                        context.digits().term(step.beta().value()))
                .note("s = 1/√(σ² + eps): μ and σ² are those of this pass.")
                .card();
    }

    /// Sums and products of the numbers that were joined.
    StepCard joined(ForwardStep.Joined step) {
        String sentence =
                switch (step.rule()) {
                    case SUM -> "The units that meet here, added up.";
                    case PRODUCT -> "The units that meet here, multiplied: each is a gate for the others.";
                    case COPY ->
                            context.trace().layer(((Place.Unit) step.result().place()).owner()).inputs().size() == 1
                                    ? "The number goes on as it is."
                                    : "The layers are laid side by side: this unit takes its number as it is.";
                };
        String between = step.rule() == ForwardStep.Joined.Rule.PRODUCT ? "\\cdot\\: " : "+\\: ";
        List<String> formula = new ArrayList<>(List.of(symbols.of(step.result())));
        List<String> values = new ArrayList<>();
        for (TraceValue x : step.operands()) {
            boolean first = values.isEmpty();
            formula.add((first ? "= " : between) + symbols.of(x));
            values.add(first ? "= " + context.tex(x.value()) : between + context.digits().factor(x.value()));
        }
        return CardDraft.of(step, context, "z of " + symbols.name(step.result().place()), sentence)
                .formula(formula.toArray(String[]::new))
                .numbers(values.toArray(String[]::new))
                .card();
    }

    StepCard activated(ForwardStep.Activated step) {
        ActivationTex tex = ActivationTex.of(step.function(), context.digits());
        String z = symbols.of(step.z());
        String written = tex.value().apply(z);
        CardDraft draft =
                CardDraft.of(step, context, symbols.title("a", step.result()), sentence(step))
                        .formula(
                                written.isEmpty()
                                        ? new String[] {symbols.of(step.result()), "= " + tex.at(z)}
                                        : new String[] {symbols.of(step.result()), "= " + tex.at(z), "= " + written});
        String number = context.digits().factor(step.z().value());
        String substituted = ActivationTex.tidied(tex.value().apply(number));
        draft.numbers(
                "= " + (substituted.isEmpty() || ActivationTex.isCases(substituted) ? tex.at(number) : substituted));
        return draft.note(said(step.function(), written, tex.isNamed())).note(learned(step.learned())).card();
    }

    private String sentence(ForwardStep.Activated step) {
        return TimeCards.isTimed(step.result()) ? new TimeCards(context).activated(step) : activation(step);
    }

    private static String activation(ForwardStep.Activated step) {
        double z = step.z().value();
        Activation function = step.function();
        if (step.result().value() == 0 && function.derivative(z) == 0) {
            return "The gate is closed: nothing leaves the unit.";
        }
        return BackwardCards.isSaturated(function, function.derivative(z))
                ? "The activation function turns z into what leaves the unit. It is saturated here."
                : "The activation function turns z into what leaves the unit.";
    }

    /// What the catalog says, for a function whose formula the card does not write.
    static String said(Activation function, String written, boolean isNamed) {
        return written.isEmpty() && !isNamed
                ? Activations.CATALOG.entries().stream()
                        .filter(it -> it.describes(function))
                        .map(it -> it.summary() + ".")
                        .findFirst()
                        .orElse("")
                : "";
    }

    private String learned(Optional<TraceValue> learned) {
        return learned.map(it ->
                        "The function is learned too: its number is %s now."
                                .formatted(context.digits().text(it.value())))
                .orElse("");
    }

    StepCard functionOutput(ForwardStep.FunctionOutput step) {
        String label = label(step.function());
        boolean isLog = step.function().link().equals(Optional.of(Link.LOG_SOFTMAX));
        CardDraft draft =
                new CardDraft(
                        step.phase(),
                        context,
                        "a of " + step.layer() + sample(step.sample()),
                        "%s: every output depends on all z of the layer.".formatted(label));
        String above = context.number(step.layer()) == 0 ? "" : "^{(" + context.number(step.layer()) + ")}";
        String a = CardSymbols.forward("a_k" + above);
        String zk = CardSymbols.forward("z_k" + above);
        String zj = CardSymbols.forward("z_j" + above);
        if (isLog) {
            draft.formula(a + " = " + zk, "-\\: \\ln \\sum_j e^{" + zj + "}");
        } else if (step.function().link().equals(Optional.of(Link.SOFTMAX))) {
            draft.formula(a, "= \\frac{e^{" + zk + "}}{\\sum_j e^{" + zj + "}}")
                    .note("The outputs are positive and add up to 1.");
        }
        new ResultList(context).addTo(draft, step.a());
        return draft.card();
    }

    static String label(OutputFunction function) {
        return OutputFunctions.CATALOG.get(OutputFunctions.describe(function).id()).label();
    }

    private String sample(int sample) {
        return context.isBatch() ? ", sample " + (sample + 1) : "";
    }

    StepCard opaque(TraceStep.Opaque step) {
        CardDraft draft =
                new CardDraft(
                        step.phase(),
                        context,
                        "Layer " + step.layer(),
                        "What comes out of the layer; how it does, the trace does not open.");
        new ResultList(context).addTo(draft, List.copyOf(step.results()));
        return draft.card();
    }
}
