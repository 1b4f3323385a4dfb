package backproplab.ui.view;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.Difference;
import backproplab.backprop.Kink;
import backproplab.backprop.ReluConventions.Convention;
import backproplab.backprop.TraceStep.Phase;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CardSymbols;
import backproplab.ui.viewmodel.CheckLook;
import backproplab.ui.viewmodel.NumberNames;
import backproplab.ui.viewmodel.StepCard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the card of one checked number: how both numbers come about, how they are compared, and what is said of it.
final class CheckCard {
    private static final CardDigits RESULT = CardDigits.STANDARD;
    private static final CardDigits SHORT = new CardDigits(3);

    /// Digits of two losses that are seen to differ.
    private static final int DIFFERING = 3;

    private final CheckLook look;
    private final CheckedNumber number;
    private final String letter;
    private final String plain;
    private final List<List<String>> formula = new ArrayList<>();
    private final List<StepCard.Result> results = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private CheckCard(CheckLook look) {
        this.look = look;
        this.number = look.number();
        this.letter = CardSymbols.letter(look.id().key().name());
        this.plain = NumberNames.letter(look.id().key().name());
    }

    static StepCard of(CheckLook look) {
        return new CheckCard(look).card();
    }

    /// The verdict in a word.
    static StepCardLayout.Head head(CheckedNumber number) {
        return new StepCardLayout.Head(
                CheckWords.verdict(number),
                switch (number.verdict()) {
                    case FAIL -> Palette::warning;
                    case OK -> Palette::positive;
                    case KINK -> ErrorScale.KINK::in;
                });
    }

    private StepCard card() {
        differences();
        number.kink().ifPresentOrElse(this::kink, this::comparison);
        return new StepCard(
                Phase.VERIFY,
                new NumberNames(look.checked().names()).of(look.id()).replace(" ←", "\u00a0←"),
                CheckWords.reason(number, look.checked()) + ".",
                formula,
                List.of(),
                results,
                notes);
    }

    // n

    private void differences() {
        List<Difference> differences = look.measured().differences();
        boolean isExtrapolated = look.measured().isExtrapolated();
        Difference first = differences.getFirst();
        String name = isExtrapolated ? "n(h)" : "n";
        String losses = "\\frac{L(%1$s + h) - L(%1$s - h)}{2h}".formatted(letter);
        formula.add(List.of(name + " = " + losses, "= " + numbers(first)));
        if (isExtrapolated) {
            Difference half = differences.getLast();
            formula.add(
                    List.of(
                            "n = \\frac{4\\, n(h/2) - n(h)}{3}",
                            "= \\frac{4 \\cdot %s - %s}{3}"
                                    .formatted(RESULT.factor(half.slope()), RESULT.factor(first.slope()))));
            notes.add(
                    "With ε = %s alone it would not pass, so it was looked at closely: with smaller steps too, and with"
                                    .formatted(Numbers.tick(rounded(look.epsilon())))
                            + " h/2 for each, which tells the curvature of the loss from its slope.");
        }
        if (look.conventions().isEmpty()) {
            results.add(result("\\backward{a}", "∂L/∂%s of the backward pass".formatted(plain), number.analytic()));
        }
        results.add(result("n", "central difference", number.numeric()));
    }

    private static StepCard.Result result(String symbol, String name, double value) {
        return new StepCard.Result(symbol, name, RESULT.tex(value), RESULT.text(value), (int) Math.signum(value));
    }

    /// With so many digits that both losses are seen to differ.
    private static String numbers(Difference it) {
        double size = Math.max(Math.abs(it.lossAbove()), Math.abs(it.lossBelow()));
        double apart = Math.abs(it.lossAbove() - it.lossBelow());
        int digits = apart == 0 ? CardDigits.MOST : (int) Math.ceil(Math.log10(size / apart)) + DIFFERING;
        CardDigits losses = CardDigits.near(Math.max(RESULT.digits(), digits));
        return "\\frac{%s %s}{2 \\cdot %s}"
                .formatted(losses.tex(it.lossAbove()), losses.term(-it.lossBelow()), tex(it.h()));
    }

    /// As short as it goes: a step of 1e−5 is off in its last digits only.
    private static String tex(double value) {
        return SHORT.tex(rounded(value));
    }

    private static String text(double value) {
        return SHORT.text(rounded(value));
    }

    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(new MathContext(3)).doubleValue() : value;
    }

    // How both are compared

    private void comparison() {
        double error = number.relativeError();
        double apart = Math.abs(number.analytic() - number.numeric());
        double size = Math.max(Math.abs(number.analytic()), Math.abs(number.numeric()));
        String largest = SHORT.tex(Math.max(size, number.floor()));
        formula.add(
                List.of(
                        "e = \\frac{|a - n|}{\\max(|a|, |n|, \\text{floor})}",
                        "= \\frac{%s}{%s}".formatted(SHORT.tex(apart), largest)));
        results.add(new StepCard.Result("e", "relative error", SHORT.tex(error), SHORT.text(error), 0));
        String off = "n may be off by %s, through rounding and curvature".formatted(text(number.uncertainty()));
        boolean isFloor = number.floor() > size;
        notes.add(
                isFloor
                        ? off
                                + "; e is measured against the floor, %s / %s."
                                        .formatted(text(number.uncertainty()), CheckWords.threshold())
                        : off + ".");
        notes.add(
                look.measured().isExtrapolated()
                        ? "%s = %s is moved by h = %s and by h/2 to either side."
                                .formatted(plain, RESULT.text(number.value()), text(number.h()))
                        : "%1$s = %2$s is moved by h = ε · max(1, |%1$s|) = %3$s to either side."
                                .formatted(plain, RESULT.text(number.value()), text(number.h())));
    }

    // Kinks

    private void kink(Kink kink) {
        if (kink.isExact()) {
            notes.add(
                    "The central difference takes %s, the mean of both slopes %s and %s; the backward pass takes %s by"
                                    .formatted(
                                            text(kink.centralSlope()),
                                            text(kink.leftSlope()),
                                            text(kink.rightSlope()),
                                            text(kink.usedSlope()))
                            + " convention. No ε is small enough to tell.");
            look.conventions().forEach(it -> results.add(convention(it, kink)));
            return;
        }
        notes.add(
                "The difference mixes the slopes %s and %s and sees %s."
                        .formatted(text(kink.leftSlope()), text(kink.rightSlope()), text(kink.seenSlope())));
        notes.add(smooth(look.smooth()));
    }

    private static StepCard.Result convention(Convention it, Kink kink) {
        boolean isOwn = it.atZero() == kink.usedSlope();
        String name =
                isOwn
                        ? "with ReLU′(0) = %s: this network"
                        : it.atZero() == kink.centralSlope() ? "with ReLU′(0) = %s: as n has it" : "with ReLU′(0) = %s";
        return result(
                "\\backward{a_{f'(0)\\,=\\,%s}}".formatted(tex(it.atZero())),
                name.formatted(text(it.atZero())),
                it.gradient());
    }

    private static String smooth(Optional<CheckLook.Smooth> smooth) {
        return smooth.map(it ->
                        "With ε = %s no kink is reached: n = %s, relative error %s: %s."
                                .formatted(
                                        text(it.epsilon()),
                                        RESULT.text(it.number().numeric()),
                                        text(it.number().relativeError()),
                                        switch (it.number().verdict()) {
                                            case OK ->
                                                    it.number().isResolved()
                                                            ? "it agrees"
                                                            : "too small to be told from 0";
                                            case FAIL -> "it fails";
                                            case KINK -> "a kink";
                                        }))
                .orElse("Every ε that was tried reaches it.");
    }
}
