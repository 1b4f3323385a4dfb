package backproplab.ui.view;

import backproplab.backprop.TraceStep.Phase;
import backproplab.experiment.AtomicFile;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PaperSize;
import backproplab.ui.chart.PdfPages;
import backproplab.ui.viewmodel.Worksheet;
import backproplab.ui.viewmodel.Worksheet.Fact;
import backproplab.ui.viewmodel.Worksheet.Question;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Prints a [Worksheet]: the network and the questions, then on pages of their own the answers. The same sheet gives the
/// same bytes. Takes up to a second: not for the window's thread.
public final class WorksheetPdf {
    private static final Palette PALETTE = Palette.LIGHT;
    private static final double TITLE = 18;
    private static final double HEADING = 12.5;
    private static final double SMALL = 9;
    private static final double DENSE = 0.9;

    /// Between the label of a fact and its text.
    private static final double LABELS = 74;

    private final Worksheet sheet;
    private final PdfPages pdf;
    private final double width;

    private WorksheetPdf(Worksheet sheet, PdfPages pdf) {
        this.sheet = sheet;
        this.pdf = pdf;
        this.width = SheetPages.width(pdf);
    }

    /// Writes a file that is there as a whole or not at all.
    ///
    /// @throws IOException when it cannot be written; then what `file` held is still there
    public static void write(Path file, Worksheet sheet, PaperSize size) throws IOException {
        AtomicFile.write(file, bytes(sheet, size));
    }

    public static byte[] bytes(Worksheet sheet, PaperSize size) throws IOException {
        try (PdfPages pdf = new PdfPages(size, sheet.title() + " – worksheet")) {
            WorksheetPdf it = new WorksheetPdf(sheet, pdf);
            List<SheetPages.Part> parts = List.of(it.fewestPages(it::questions), it.fewestPages(it::key));
            SheetPages.paint(pdf, sheet.title(), parts);
            return pdf.bytes();
        }
    }

    /// Makes a part, with its sizes multiplied by a factor.
    private interface Maker {
        SheetPages.Part make(double density) throws IOException;
    }

    /// A little denser where that saves a page.
    private SheetPages.Part fewestPages(Maker maker) throws IOException {
        SheetPages.Part part = maker.make(1);
        SheetPages.Part dense = maker.make(DENSE);
        return SheetPages.count(pdf, dense) < SheetPages.count(pdf, part) ? dense : part;
    }

    private SheetPages.Part questions(double density) throws IOException {
        List<SheetBlock> blocks = new ArrayList<>();
        blocks.add(names());
        title(blocks, "Forward, backward, by hand");
        for (Fact fact : sheet.facts()) {
            blocks.add(fact(fact));
        }
        blocks.add(SheetBlock.space(6));
        blocks.add(SheetText.paragraph(pdf, sheet.scope(), SMALL, width, PALETTE.text()));
        blocks.add(SheetBlock.space(8));
        blocks.add(new SheetDiagram(pdf, sheet.diagram(), false).block());
        Phase phase = Phase.GIVEN;
        for (Question it : sheet.questions()) {
            if (it.phase() != phase) {
                phase = it.phase();
                blocks.add(heading(phase));
            }
            new SheetQuestion(pdf, it, density).addTo(blocks);
        }
        return new SheetPages.Part("Questions", blocks);
    }

    private SheetPages.Part key(double density) throws IOException {
        List<SheetBlock> blocks = new ArrayList<>();
        title(blocks, "Answer key");
        blocks.add(new SheetDiagram(pdf, sheet.diagram(), true).block());
        Phase phase = Phase.GIVEN;
        for (Question it : sheet.questions()) {
            if (it.phase() != phase) {
                phase = it.phase();
                blocks.add(heading(phase));
            }
            new SheetAnswers(pdf, it, density).addTo(blocks);
        }
        return new SheetPages.Part("Answer key", blocks);
    }

    /// Two lines to be filled in.
    private SheetBlock names() {
        return new SheetBlock(
                22,
                true,
                (x, y) -> {
                    double name = x + width - 300;
                    pdf.text("Name", name, y + 12, SMALL, false, SheetText.faint());
                    rule(name + 30, y + 13, 150);
                    pdf.text("Date", name + 195, y + 12, SMALL, false, SheetText.faint());
                    rule(name + 220, y + 13, 80);
                });
    }

    private void rule(double x, double y, double length) throws IOException {
        pdf.draw(new Line2D.Double(x, y, x + length, y), 0.6, SheetText.faint());
    }

    private void title(List<SheetBlock> blocks, String below) {
        for (String line : SheetText.broken(pdf, sheet.title(), TITLE, width)) {
            blocks.add(
                    new SheetBlock(
                            TITLE * 1.25, true, (x, y) -> pdf.text(line, x, y + TITLE, TITLE, true, PALETTE.text())));
        }
        blocks.add(new SheetBlock(24, true, (x, y) -> pdf.text(below, x, y + 12, 11, false, SheetText.faint())));
    }

    private SheetBlock fact(Fact fact) {
        List<String> lines = SheetText.broken(pdf, fact.text(), SMALL, width - LABELS);
        return new SheetBlock(
                lines.size() * SMALL * 1.3 + 2,
                true,
                (x, y) -> {
                    pdf.text(fact.label(), x, y + SMALL, SMALL, true, PALETTE.text());
                    for (int i = 0; i < lines.size(); i++) {
                        pdf.text(lines.get(i), x + LABELS, y + SMALL + i * SMALL * 1.3, SMALL, false, PALETTE.text());
                    }
                });
    }

    private SheetBlock heading(Phase phase) {
        String name = PhaseLook.name(phase);
        Color color = PhaseLook.color(phase, PALETTE);
        return new SheetBlock(
                31,
                true,
                (x, y) -> {
                    pdf.text(name, x, y + 19, HEADING, true, color);
                    pdf.draw(new Line2D.Double(x, y + 24, x + width, y + 24), 0.8, color);
                });
    }
}
