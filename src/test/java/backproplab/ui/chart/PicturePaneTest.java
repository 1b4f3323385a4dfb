package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.ui.Toolkit;

import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PicturePaneTest {
    private final Square square = new Square();
    private final PicturePane pane = Toolkit.call(() -> new PicturePane(square, "square"));

    /// Fills its area, and remembers how large that was.
    private static final class Square implements Picture {
        private final List<Double> widths = new ArrayList<>();

        @Override
        public void paint(Graphics2D g, Rectangle2D area, Style style) {
            widths.add(area.getWidth());
            g.setPaint(style.palette().series(0));
            g.fill(area);
        }
    }

    /// A name over nothing; overlays of one name look alike.
    private record Label(String name, List<String> painted) implements Picture.Overlay {
        @Override
        public Rectangle2D area() {
            return new Rectangle2D.Double(10, 20, 50, 40);
        }

        @Override
        public void paint(Graphics2D g) {
            painted.add(name);
        }

        @Override
        public boolean looksLike(Picture.Overlay other) {
            return other instanceof Label it && it.name.equals(name);
        }
    }

    /// Counts its paintings, with a label over each.
    private static final class Labelled implements Picture {
        private final List<String> painted = new ArrayList<>();
        private String name = "first";

        @Override
        public void paint(Graphics2D g, Rectangle2D area, Style style) {
            throw new AssertionError("the screen paints what lies over a picture apart from it");
        }

        @Override
        public Optional<Overlay> paintBelow(Graphics2D g, Rectangle2D area, Style style) {
            painted.add("below");
            return Optional.of(new Label(name, painted));
        }
    }

    @Test
    void whatLiesOverAPictureIsPaintedAgainOnlyWhenItLooksDifferent() {
        Labelled labelled = new Labelled();
        PicturePane its = Toolkit.call(() -> new PicturePane(labelled, "labelled"));
        Toolkit.run(() -> {
            its.resize(200, 100);
            its.layout();
            its.draw();
            its.draw();
            labelled.name = "second";
            its.draw();
        });
        assertEquals(List.of("below", "first", "below", "below", "second"), labelled.painted);
    }

    private void resize(double width, double height) {
        Toolkit.run(() -> {
            pane.resize(width, height);
            pane.layout();
        });
    }

    @Test
    void itPaintsOnlyWhenToldTo() {
        resize(200, 100);
        Toolkit.run(() -> pane.setStyle(new Style(Palette.DARK, true)));
        assertEquals(List.of(), square.widths);
        assertTrue(pane.isOutdated());
        Toolkit.run(pane::draw);
        assertEquals(List.of(200.0), square.widths);
        assertFalse(pane.isOutdated());
    }

    @Test
    void anotherSizeAsksForAnotherDraw() {
        resize(200, 100);
        Toolkit.run(pane::draw);
        resize(300, 100);
        assertTrue(pane.isOutdated());
    }

    @Test
    void withoutASizeThereIsNothingToPaint() {
        Toolkit.run(pane::draw);
        assertEquals(List.of(), square.widths);
    }

    @Test
    void theMenuSavesWhereTheUserSays(@TempDir Path folder) {
        resize(200, 100);
        List<String> asked = new ArrayList<>();
        Toolkit.run(() -> {
            pane.setSaveDialog((_, suggestion, extension) -> {
                asked.add(suggestion + "." + extension);
                return Optional.of(folder.resolve("saved." + extension));
            });
            choose("Save as PNG …");
            choose("Save as SVG …");
        });
        assertEquals(List.of("square.png", "square.svg"), asked);
        assertTrue(Files.exists(folder.resolve("saved.png")));
        assertTrue(Files.exists(folder.resolve("saved.svg")));
    }

    @Test
    void whoThinksBetterOfItSavesNothing() {
        resize(200, 100);
        Toolkit.run(() -> {
            pane.setSaveDialog((_, _, _) -> Optional.empty());
            choose("Save as PNG …");
        });
        assertEquals(List.of(), square.widths);
    }

    @Test
    void aCopyIsAnImageOfTwiceTheSize() {
        resize(200, 100);
        double width =
                Toolkit.call(() -> {
                    choose("Copy");
                    return Clipboard.getSystemClipboard().getImage().getWidth();
                });
        assertEquals(400, width);
    }

    private void choose(String text) {
        pane.menu().getItems().stream()
                .filter(it -> text.equals(it.getText()))
                .findFirst()
                .map(MenuItem::getOnAction)
                .orElseThrow()
                .handle(null);
    }
}
