package backproplab.ui.view;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.view.CheckCells.Cell;
import backproplab.ui.viewmodel.Checked;
import backproplab.ui.viewmodel.NumberId;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Every number of a gradient check as a cell, coloured by its relative error, layer by layer from the input to the loss;
/// with the figures of each tensor beside it, and the scale below.
final class CheckMapPicture implements Picture {
    /// What the mouse takes hold of around small cells, at normal size.
    private static final double REACH = 3;

    /// How large the frame around the chosen cell is at least.
    private static final double LEAST_FRAME = 9;

    private @Nullable CheckSummary summary;
    private Optional<NumberId> chosen = Optional.empty();
    private Style style = new Style(Palette.LIGHT, false);
    private @Nullable Drawn drawn;

    /// A report as it was laid out and painted last, kept for as long as report, size and style are the same.
    private record Drawn(
            CheckSummary of,
            Rectangle2D area,
            Style style,
            CheckMapLayout layout,
            List<Row> rows,
            CheckTilePainter painter) {}

    /// A line of text.
    ///
    /// @param tensors that it speaks of
    private record Row(CheckFigures figures, double middle, List<TensorCheck> tensors) {}

    void show(CheckSummary next, Optional<NumberId> chosen) {
        this.summary = next;
        this.chosen = chosen;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style now) {
        style = now;
        Lettering.begin(g);
        g.setPaint(now.palette().background());
        g.fill(area);
        CheckSummary shown = summary;
        if (shown == null) {
            return;
        }
        double legendHeight = new CheckMapLegend(now, shown.sampled(), true).height(g, area.getWidth());
        CheckTable table = new CheckTable(g, shown.tensors(), area, now);
        Drawn made = drawn;
        if (made == null || !made.of().equals(shown) || !made.area().equals(area) || !made.style().equals(now)) {
            made = layOut(shown, area, table, table.cells(area.getMaxY() - legendHeight));
            drawn = made;
        }
        table.paintTitles(g);
        paintLines(g, made.layout(), area);
        paintRows(g, table, made);
        CheckTilePainter painter = made.painter();
        made.layout().tiles().forEach(it -> painter.paint(g, it));
        paintChosen(g, made.layout());
        if (area.getHeight() > 2 * legendHeight) {
            boolean merged = made.layout().tiles().stream().anyMatch(it -> it.cells().isMerged());
            double top = area.getMaxY() - legendHeight;
            new CheckMapLegend(now, shown.sampled(), merged)
                    .paint(g, new Rectangle2D.Double(area.getX(), top, area.getWidth(), legendHeight));
        }
    }

    private Drawn layOut(CheckSummary shown, Rectangle2D area, CheckTable table, Rectangle2D cells) {
        CheckMapLayout layout = CheckMapLayout.of(shown.checked().report(), cells, table.line(), style.scale());
        return new Drawn(
                shown,
                (Rectangle2D) area.clone(),
                style,
                layout,
                rows(shown, layout, table.line()),
                new CheckTilePainter(style));
    }

    private static List<Row> rows(CheckSummary shown, CheckMapLayout layout, double line) {
        List<Row> rows = new ArrayList<>();
        CheckReport report = shown.checked().report();
        if (!layout.isDetailed()) {
            for (int i = 0; i < shown.layers().size(); i++) {
                CheckFigures figures = shown.layers().get(i);
                double middle = layout.layers().get(i).area().getCenterY();
                rows.add(new Row(figures, middle, CheckSummary.ofLayer(report, figures.name())));
            }
            return rows;
        }
        for (CheckMapLayout.Band band : layout.bands()) {
            List<TensorCheck> tensors = band.tensors();
            double middle = band.area().getCenterY() - (tensors.size() - 1) * line / 2;
            for (TensorCheck tensor : tensors) {
                rows.add(new Row(shown.tensors().get(indexOf(report, tensor)), middle, List.of(tensor)));
                middle += line;
            }
        }
        return rows;
    }

    /// By its name: a tensor holds all its numbers, and comparing them takes long.
    private static int indexOf(CheckReport report, TensorCheck tensor) {
        return report.tensors().stream().map(TensorCheck::key).toList().indexOf(tensor.key());
    }

    /// Between layers.
    private void paintLines(Graphics2D g, CheckMapLayout layout, Rectangle2D area) {
        g.setPaint(style.palette().grid());
        g.setStroke(style.stroke(0.8));
        for (CheckMapLayout.Layer layer : layout.layers()) {
            double y = layer.area().getY();
            g.draw(new Line2D.Double(area.getX() + 4, y, area.getMaxX() - 4, y));
        }
    }

    /// Where not all have room, the chosen one and those that fail go first.
    private void paintRows(Graphics2D g, CheckTable table, Drawn now) {
        List<Row> first = new ArrayList<>(now.rows());
        first.sort(
                Comparator.comparing((Row it) -> !isChosen(it))
                        .thenComparing(it -> it.figures().verdict() != Verdict.FAIL));
        List<Row> painted = new ArrayList<>();
        for (Row row : first) {
            boolean isFree =
                    painted.stream().noneMatch(it -> Math.abs(it.middle() - row.middle()) < 0.85 * table.line());
            if (isFree) {
                table.paint(g, row.figures(), row.middle(), isChosen(row));
                painted.add(row);
            }
        }
    }

    private boolean isChosen(Row row) {
        return chosen.filter(it -> row.tensors().stream().anyMatch(tensor -> tensor.key().equals(it.key())))
                .isPresent();
    }

    private void paintChosen(Graphics2D g, CheckMapLayout layout) {
        chosen.flatMap(it -> spot(layout, it))
                .ifPresent(it -> {
                    Rectangle2D cell = it.tile().cell(it.cell());
                    double wide = Math.max(cell.getWidth() + 2, LEAST_FRAME * style.scale());
                    double high = Math.max(cell.getHeight() + 2, LEAST_FRAME * style.scale());
                    Rectangle2D frame =
                            new Rectangle2D.Double(
                                    cell.getCenterX() - wide / 2, cell.getCenterY() - high / 2, wide, high);
                    g.setPaint(style.palette().background());
                    g.setStroke(style.stroke(4));
                    g.draw(frame);
                    g.setPaint(style.palette().text());
                    g.setStroke(style.stroke(2));
                    g.draw(frame);
                });
    }

    // What is where

    /// A cell of a tensor.
    private record Spot(CheckTile tile, Cell cell) {
        Optional<NumberId> number() {
            return tile.cells().worst(cell.row(), cell.column()).map(NumberId::of);
        }
    }

    private static Optional<Spot> spot(CheckMapLayout layout, NumberId id) {
        return layout.tiles().stream()
                .filter(it -> it.cells().tensor().key().equals(id.key()))
                .findFirst()
                .map(it -> new Spot(it, it.cells().cellOf(id.index())));
    }

    private Optional<Spot> spotAt(double x, double y) {
        Drawn now = drawn;
        if (now == null) {
            return Optional.empty();
        }
        for (CheckTile tile : now.layout().tiles()) {
            Optional<Cell> cell = tile.at(x, y, REACH * style.scale());
            if (cell.isPresent()) {
                return cell.map(it -> new Spot(tile, it));
            }
        }
        return Optional.empty();
    }

    /// The number at a point of the area painted last: the worst where several share a cell.
    Optional<NumberId> at(double x, double y) {
        return spotAt(x, y).flatMap(Spot::number);
    }

    /// The middle of the cell that a number stands in, in the area painted last.
    Optional<Point2D> middle(NumberId id) {
        return Optional.ofNullable(drawn)
                .flatMap(it -> spot(it.layout(), id))
                .map(it -> it.tile().cell(it.cell()))
                .map(it -> new Point2D.Double(it.getCenterX(), it.getCenterY()));
    }

    /// Where the keys lead from a number: to the next cell that has one, at an edge into the tensor beside, above
    /// or below.
    Optional<NumberId> moved(Optional<NumberId> start, int across, int down) {
        Drawn now = drawn;
        if (now == null) {
            return Optional.empty();
        }
        Optional<Spot> from = start.flatMap(it -> spot(now.layout(), it));
        if (from.isEmpty()) {
            return now.layout().tiles().stream()
                    .flatMap(it -> it.cells().nearest(0, 0).map(cell -> new Spot(it, cell)).stream())
                    .findFirst()
                    .flatMap(Spot::number);
        }
        CheckTile tile = from.get().tile();
        return tile.cells()
                .next(from.get().cell(), across, down)
                .map(it -> new Spot(tile, it))
                .or(() -> beyond(now.layout(), from.get(), across, down))
                .flatMap(Spot::number);
    }

    private static Optional<Spot> beyond(CheckMapLayout layout, Spot from, int across, int down) {
        List<CheckMapLayout.Band> bands = layout.bands();
        int band = 0;
        while (!bands.get(band).tiles().contains(from.tile())) {
            band++;
        }
        List<CheckTile> own = bands.get(band).tiles();
        if (down == 0) {
            int next = own.indexOf(from.tile()) + across;
            return next < 0 || next >= own.size()
                    ? Optional.empty()
                    : nearest(own.get(next), from.cell().row(), across > 0 ? 0 : Integer.MAX_VALUE);
        }
        int next = band + down;
        if (next < 0 || next >= bands.size()) {
            return Optional.empty();
        }
        CheckTile tile = bands.get(next).tiles().getFirst();
        return nearest(tile, down > 0 ? 0 : Integer.MAX_VALUE, from.cell().column());
    }

    private static Optional<Spot> nearest(CheckTile tile, int row, int column) {
        int within = Math.min(row, tile.cells().rows() - 1);
        int across = Math.min(column, tile.cells().columns() - 1);
        return tile.cells().nearest(within, across).map(it -> new Spot(tile, it));
    }

    // Reading

    /// The arrows choose another number.
    @Override
    public boolean isReadable() {
        return false;
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        CheckSummary shown = summary;
        Optional<Spot> spot = spotAt(x, y);
        if (shown == null || spot.isEmpty()) {
            return Optional.empty();
        }
        Cell cell = spot.get().cell();
        CheckCells cells = spot.get().tile().cells();
        Rectangle2D place = new Rectangle2D.Double(x, y, 0, 0);
        return cells.worst(cell.row(), cell.column())
                .map(it ->
                        new Readout(
                                x,
                                place,
                                shown.names().of(NumberId.of(it)),
                                rows(shown.checked(), it, cells.looked(cell.row(), cell.column()))));
    }

    private List<Readout.Row> rows(Checked shown, CheckedNumber number, int together) {
        Palette palette = style.palette();
        List<Readout.Row> rows = new ArrayList<>();
        Color color = ErrorScale.of(number, palette);
        rows.add(
                new Readout.Row(palette.backward(), "backward pass", CheckCurvePicture.DIGITS.text(number.analytic())));
        rows.add(new Readout.Row(palette.text(), "difference", CheckCurvePicture.DIGITS.text(number.numeric())));
        rows.add(new Readout.Row(color, verdict(number), CheckFigures.error(number.relativeError())));
        number.kink()
                .ifPresent(it -> {
                    rows.add(new Readout.Row(color, "kink", CheckWords.kinkUnit(it, shown)));
                    rows.add(new Readout.Row(color, "", CheckWords.kinkWay(it)));
                });
        if (together > 1) {
            rows.add(
                    new Readout.Row(
                            palette.background(),
                            "",
                            "the worst of %s numbers here".formatted(Numbers.count(together))));
        }
        return rows;
    }

    private static String verdict(CheckedNumber number) {
        return switch (number.verdict()) {
            case FAIL -> "fails, relative error";
            case KINK -> "not judged, error";
            case OK -> number.isResolved() ? "agrees, relative error" : "not resolved, error";
        };
    }

    /// All of it, for those who do not see it.
    String text() {
        CheckSummary shown = summary;
        if (shown == null) {
            return "";
        }
        StringBuilder text = new StringBuilder("Relative errors, tensor by tensor.");
        shown.tensors().forEach(it -> text.append(' ').append(it.text()).append('.'));
        String scale = new CheckMapLegend(style, shown.sampled(), false).text();
        return text.append(" Colours: ").append(scale).append('.').toString();
    }
}
