package backproplab.ui.view;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How wide words and numbers are, measured once at one size: the screen measures slowly, and many sizes of type are tried
/// before the one is found that fits.
final class WordWidths {
    /// Large enough that rounding to pixels does not show.
    private static final float MEASURED = 100;

    private static final int MOST = 4000;

    private static final Map<Word, Double> KNOWN =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Word, Double> eldest) {
                    return size() > MOST;
                }
            };

    private final Graphics2D g;

    /// @param on the kind of graphics: screen and files have fonts of their own
    private record Word(String text, String family, int weight, Class<?> on) {}

    WordWidths(Graphics2D g) {
        this.g = g;
    }

    /// In pixels.
    double of(String text, Font font) {
        double width = 0;
        boolean isFirst = true;
        for (String word : text.split(" ", -1)) {
            width += (isFirst ? 0 : ofWord(" ", font)) + ofWord(word, font);
            isFirst = false;
        }
        return width;
    }

    /// The same of a number or a symbol, of which there are too many to know each: letter by letter, since digits keep no
    /// closer to each other than their widths say.
    double ofNumber(String text, Font font) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += ofWord(text.substring(i, i + 1), font);
        }
        return width;
    }

    private double ofWord(String word, Font font) {
        Word key = new Word(word, font.getName(), font.getStyle(), g.getClass());
        synchronized (KNOWN) {
            Double known = KNOWN.get(key);
            if (known == null) {
                known = Lettering.metrics(g, font.deriveFont(MEASURED)).stringWidth(word) / (double) MEASURED;
                KNOWN.put(key, known);
            }
            return known * font.getSize2D();
        }
    }

    /// Broken at spaces, as [Lettering#broken] does.
    List<String> broken(String text, Font font, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        double used = 0;
        for (String word : text.split(" ", -1)) {
            double more = ofWord(word, font);
            if (!line.isEmpty() && used + ofWord(" ", font) + more > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            used += (line.isEmpty() ? 0 : ofWord(" ", font)) + more;
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
