package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.view.LitWindow.Cell;
import backproplab.ui.view.LitWindow.Frame;
import backproplab.ui.view.LitWindow.Grid;
import backproplab.ui.viewmodel.CardDigits;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paints the window that a step looks at: its frame in the maps, what it belongs to, and its numbers enlarged where
/// nothing stands that takes part.
final class LitInset {
    /// Of a cell, in sizes of its type.
    private static final double WIDTH = 5.2;

    private static final double LINE = 1.18;
    private static final int DIGITS = 3;

    private final Graphics2D g;
    private final Style style;
    private final Palette palette;
    private final LitScene scene;
    private final Rectangle2D stage;
    private final Color direction;

    LitInset(Graphics2D g, Style style, LitScene scene, Rectangle2D stage) {
        this.g = g;
        this.style = style;
        this.palette = style.palette();
        this.scene = scene;
        this.stage = stage;
        this.direction = LitCards.direction(palette, scene.isBackward());
    }

    /// The numbers that were enlarged.
    ///
    /// @param box what they cover
    record Painted(Rectangle2D box, List<Spot> spots) {
        /// The unit whose number stands there.
        Optional<LitStep.At> at(double x, double y) {
            return spots.stream().filter(it -> it.cell.contains(x, y)).map(Spot::at).findFirst();
        }
    }

    record Spot(Rectangle2D cell, LitStep.At at) {}

    Optional<Painted> paint(LitWindow window) {
        List<Rectangle2D> frames = window.frames().stream().flatMap(it -> onScreen(it).stream()).toList();
        Optional<Rectangle2D> result =
                window.result().flatMap(it -> scene.card(it.owner(), it.unit())).filter(stage::intersects);
        Optional<Rectangle2D> enlarged = onScreen(window.frames().getFirst());
        if (enlarged.isPresent() && result.isPresent()) {
            boolean isInside = enlarged.get().intersects(result.get());
            Rectangle2D other = isInside && frames.size() > 1 ? frames.get(1) : result.get();
            rays(enlarged.get(), other);
        }
        for (Rectangle2D frame : frames) {
            frame(frame, enlarged.filter(frame::equals).isPresent() ? 2.6 : 1.6);
        }
        result.ifPresent(it -> frame(it, 3));
        return window.grid()
                .filter(it -> !(it.tells() && scene.isCovered()))
                .flatMap(it -> enlarged.flatMap(from -> grid(it, from, around(window))));
    }

    private void frame(Rectangle2D box, double width) {
        double out = 0.5 * width * style.scale();
        Rectangle2D frame =
                new Rectangle2D.Double(
                        box.getX() - out, box.getY() - out, box.getWidth() + 2 * out, box.getHeight() + 2 * out);
        g.setPaint(palette.background());
        g.setStroke(style.stroke(width + 1.6));
        g.draw(frame);
        g.setPaint(direction);
        g.setStroke(style.stroke(width));
        g.draw(frame);
    }

    private Optional<Rectangle2D> onScreen(Frame frame) {
        Optional<NetworkLayout.Group> group = scene.layout().network().group(frame.owner());
        if (group.isEmpty() || frame.patch().count() == 0) {
            return Optional.empty();
        }
        for (NetworkLayout.Slot slot : group.get().slots()) {
            if (slot instanceof NetworkLayout.Sheet sheet
                    && sheet.first() == frame.channel() * sheet.shape().pixels()) {
                int columns = sheet.shape().columns();
                var rows = frame.patch().rows();
                var across = frame.patch().columns();
                int first = sheet.first() + rows.from() * columns + across.from();
                int last = first + (rows.count() - 1) * columns + across.count() - 1;
                Rectangle2D box = sheet.pixel(first).createUnion(sheet.pixel(last));
                return Optional.of(scene.onScreen(box)).filter(stage::intersects);
            }
        }
        return Optional.empty();
    }

    /// From the corners of a window to the number that belongs to it.
    private void rays(Rectangle2D window, Rectangle2D number) {
        boolean toRight = number.getCenterX() > window.getCenterX();
        double from = toRight ? window.getMaxX() : window.getMinX();
        double to = toRight ? number.getMinX() : number.getMaxX();
        g.setPaint(style.withAlpha(direction, 0.75));
        g.setStroke(style.stroke(1.3));
        g.draw(new Line2D.Double(from, window.getMinY(), to, number.getMinY()));
        g.draw(new Line2D.Double(from, window.getMaxY(), to, number.getMaxY()));
    }

    /// What the grid must not cover: the layers that take part.
    private List<Rectangle2D> around(LitWindow window) {
        List<String> owners = new ArrayList<>(window.frames().stream().map(Frame::owner).distinct().toList());
        window.result().ifPresent(it -> owners.add(it.owner()));
        List<Rectangle2D> taken = new ArrayList<>();
        for (NetworkLayout.Group group : scene.layout().network().groups()) {
            if (owners.contains(group.name())) {
                for (NetworkLayout.Slot slot : group.slots()) {
                    taken.add(scene.onScreen(slot.square()));
                }
            }
        }
        return taken;
    }

    private Optional<Painted> grid(Grid grid, Rectangle2D from, List<Rectangle2D> taken) {
        int factors = grid.cells().stream().mapToInt(it -> it.factors().size()).max().orElse(0);
        boolean isProduct = factors > 1;
        int most = isProduct ? factors + (scene.isCovered() ? 0 : 1) : 1;
        int fewest = isProduct && scene.isCovered() ? factors : 1; // the products would give it away
        for (int lines = most; lines >= fewest; lines--) {
            Optional<Rectangle2D> box = place(size(grid, lines), from, taken);
            if (box.isPresent()) {
                return Optional.of(paint(grid, lines, box.get(), from));
            }
        }
        return Optional.empty();
    }

    private Font font() {
        return style.small();
    }

    private Font bold() {
        return font().deriveFont(Font.BOLD);
    }

    private double cellWidth() {
        return WIDTH * font().getSize2D();
    }

    private double cellHeight(int lines) {
        return (LINE * lines + 0.5) * font().getSize2D();
    }

    private double title() {
        return 1.7 * font().getSize2D();
    }

    private Rectangle2D size(Grid grid, int lines) {
        double gap = gap();
        double titleWidth = Lettering.metrics(g, style.small()).stringWidth(grid.title());
        double width = Math.max(grid.columns() * cellWidth(), titleWidth) + 2 * gap;
        return new Rectangle2D.Double(0, 0, width, grid.rows() * cellHeight(lines) + title() + 2 * gap);
    }

    private double gap() {
        return 0.5 * font().getSize2D();
    }

    /// As near as it can be, to the right or to the left.
    private Optional<Rectangle2D> place(Rectangle2D size, Rectangle2D from, List<Rectangle2D> taken) {
        double gap = 1.6 * font().getSize2D();
        List<Rectangle2D> places = new ArrayList<>();
        double width = size.getWidth();
        double height = size.getHeight();
        double middle = from.getCenterY() - height / 2;
        double y = Math.clamp(middle, stage.getMinY() + 4, Math.max(stage.getMinY() + 4, stage.getMaxY() - height - 4));
        for (Rectangle2D it : taken) {
            places.add(new Rectangle2D.Double(it.getMaxX() + gap, y, width, height));
            places.add(new Rectangle2D.Double(it.getMinX() - gap - width, y, width, height));
            for (double top : new double[] {it.getMaxY() + gap, it.getMinY() - gap - height}) {
                double x =
                        Math.clamp(
                                from.getCenterX() - width / 2,
                                stage.getMinX() + 4,
                                Math.max(stage.getMinX() + 4, stage.getMaxX() - width - 4));
                places.add(new Rectangle2D.Double(x, top, width, height));
            }
        }
        return places.stream()
                .filter(it -> stage.contains(it))
                .filter(it -> taken.stream().noneMatch(it::intersects))
                .min((a, b) -> Double.compare(distance(a, from), distance(b, from)));
    }

    private static double distance(Rectangle2D a, Rectangle2D b) {
        return Math.hypot(a.getCenterX() - b.getCenterX(), a.getCenterY() - b.getCenterY());
    }

    private Painted paint(Grid grid, int lines, Rectangle2D box, Rectangle2D from) {
        lens(box, from);
        Lettering.centred(g, grid.title(), font(), palette.text(), box.getCenterX(), box.getMinY() + 0.72 * title());
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < grid.cells().size(); i++) {
            Cell cell = grid.cells().get(i);
            Rectangle2D place = place(grid, i, lines, box);
            cell(cell, place, lines, grid.largest());
            cell.at().ifPresent(it -> spots.add(new Spot(place, it)));
        }
        for (int i = 0; i < grid.cells().size(); i++) {
            if (grid.cells().get(i).marked()) {
                g.setPaint(direction);
                g.setStroke(style.stroke(3));
                g.draw(place(grid, i, lines, box));
            }
        }
        return new Painted(box, List.copyOf(spots));
    }

    /// The ground of the grid, and what leads to it from the window.
    private void lens(Rectangle2D box, Rectangle2D from) {
        boolean toRight = box.getCenterX() > from.getCenterX();
        double near = toRight ? box.getMinX() : box.getMaxX();
        double side = toRight ? from.getMaxX() : from.getMinX();
        g.setPaint(style.withAlpha(direction, 0.8));
        g.setStroke(style.dashed(1.1));
        g.draw(new Line2D.Double(side, from.getMinY(), near, box.getMinY() + 4));
        g.draw(new Line2D.Double(side, from.getMaxY(), near, box.getMaxY() - 4));
        g.setPaint(palette.background());
        g.fill(LitCards.rounded(box, 2 * style.scale()));
        g.setPaint(direction);
        g.setStroke(style.stroke(1.6));
        g.draw(LitCards.rounded(box, 0));
    }

    private Rectangle2D place(Grid grid, int cell, int lines, Rectangle2D box) {
        int row = cell / grid.columns();
        double left = box.getCenterX() - grid.columns() * cellWidth() / 2;
        double top = box.getMinY() + title() + 0.4 * gap();
        return new Rectangle2D.Double(
                left + cell % grid.columns() * cellWidth(),
                top + row * cellHeight(lines),
                cellWidth(),
                cellHeight(lines));
    }

    private void cell(Cell cell, Rectangle2D box, int lines, double largest) {
        boolean isShaded = largest > 0 && Double.isFinite(cell.value()) && !scene.isCovered();
        double share = isShaded ? Math.clamp(cell.value() / largest, -1, 1) : 0;
        Color sign = share < 0 ? palette.negative() : palette.positive();
        g.setPaint(Palette.mix(palette.background(), sign, 0.55 * Math.abs(share)));
        g.fill(box);
        g.setPaint(Palette.mix(palette.background(), palette.neutral(), 0.6));
        g.setStroke(style.stroke(0.8));
        g.draw(box);
        double room = box.getWidth() - 4 * style.scale();
        List<String> texts = texts(cell, lines);
        double size = font().getSize2D();
        double y = box.getCenterY() - LINE * size * (texts.size() - 1) / 2 + 0.36 * size;
        if (texts.size() > 1 && texts.size() > cell.factors().size()) {
            rule(box, y + (LINE * (texts.size() - 1) - 0.84) * size);
        }
        for (int i = 0; i < texts.size(); i++) {
            boolean isLast = i == texts.size() - 1;
            Font type = isLast && texts.size() != 2 ? bold() : font();
            Color ink = cell.isEmpty() ? style.faintText() : palette.text();
            double width = Lettering.metrics(g, type).stringWidth(texts.get(i));
            Font fitting = width <= room ? type : type.deriveFont((float) (size * room / width));
            Lettering.centred(g, texts.get(i), fitting, ink, box.getCenterX(), y + i * LINE * size);
        }
    }

    /// Above a product, as on paper.
    private void rule(Rectangle2D box, double y) {
        g.setPaint(style.withAlpha(palette.text(), 0.45));
        g.setStroke(style.stroke(0.8));
        g.draw(new Line2D.Double(box.getMinX() + 0.14 * box.getWidth(), y, box.getMaxX() - 0.14 * box.getWidth(), y));
    }

    /// The factors and their product, the factors, or what comes out.
    private static List<String> texts(Cell cell, int lines) {
        CardDigits digits = new CardDigits(DIGITS);
        if (cell.isEmpty()) {
            return Double.isNaN(cell.value()) ? List.of() : List.of("0");
        }
        if (lines == 1 || cell.factors().size() == 1) {
            return List.of(digits.text(cell.value()));
        }
        List<String> texts = new ArrayList<>();
        for (double factor : cell.factors()) {
            texts.add((texts.isEmpty() ? "" : "·\u2009") + digits.text(factor));
        }
        if (lines > texts.size()) {
            texts.add(digits.text(cell.value()));
        }
        return texts;
    }
}
