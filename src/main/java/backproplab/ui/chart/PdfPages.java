package backproplab.ui.chart;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A PDF while it is written, page after page: text that can be selected, lines and formulas as outlines. The same calls
/// give the same bytes.
///
/// Lengths are in points, from the top left of the page down. Used by one thread.
public final class PdfPages implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /// Of the letters' outline, in sizes of the type: what makes them bold, as the font has one weight.
    private static final double BOLD = 0.035;

    private static final FontRenderContext UNHINTED = new FontRenderContext(null, true, true);

    private final PaperSize size;
    private final PDDocument document = new PDDocument();
    private final PDType0Font font;
    private final PdfOutlines outlines = new PdfOutlines(document);
    private final Map<Integer, Boolean> known = new HashMap<>();
    private @Nullable PDPageContentStream page;

    /// @param title as a reader of the file shows it
    public PdfPages(PaperSize size, String title) throws IOException {
        this.size = size;
        try (InputStream letters = Objects.requireNonNull(PDType0Font.class.getResourceAsStream(FONT))) {
            font = PDType0Font.load(document, letters);
        }
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setAuthor("Backprop Lab");
        information.setCreator("Backprop Lab");
        document.getDocumentCatalog().setLanguage("en");
        document.setDocumentId(0L); // else it is made from the time
    }

    public double width() {
        return size.width();
    }

    public double height() {
        return size.height();
    }

    public void newPage() throws IOException {
        endPage();
        PDPage next = new PDPage(new PDRectangle((float) size.width(), (float) size.height()));
        document.addPage(next);
        page = new PDPageContentStream(document, next);
    }

    private void endPage() throws IOException {
        if (page != null) {
            page.close();
        }
        page = null;
    }

    /// All of it; nothing can be added afterwards.
    public byte[] bytes() throws IOException {
        endPage();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private PDPageContentStream page() {
        return Objects.requireNonNull(page, "no page has been begun");
    }

    public double textWidth(String text, double type) {
        return isKnown(text) ? known(text, type) : outlined(text).getBounds2D().getWidth() * type;
    }

    private double known(String text, double type) {
        try {
            return font.getStringWidth(text) / 1000 * type;
        } catch (IOException e) {
            throw new IllegalStateException("the font cannot be read", e);
        }
    }

    /// @param x of the left end
    /// @param type size of it
    public void text(String text, double x, double baseline, double type, boolean bold, Color color)
            throws IOException {
        if (!isKnown(text)) {
            page().setNonStrokingColor(color);
            outlines.fill(page(), outlined(text), x, size.height() - baseline, type);
            return;
        }
        PDPageContentStream to = page();
        to.beginText();
        to.setNonStrokingColor(color);
        if (bold) {
            to.setStrokingColor(color);
            to.setLineWidth((float) (BOLD * type));
        }
        to.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        to.setFont(font, (float) type);
        to.newLineAtOffset((float) x, (float) (size.height() - baseline));
        to.showText(text);
        to.endText();
    }

    /// A formula, with its text under it where nobody sees it: to be found, copied and read aloud.
    public void formula(Formula formula, String plain, double x, double baseline, double type) throws IOException {
        for (Formula.Ink ink : Formula.Ink.values()) {
            page().setNonStrokingColor(ink.in(Palette.LIGHT));
            outlines.fill(page(), formula.outline(ink), x, size.height() - baseline, type);
        }
        hidden(plain, x, baseline, type, formula.width() * type);
    }

    private void hidden(String plain, double x, double baseline, double type, double width) throws IOException {
        String text = readable(plain);
        if (text.isBlank()) {
            return;
        }
        PDPageContentStream to = page();
        to.beginText();
        to.setRenderingMode(RenderingMode.NEITHER);
        to.setFont(font, (float) type);
        double wide = known(text, type);
        to.setTextMatrix(new Matrix((float) (width / wide), 0, 0, 1, (float) x, (float) (size.height() - baseline)));
        to.showText(text);
        to.endText();
    }

    public void fill(Shape shape, Color color) throws IOException {
        page().setNonStrokingColor(color);
        path(shape);
        page().fill();
    }

    public void draw(Shape shape, double line, Color color) throws IOException {
        page().setStrokingColor(color);
        page().setLineWidth((float) line);
        path(shape);
        page().stroke();
    }

    private void path(Shape shape) throws IOException {
        PDPageContentStream to = page();
        float[] p = new float[6];
        PathIterator it = shape.getPathIterator(new AffineTransform(1, 0, 0, -1, 0, size.height()));
        for (; !it.isDone(); it.next()) {
            switch (it.currentSegment(p)) {
                case PathIterator.SEG_MOVETO -> to.moveTo(p[0], p[1]);
                case PathIterator.SEG_LINETO -> to.lineTo(p[0], p[1]);
                case PathIterator.SEG_CUBICTO -> to.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
                case PathIterator.SEG_CLOSE -> to.closePath();
                default -> throw new IllegalArgumentException("curves are of third degree here");
            }
        }
    }

    /// At size 1, in whatever font of the machine has the letters.
    private static Shape outlined(String text) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1).createGlyphVector(UNHINTED, text).getOutline();
    }

    private boolean isKnown(String text) {
        return text.codePoints().allMatch(this::isKnown);
    }

    private boolean isKnown(int letter) {
        return known.computeIfAbsent(letter, this::hasLetter);
    }

    private boolean hasLetter(int letter) {
        try {
            font.encode(Character.toString(letter));
            return true;
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }

    /// With plain digits where the font has no low or high ones, and without what it lacks.
    private String readable(String text) {
        StringBuilder readable = new StringBuilder();
        text.codePoints()
                .flatMap(it ->
                        isKnown(it)
                                ? Character.toString(it).codePoints()
                                : Normalizer.normalize(Character.toString(it), Normalizer.Form.NFKC).codePoints())
                .filter(this::isKnown)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }
}
