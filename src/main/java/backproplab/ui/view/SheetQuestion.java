package backproplab.ui.view;

import backproplab.ui.chart.Formula;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PdfPages;
import backproplab.ui.viewmodel.TexText;
import backproplab.ui.viewmodel.Worksheet.Answer;
import backproplab.ui.viewmodel.Worksheet.Question;

import java.awt.geom.Line2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One question on a printed sheet: what is to be computed, the formula, what is needed for it, and blanks.
final class SheetQuestion {
    /// Left of everything but the number.
    static final double INDENT = 24;

    static final double TITLE = 11;
    static final double SMALL = 9;

    /// Within a formula.
    static final double GAP = 0.25;

    private static final double AFTER_TITLE = 10;
    private static final double FORMULA = 11.5;
    private static final double GIVEN = 9.5;

    /// Between numbers that are given.
    private static final double APART = 1.6;

    private static final double BLANK = 10.5;
    private static final int COLUMNS = 3;

    /// Enough for a hand.
    private static final double ROW = 27;

    /// Questions up to that height stay on one page.
    private static final double TOGETHER = 330;

    private final PdfPages pdf;
    private final Question question;
    private final double density;
    private final double width;

    /// @param density what sizes are multiplied by
    SheetQuestion(PdfPages pdf, Question question, double density) {
        this.pdf = pdf;
        this.question = question;
        this.density = density;
        this.width = SheetPages.width(pdf) - INDENT;
    }

    void addTo(List<SheetBlock> blocks) {
        List<SheetBlock> mine = new ArrayList<>();
        String task = task();
        boolean isRemarked = task.length() > question.task().length();
        mine.add(heading(pdf, question, task));
        question.formula().forEach(it -> mine.add(SheetText.formula(pdf, it, density * FORMULA, INDENT, width, GAP)));
        if (!question.given().isEmpty()) {
            mine.add(given());
        }
        question.sums().forEach(it -> mine.add(SheetText.formula(pdf, it, GIVEN + 0.5, INDENT, width, GAP)));
        if (!question.remark().isEmpty() && !isRemarked) {
            mine.add(indented(question.remark()));
        }
        int head = mine.size();
        List<Answer> answers = question.answers();
        for (int i = 0; i < answers.size(); i += COLUMNS) {
            mine.add(row(answers.subList(i, Math.min(i + COLUMNS, answers.size()))));
        }
        boolean isTogether = mine.stream().mapToDouble(SheetBlock::height).sum() <= TOGETHER;
        for (int i = 0; i < mine.size(); i++) {
            blocks.add(i < head || (isTogether && i < mine.size() - 1) ? mine.get(i).staying() : mine.get(i));
        }
        blocks.add(new SheetBlock(density * 7, false, (_, _) -> {}));
    }

    /// What is to be done, and what is needed for it where there is room in the line.
    private String task() {
        String all = question.task() + " " + question.remark();
        return pdf.textWidth(question.title(), TITLE) + AFTER_TITLE + pdf.textWidth(all, SMALL) <= width
                ? all.strip()
                : question.task();
    }

    /// The number and the title, and a text beside them.
    static SheetBlock heading(PdfPages pdf, Question question, String text) {
        return new SheetBlock(
                TITLE * 1.5,
                true,
                (x, y) -> {
                    double baseline = y + TITLE;
                    pdf.text(String.valueOf(question.number()), x, baseline, TITLE, true, Palette.LIGHT.text());
                    pdf.text(question.title(), x + INDENT, baseline, TITLE, true, Palette.LIGHT.text());
                    double at = x + INDENT + pdf.textWidth(question.title(), TITLE) + AFTER_TITLE;
                    pdf.text(text, at, baseline, SMALL, false, SheetText.faint());
                });
    }

    private SheetBlock given() {
        double label = pdf.textWidth("Given", SMALL) + 10;
        SheetBlock numbers = SheetText.formula(pdf, question.given(), GIVEN, INDENT + label, width - label, APART);
        return new SheetBlock(
                numbers.height(),
                true,
                (x, y) -> {
                    double first = Formula.of(question.given().getFirst()).ascent();
                    double ascent = Math.max(0.7, first);
                    pdf.text("Given", x + INDENT, y + (0.25 + ascent) * GIVEN, SMALL, false, SheetText.faint());
                    numbers.painter().paint(x, y);
                });
    }

    private SheetBlock indented(String text) {
        SheetBlock paragraph = SheetText.paragraph(pdf, text, SMALL, width, SheetText.faint());
        return new SheetBlock(paragraph.height(), true, (x, y) -> paragraph.painter().paint(x + INDENT, y));
    }

    /// Blanks side by side, their lines at one height.
    private SheetBlock row(List<Answer> answers) {
        double height = density * ROW;
        for (Answer it : answers) {
            height = Math.max(height, Formula.of(it.symbol()).height() * BLANK + 9);
        }
        double cell = width / COLUMNS;
        double depth = 9;
        for (Answer it : answers) {
            depth = Math.max(depth, Formula.of(it.symbol()).depth() * BLANK + 2);
        }
        double baseline = height - depth;
        return new SheetBlock(
                height,
                false,
                (x, y) -> {
                    for (int i = 0; i < answers.size(); i++) {
                        blank(answers.get(i), x + INDENT + i * cell, y + baseline, cell - 16);
                    }
                });
    }

    private void blank(Answer answer, double x, double baseline, double cell) throws IOException {
        Formula symbol = Formula.of(answer.symbol());
        pdf.formula(symbol, TexText.of(List.of(answer.symbol())), x, baseline, BLANK);
        double at = x + symbol.width() * BLANK + 0.3 * BLANK;
        Formula is = Formula.of("=");
        pdf.formula(is, "=", at, baseline, BLANK);
        double from = at + is.width() * BLANK + 4;
        pdf.draw(new Line2D.Double(from, baseline + 2, x + cell, baseline + 2), 0.6, SheetText.faint());
    }
}
