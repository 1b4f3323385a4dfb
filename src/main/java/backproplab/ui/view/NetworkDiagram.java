package backproplab.ui.view;

import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.statistics.UnitReport;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.UnitNames;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The picture of a network: what it looks like ([NetworkLayout]), its numbers ([NetworkPicture]), what is dead, and
/// from where it is looked at. Type and lines keep their size when it is zoomed.
final class NetworkDiagram implements Picture {
    /// The height of a line of type at normal size.
    static final double LINE = 15;

    private static final double REACH = 4;

    /// What a click can mean.
    sealed interface Target {
        record Slot(NetworkLayout.Hit hit) implements Target {}

        record Edge(NetworkPicture.Edge edge) implements Target {}

        record Skip(SkipLine line) implements Target {}

        /// @param index of one of its numbers in the parameter
        record Kernel(KernelTile tile, int index) implements Target {}
    }

    private TrainingSetup setup;
    private Set<String> opened = Set.of();
    private Selection selection;
    private NetworkPicture.EdgeValue edgeValue = NetworkPicture.EdgeValue.WEIGHT;
    private @Nullable NetworkPicture picture;
    private boolean outOfDate;
    private boolean silent;
    private @Nullable UnitReport report;
    private final Viewpoint viewpoint = new Viewpoint(true);
    private @Nullable LayoutKey layoutKey;
    private @Nullable NetworkLayout layout;
    private @Nullable UnitTiles tiles;
    private List<SkipLine> skips = List.of();
    private @Nullable List<KernelTile> kernels;
    private @Nullable NetworkLayout kernelsOf;
    private @Nullable Selection kernelsFor;
    private final WeightScale weightScale = new WeightScale();

    private record LayoutKey(
            NetworkDescription network, Set<String> opened, double width, double height, double line) {}

    NetworkDiagram(TrainingSetup setup, Selection selection) {
        this.setup = setup;
        this.selection = selection;
    }

    void setSetup(TrainingSetup next) {
        setup = next;
    }

    void setOpened(Set<String> names) {
        opened = Set.copyOf(names);
    }

    void setSelection(Selection next) {
        selection = next;
    }

    void setEdgeValue(NetworkPicture.EdgeValue next) {
        edgeValue = next;
    }

    /// The numbers of the network as it is now.
    void setPicture(NetworkPicture next) {
        picture = next;
        outOfDate = false;
        tiles = null;
        weightScale.see(next.largestWeight());
    }

    /// Whether nothing is read under the mouse, because something lies over it.
    void setSilent(boolean wanted) {
        silent = wanted;
    }

    /// The network was changed: until its numbers come, what is still there shows those of before, and none of them can
    /// be read or clicked.
    void outdatePicture() {
        outOfDate = true;
    }

    /// Another network altogether.
    void forgetPicture() {
        picture = null;
        tiles = null;
        weightScale.forget();
    }

    void setReport(@Nullable UnitReport next) {
        report = next;
    }

    /// Null while the numbers of the network as it is now are on their way.
    @Nullable NetworkPicture picture() {
        return outOfDate ? null : picture;
    }

    /// Where it is looked at from.
    Viewpoint viewpoint() {
        return viewpoint;
    }

    // Geometry

    /// For an area of this size; kept until something changes.
    NetworkLayout layoutFor(double width, double height, Style style) {
        double line = LINE * style.scale();
        LayoutKey key =
                new LayoutKey(setup.network(), opened, width, height - NetworkLegend.height(height, style), line);
        NetworkLayout known = layout;
        if (known == null || !key.equals(layoutKey)) {
            known = NetworkLayout.of(setup.network(), opened, width, key.height(), line);
            skips = SkipLine.of(known, setup.network(), line);
            layout = known;
            layoutKey = key;
        }
        return known;
    }

    /// That of the area painted last.
    NetworkLayout layoutNow() {
        return Objects.requireNonNull(layout, "nothing was painted yet");
    }

    double tileOnScreen(NetworkLayout of) {
        return viewpoint.scale(of) * of.tile();
    }

    Rectangle2D onScreen(Rectangle2D box, NetworkLayout of) {
        return viewpoint.onScreen(box, of);
    }

    AffineTransform toScreen(NetworkLayout of) {
        return viewpoint.transform(of);
    }

    /// Of a unit that is drawn.
    Optional<Rectangle2D> squareOnScreen(String group, int unit) {
        NetworkLayout now = layout;
        return now == null
                ? Optional.empty()
                : now.group(group).flatMap(it -> it.squareOf(unit)).map(it -> onScreen(it, now));
    }

    /// Moves the picture as little as needed until a unit is in sight.
    void reveal(String group, int unit) {
        squareOnScreen(group, unit).ifPresent(viewpoint::reveal);
    }

    /// What is at a point of the area painted last: a unit before an edge, an edge before the space of a layer.
    Optional<Target> at(double x, double y) {
        NetworkLayout now = layout;
        if (now == null) {
            return Optional.empty();
        }
        Optional<NetworkLayout.Hit> hit = now.at(viewpoint.inLayout(x, y, now));
        if (hit.isPresent() && hit.get().slot().isPresent()) {
            return hit.map(Target.Slot::new);
        }
        Point2D point = viewpoint.inLayout(x, y, now);
        Optional<Target> kernel = kernelAt(point);
        if (kernel.isPresent()) {
            return kernel;
        }
        Optional<SkipLine> skip =
                skips().stream().filter(it -> it.distance(point) * viewpoint.scale(now) <= REACH).findFirst();
        if (skip.isPresent()) {
            return skip.map(Target.Skip::new);
        }
        Optional<Target> edge = edgeAt(x, y, now).map(Target.Edge::new);
        return edge.isPresent() ? edge : hit.map(Target.Slot::new);
    }

    private Optional<Target> kernelAt(Point2D point) {
        return kernels().stream()
                .filter(it -> it.square().contains(point))
                .findFirst()
                .map(it -> new Target.Kernel(it, it.indexAt(point)));
    }

    /// Those that are drawn; kept until something changes.
    List<KernelTile> kernels() {
        NetworkLayout now = layoutNow();
        List<KernelTile> known = kernels;
        if (known == null || !now.equals(kernelsOf) || !selection.equals(kernelsFor)) {
            known = KernelTile.of(now, setup.network(), selection);
            kernels = known;
            kernelsOf = now;
            kernelsFor = selection;
        }
        return known;
    }

    /// Lines that pass layers by.
    List<SkipLine> skips() {
        return skips;
    }

    private Optional<NetworkPicture.Edge> edgeAt(double x, double y, NetworkLayout now) {
        NetworkPicture numbers = picture();
        if (numbers == null) {
            return Optional.empty();
        }
        NetworkPicture.Edge nearest = null;
        double smallest = REACH;
        for (NetworkPicture.Edge edge : numbers.edges()) {
            Optional<Line2D> line = line(edge, now);
            if (line.isPresent()) {
                double distance = line.get().ptSegDist(x, y);
                if (distance <= smallest) {
                    smallest = distance;
                    nearest = edge;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    Optional<Line2D> line(NetworkPicture.Edge edge, NetworkLayout now) {
        Optional<Rectangle2D> from = now.group(edge.from()).flatMap(it -> it.squareOf(edge.fromUnit()));
        Optional<Rectangle2D> to = now.group(edge.to()).flatMap(it -> it.squareOf(edge.toUnit()));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Rectangle2D start = onScreen(from.get(), now);
        Rectangle2D end = onScreen(to.get(), now);
        return Optional.of(new Line2D.Double(start.getMaxX(), start.getCenterY(), end.getMinX(), end.getCenterY()));
    }

    // Painting

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setPaint(style.palette().background());
        g.fill(area);
        layoutFor(area.getWidth(), area.getHeight(), style);
        double legend = NetworkLegend.height(area.getHeight(), style);
        Rectangle2D stage =
                new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), area.getHeight() - legend);
        viewpoint.setArea(stage);
        Lettering.begin(g);
        NetworkScene scene = sceneWith(picture);
        NetworkBrush brush = new NetworkBrush(g, style, this, scene, stage);
        brush.selectedLayer();
        brush.skips();
        brush.edges();
        brush.kernels();
        brush.groups();
        Rectangle2D below = new Rectangle2D.Double(area.getX(), stage.getMaxY(), area.getWidth(), legend);
        g.setPaint(style.palette().background()); // what a zoomed network has there is covered
        g.fill(below);
        new NetworkLegend(g, style, below, scene).paint();
    }

    private NetworkScene scene() {
        return sceneWith(picture());
    }

    private NetworkScene sceneWith(@Nullable NetworkPicture numbers) {
        return new NetworkScene(
                setup,
                selection,
                edgeValue,
                numbers,
                weightScale.largest(),
                report,
                layout == null ? List.of() : kernels());
    }

    /// Made once per picture.
    UnitTiles tiles(Palette palette) {
        UnitTiles known = tiles;
        if (known == null || !known.palette().equals(palette)) {
            known = new UnitTiles(palette, picture);
            tiles = known;
        }
        return known;
    }

    /// What is drawn and what is not.
    String caption() {
        return new NetworkWords(scene(), Palette.LIGHT).caption();
    }

    /// The same in words.
    String description() {
        return new NetworkWords(scene(), Palette.LIGHT).description();
    }

    /// Where a weight stands, such as "input 1 → hidden 2".
    String nameOf(WeightCard.Place place) {
        return place.isOfKernel()
                ? new UnitNames(setup).ofParameter(new Parameters.Key(place.to(), "weights"), place.index())
                : nameOf(place.from(), place.fromUnit()) + " → " + nameOf(place.to(), place.toUnit());
    }

    /// What a unit is called.
    String nameOf(String group, int unit) {
        return scene().nameOf(group, unit);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        if (silent) {
            return Optional.empty();
        }
        UnitTiles known = tiles;
        NetworkWords words = new NetworkWords(scene(), known == null ? Palette.LIGHT : known.palette());
        return at(x, y).flatMap(it ->
                switch (it) {
                    case Target.Edge(NetworkPicture.Edge edge) -> Optional.of(words.read(edge, x, y));
                    case Target.Skip(SkipLine line) -> Optional.of(words.read(line, x, y));
                    case Target.Kernel(KernelTile tile, int index) -> Optional.of(words.read(tile, index, x, y));
                    case Target.Slot(NetworkLayout.Hit hit) -> hit.slot().map(slot -> words.read(hit, slot, x, y));
                });
    }
}
