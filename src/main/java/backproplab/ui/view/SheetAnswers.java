package backproplab.ui.view;

import backproplab.ui.chart.PdfPages;
import backproplab.ui.viewmodel.Worksheet.Answer;
import backproplab.ui.viewmodel.Worksheet.Question;

import java.util.ArrayList;
import java.util.List;

/// The answers to one question on a printed key: the formula with the numbers, and the result in bold.
final class SheetAnswers {
    private static final double TYPE = 10;
    private static final double GAP = SheetQuestion.GAP;

    /// Answers up to that height stay on one page.
    private static final double TOGETHER = 150;

    /// Of a working that is repeated for each answer.
    private static final int MOST_LINES = 2;

    /// Between answers side by side.
    private static final double BETWEEN = 18;

    private final PdfPages pdf;
    private final Question question;
    private final double width;
    private final double type;

    /// @param density what sizes are multiplied by
    SheetAnswers(PdfPages pdf, Question question, double density) {
        this.pdf = pdf;
        this.question = question;
        this.type = density * TYPE;
        this.width = SheetPages.width(pdf) - SheetQuestion.INDENT;
    }

    void addTo(List<SheetBlock> blocks) {
        List<SheetBlock> mine = new ArrayList<>();
        answers(mine);
        double height = mine.stream().mapToDouble(SheetBlock::height).sum();
        blocks.add(SheetQuestion.heading(pdf, question, ""));
        for (int i = 0; i < mine.size(); i++) {
            boolean isTogether = height <= TOGETHER && i < mine.size() - 1;
            blocks.add(isTogether ? mine.get(i).staying() : mine.get(i));
        }
        blocks.add(new SheetBlock(0.5 * type, false, (_, _) -> {}));
    }

    private void answers(List<SheetBlock> blocks) {
        List<List<List<String>>> answers = question.answers().stream().map(SheetAnswers::lines).toList();
        if (answers.getFirst().size() > MOST_LINES) { // the first in full, of the others the results
            rows(blocks, answers.subList(0, 1));
            answers = answers.stream().skip(1).map(SheetAnswers::shortened).toList();
        }
        rows(blocks, answers);
    }

    private void rows(List<SheetBlock> blocks, List<List<List<String>>> answers) {
        int columns = columns(answers);
        for (int i = 0; i < answers.size(); i += columns) {
            row(blocks, answers.subList(i, Math.min(i + columns, answers.size())), columns);
        }
    }

    private static List<List<String>> shortened(List<List<String>> lines) {
        return List.of(List.of(lines.getLast().getFirst(), lines.getLast().getLast()));
    }

    /// As on the card, with the result in bold.
    private static List<List<String>> lines(Answer answer) {
        List<List<String>> lines = new ArrayList<>();
        answer.working().forEach(it -> lines.add(new ArrayList<>(it)));
        List<String> last = lines.getLast();
        if (last.getLast().equals("= " + answer.number())) {
            last.set(last.size() - 1, "= \\mathbf{" + answer.number() + "}");
        }
        return lines;
    }

    /// As many as have room side by side.
    private int columns(List<List<List<String>>> answers) {
        double widest = BETWEEN;
        for (List<List<String>> answer : answers) {
            if (answer.size() > 1) {
                return 1;
            }
            widest = Math.max(widest, SheetText.width(answer.getFirst(), type, GAP) + BETWEEN);
        }
        return Math.clamp((int) ((width + BETWEEN) / widest), 1, 3);
    }

    private void row(List<SheetBlock> blocks, List<List<List<String>>> answers, int columns) {
        if (columns == 1) {
            List<List<String>> lines = answers.getFirst();
            for (int i = 0; i < lines.size(); i++) {
                SheetBlock line = SheetText.formula(pdf, lines.get(i), type, SheetQuestion.INDENT, width, GAP);
                blocks.add(
                        i < lines.size() - 1 ? line.staying() : new SheetBlock(line.height(), false, line.painter()));
            }
            return;
        }
        List<SheetBlock> cells =
                answers.stream()
                        .map(it -> SheetText.formula(pdf, it.getFirst(), type, SheetQuestion.INDENT, width, GAP))
                        .toList();
        double height = cells.stream().mapToDouble(SheetBlock::height).max().orElse(0);
        blocks.add(
                new SheetBlock(
                        height,
                        false,
                        (x, y) -> {
                            for (int i = 0; i < cells.size(); i++) {
                                cells.get(i).painter().paint(x + i * (width + BETWEEN) / columns, y);
                            }
                        }));
    }
}
