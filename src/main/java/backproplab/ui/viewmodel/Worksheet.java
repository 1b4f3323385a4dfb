package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep.Phase;

import java.util.List;

/// What is handed out about one traced pass: where it comes from, the network, and questions with their answers. Every
/// number is the trace's; questions tell none that another question asks for.
///
/// Of a large network it asks about a path from the output that is most wrong to the inputs, so that a sheet stays a
/// sheet. Formulas are in LaTeX, in pieces as on a [StepCard].
///
/// @param facts where the numbers come from, and what holds for all questions
/// @param scope which part of the pass is asked about
public record Worksheet(
        String title, List<Fact> facts, String scope, WorksheetDiagram diagram, List<Question> questions) {

    /// Where a trace comes from.
    ///
    /// @param title of the experiment
    /// @param samples which, in words, such as "sample 3 of the training set"
    public record Source(String title, String samples) {}

    /// One line above the network, such as "Learning rate": "η = 0.5".
    public record Fact(String label, String text) {}

    /// One thing to compute, for one or several units or weights.
    ///
    /// @param number from 1
    /// @param task in one sentence
    /// @param formula lines with symbols
    /// @param given numbers that are needed, such as `x_1 = 0.05`
    /// @param sums long sums with the numbers that are given put in, each a line
    /// @param remark what else is needed, such as which answers; may be empty
    public record Question(
            int number,
            Phase phase,
            String title,
            String task,
            List<List<String>> formula,
            List<String> given,
            List<List<String>> sums,
            String remark,
            List<Answer> answers) {}

    /// What belongs on one blank.
    ///
    /// @param symbol in LaTeX
    /// @param number in LaTeX
    /// @param text of the number
    /// @param working lines that begin with the symbol and end with the number
    public record Answer(String symbol, String number, String text, List<List<String>> working) {}

    /// @param names what units are called
    public static Worksheet of(BackwardTrace trace, CardContext.Names names, Source source, CardDigits digits) {
        return new WorksheetWriter(trace, names, source, digits).write();
    }
}
