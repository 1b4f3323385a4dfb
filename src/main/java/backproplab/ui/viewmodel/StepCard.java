package backproplab.ui.viewmodel;

import backproplab.backprop.TraceStep.Phase;

import java.util.List;
import java.util.stream.Collectors;

/// What is said of one step of a trace: [StepCards] writes it, a picture shows it.
///
/// Formulas are in LaTeX, with the commands of `ui.chart.Formula.Ink` for colours. A line is in pieces, between which it
/// may be broken.
///
/// @param title what the step gives, such as "δ of hidden 1"
/// @param sentence one, for somebody who reads no formulas
/// @param formula lines with symbols
/// @param numbers the same with the numbers of the step
/// @param results what comes out; empty for a step that only shows
/// @param notes conventions where one matters, each a sentence
public record StepCard(
        Phase phase,
        String title,
        String sentence,
        List<List<String>> formula,
        List<List<String>> numbers,
        List<Result> results,
        List<String> notes) {

    /// One number that comes out.
    ///
    /// @param symbol in LaTeX
    /// @param name in words
    /// @param number in LaTeX
    /// @param text the same for sentences
    /// @param sign of the number: −1, 0 or 1
    public record Result(String symbol, String name, String number, String text, int sign) {
        static Result of(String symbol, String name, double value, CardDigits digits) {
            return new Result(symbol, name, digits.tex(value), digits.text(value), (int) Math.signum(value));
        }
    }

    public StepCard {
        formula = formula.stream().map(List::copyOf).toList();
        numbers = numbers.stream().map(List::copyOf).toList();
        results = List.copyOf(results);
        notes = List.copyOf(notes);
    }

    /// The card before the class has had its guess: nothing on it tells the result.
    public StepCard withoutNumbers() {
        List<Result> hidden =
                results.stream().map(it -> new Result(it.symbol, it.name, "\\mathord{?}", "?", 0)).toList();
        return new StepCard(phase, title, sentence, formula, List.of(), hidden, notes);
    }

    /// The operands are seen, the result is not.
    public StepCard withoutResult() {
        List<Result> hidden = withoutNumbers().results;
        return new StepCard(phase, title, sentence, formula, numbers, hidden, notes);
    }

    /// All of it as text: for copying, and for those who do not see it.
    public String text() {
        StringBuilder text = new StringBuilder(title).append("\n").append(sentence).append("\n");
        formula.forEach(it -> text.append(TexText.of(it)).append("\n"));
        numbers.forEach(it -> text.append(TexText.of(it)).append("\n"));
        text.append(results.stream().map(it -> it.name + " = " + it.text + "\n").collect(Collectors.joining()));
        notes.forEach(it -> text.append(it).append("\n"));
        return text.toString();
    }
}
