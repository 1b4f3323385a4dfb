package backproplab.ui.view;

import backproplab.ui.chart.Palette;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/// Lines of text on a picture, cut or broken to a width.
final class Lettering {
    private Lettering() {}

    /// At the start of a painting: the screen's graphics skips a font that it believes to be set already, and its canvas
    /// has forgotten it since the last painting.
    static void begin(Graphics2D g) {
        g.setFont(g.getFont().deriveFont(1f));
    }

    /// The screen's graphics measures with the font that is set, whatever it is asked for.
    static FontMetrics metrics(Graphics2D g, Font font) {
        g.setFont(font);
        return g.getFontMetrics(font);
    }

    /// Its beginning and `…` where it is too long; empty where not even two letters have room.
    static String cut(FontMetrics metrics, String text, double width) {
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        for (int length = text.length() - 1; length >= 2; length--) {
            String shorter = text.substring(0, length).stripTrailing() + "…";
            if (metrics.stringWidth(shorter) <= width) {
                return shorter;
            }
        }
        return "";
    }

    /// Broken at spaces.
    static List<String> broken(FontMetrics metrics, String text, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static void centred(Graphics2D g, String text, Font font, Color color, double x, double baseline) {
        if (!text.isEmpty()) {
            g.setFont(font);
            g.setPaint(color);
            double width = g.getFontMetrics(font).stringWidth(text);
            g.drawString(text, (float) (x - width / 2), (float) baseline);
        }
    }

    static void left(Graphics2D g, String text, Font font, Color color, double x, double baseline) {
        g.setFont(font);
        g.setPaint(color);
        g.drawString(text, (float) x, (float) baseline);
    }

    /// Dark or light, whichever can be read on it.
    static Color inkOn(Color fill) {
        double light = 0.299 * fill.getRed() + 0.587 * fill.getGreen() + 0.114 * fill.getBlue();
        return light > 140 ? Palette.LIGHT.text() : Palette.DARK.text();
    }
}
