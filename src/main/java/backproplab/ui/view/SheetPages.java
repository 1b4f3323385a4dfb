package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PdfPages;

import java.awt.geom.Line2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Distributes blocks over pages, with a header and a number on each.
final class SheetPages {
    private static final double MARGIN = 54;
    private static final double TOP = 60;
    private static final double BOTTOM = 54;
    private static final double SMALL = 8.5;

    private SheetPages() {}

    /// What begins on a page of its own.
    ///
    /// @param name for the header
    record Part(String name, List<SheetBlock> blocks) {}

    private record Page(String part, List<SheetBlock> blocks) {}

    static double width(PdfPages pdf) {
        return pdf.width() - 2 * MARGIN;
    }

    static void paint(PdfPages pdf, String title, List<Part> parts) throws IOException {
        List<Page> pages = parts.stream().flatMap(it -> pages(pdf, it).stream()).toList();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            pdf.newPage();
            frame(pdf, title, page.part(), (i + 1) + " / " + pages.size());
            double y = TOP;
            for (SheetBlock it : page.blocks()) {
                it.painter().paint(MARGIN, y);
                y += it.height();
            }
        }
    }

    /// How many pages a part takes.
    static int count(PdfPages pdf, Part part) {
        return pages(pdf, part).size();
    }

    private static List<Page> pages(PdfPages pdf, Part part) {
        double room = pdf.height() - TOP - BOTTOM;
        List<Page> pages = new ArrayList<>();
        List<SheetBlock> page = new ArrayList<>();
        double used = 0;
        for (int i = 0; i < part.blocks().size(); ) {
            int end = endOfGroup(part.blocks(), i);
            double height = part.blocks().subList(i, end).stream().mapToDouble(SheetBlock::height).sum();
            if (!page.isEmpty() && used + height > room) {
                pages.add(new Page(part.name(), page));
                page = new ArrayList<>();
                used = 0;
                if (height > room) { // nothing can hold it together
                    end = i + 1;
                    height = part.blocks().get(i).height();
                }
            }
            page.addAll(part.blocks().subList(i, end));
            used += height;
            i = end;
        }
        pages.add(new Page(part.name(), page));
        return pages;
    }

    private static int endOfGroup(List<SheetBlock> blocks, int from) {
        int end = from;
        while (end < blocks.size() - 1 && blocks.get(end).staysWithNext()) {
            end++;
        }
        return end + 1;
    }

    private static void frame(PdfPages pdf, String title, String part, String number) throws IOException {
        double right = pdf.width() - MARGIN;
        double top = TOP - 22;
        List<String> lines = SheetText.broken(pdf, title, SMALL, width(pdf) - 90);
        String shortened = lines.size() == 1 ? title : lines.getFirst() + " …";
        pdf.text(shortened, MARGIN, top, SMALL, false, SheetText.faint());
        pdf.text(part, right - pdf.textWidth(part, SMALL), top, SMALL, true, SheetText.faint());
        pdf.draw(new Line2D.Double(MARGIN, top + 6, right, top + 6), 0.5, Palette.LIGHT.grid());
        double bottom = pdf.height() - BOTTOM + 30;
        pdf.text("Backprop Lab", MARGIN, bottom, SMALL, false, SheetText.faint());
        pdf.text(number, right - pdf.textWidth(number, SMALL), bottom, SMALL, false, SheetText.faint());
    }
}
