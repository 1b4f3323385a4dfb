package backproplab.ui.view;

import backproplab.backprop.TraceValue.Place;
import backproplab.network.NetworkDescription;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.UnitNames;

import org.jspecify.annotations.Nullable;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The network of a traced pass with its numbers as far as the walk has come, and what takes part in the step lit.
final class LitPicture implements Picture {
    private static final double REACH = 6;

    private @Nullable Moment moment;
    private @Nullable UnitNames names;
    private Optional<LitPaths> paths = Optional.empty();
    private Optional<Adjustable> chosen = Optional.empty();
    private Optional<backproplab.fault.Place> bug = Optional.empty();
    private int sample;
    private boolean moved = true;
    private final Viewpoint viewpoint = new Viewpoint(false);
    private final LitSheets sheets = new LitSheets();
    private Palette palette = Palette.LIGHT;
    private Rectangle2D area = new Rectangle2D.Double(0, 0, 1, 1);

    private @Nullable FrameKey frameKey;
    private LitLayout.@Nullable Frame frame;
    private @Nullable LitScene scene;
    private LitBrush.Painted painted = LitBrush.Painted.NOTHING;

    private record FrameKey(NetworkDescription network, double width, double height, double line) {}

    void show(@Nullable Moment next) {
        Moment before = moment;
        moved |= before == null || next == null || before.index() != next.index();
        if (next != null && (before == null || before.pass() != next.pass())) {
            names = next.pass().names();
        }
        moment = next;
        scene = null;
    }

    void setPaths(Optional<LitPaths> next) {
        moved |= next.isPresent() && paths.isEmpty();
        paths = next;
        scene = null;
    }

    Optional<LitPaths> paths() {
        return paths;
    }

    void setChosen(Optional<Adjustable> next) {
        chosen = next;
        scene = null;
    }

    Optional<Adjustable> chosen() {
        return chosen;
    }

    /// Where a bug is, once everybody may see it.
    void setBug(Optional<backproplab.fault.Place> next) {
        bug = next;
        scene = null;
    }

    /// Of a batch the sample that is shown where the step is about all of them.
    void setSample(int next) {
        sample = next;
        scene = null;
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    /// What was painted last; empty while nothing has been traced.
    Optional<LitScene> scene() {
        return Optional.ofNullable(scene);
    }

    /// The numbers of a window that were painted large.
    Optional<LitInset.Painted> inset() {
        return painted.inset();
    }

    @Override
    public boolean isReadable() {
        return false; // the arrows are for stepping
    }

    // Painting

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        this.area = area;
        palette = style.palette();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.setPaint(palette.background());
        g.fill(area);
        Lettering.begin(g);
        Moment now = moment;
        UnitNames called = names;
        if (now == null || called == null) {
            painted = LitBrush.Painted.NOTHING;
            return;
        }
        double line = NetworkDiagram.LINE * style.scale();
        boolean isTwo = area.getHeight() >= 20 * line;
        double caption = (isTwo ? 2.6 : 1.6) * line;
        Rectangle2D stage =
                new Rectangle2D.Double(
                        area.getX(), area.getY(), area.getWidth(), Math.max(1, area.getHeight() - caption));
        viewpoint.setArea(stage);
        LitScene made = sceneOf(now, called, frameFor(now, stage, line));
        scene = made;
        if (moved) {
            moved = false;
            reveal(made, stage);
        }
        painted = new LitBrush(g, style, made, stage, sheets).paint();
        caption(g, style, made, stage, line, isTwo);
    }

    private LitLayout.Frame frameFor(Moment now, Rectangle2D stage, double line) {
        FrameKey key = new FrameKey(now.trace().network(), stage.getWidth(), stage.getHeight(), line);
        LitLayout.Frame known = frame;
        if (known == null || !key.equals(frameKey)) {
            known = new LitLayout.Frame(key.network(), key.width(), key.height(), line);
            frame = known;
            frameKey = key;
            moved = true;
        }
        return known;
    }

    private LitScene sceneOf(Moment now, UnitNames called, LitLayout.Frame frame) {
        int shown = Math.clamp(sample, 0, now.trace().samples() - 1);
        LitStep step = LitStep.of(now.step(), now.trace(), shown, frame::capacity);
        Map<String, Set<Integer>> wishes = paths.map(LitPaths::wishes).orElseGet(step::wishes);
        return new LitScene(
                now,
                called,
                step,
                new LitNumbers(now, step.sample()),
                frame.place(wishes),
                viewpoint,
                paths,
                chosen,
                bug);
    }

    /// A network that is too wide for the area moves along with the step.
    private void reveal(LitScene made, Rectangle2D stage) {
        NetworkLayout network = made.layout().network();
        Rectangle2D all = made.onScreen(new Rectangle2D.Double(0, 0, network.width(), network.height()));
        if (all.getMinX() >= stage.getMinX() - 1 && all.getMaxX() <= stage.getMaxX() + 1) {
            return;
        }
        Map<String, Set<Integer>> wishes = made.paths().map(LitPaths::wishes).orElseGet(made.step()::wishes);
        wishes.forEach((owner, units) -> units.forEach(unit -> made.card(owner, unit).ifPresent(viewpoint::reveal)));
        if (made.step().roleOfLoss().isPresent()) {
            viewpoint.reveal(made.loss());
        }
        for (var result : made.moment().step().results().subList(0, 1)) {
            if (result.place() instanceof Place.Unit(String owner, int _, int unit)) {
                made.card(owner, unit).ifPresent(viewpoint::reveal);
            }
        }
    }

    /// @param isTwo whether there is room for two lines
    private static void caption(
            Graphics2D g, Style style, LitScene scene, Rectangle2D stage, double line, boolean isTwo) {
        LitWords words = new LitWords(scene, style.palette());
        g.setPaint(style.palette().background()); // what a zoomed network has there is covered
        Rectangle2D below = new Rectangle2D.Double(stage.getX(), stage.getMaxY(), stage.getWidth(), 3 * line);
        g.fill(below);
        double left = stage.getX() + 10;
        double right = stage.getMaxX() - 10;
        FontMetrics bold = Lettering.metrics(g, style.bold());
        String title = Lettering.cut(bold, words.title(), right - left);
        double baseline = stage.getMaxY() + 1.05 * line;
        Lettering.left(g, title, style.bold(), LitCards.direction(style.palette(), scene.isBackward()), left, baseline);
        double x = left + bold.stringWidth(title) + line;
        String notes = String.join(" · ", words.notes());
        FontMetrics plain = Lettering.metrics(g, style.font());
        if (plain.stringWidth(notes) <= right - x || !isTwo) {
            String text = Lettering.cut(plain, notes, right - x);
            Lettering.left(g, text, style.font(), style.faintText(), x, baseline);
        } else {
            String text = Lettering.cut(plain, notes, right - left);
            Lettering.left(g, text, style.font(), style.faintText(), left, baseline + line);
        }
    }

    // What lies where

    /// A target or a bias before a unit, a unit before a connection.
    Optional<LitSpot> at(double x, double y) {
        LitScene now = scene;
        if (now == null) {
            return Optional.empty();
        }
        Optional<LitInset.Painted> inset = painted.inset().filter(it -> it.box().contains(x, y));
        if (inset.isPresent()) {
            return inset.get().at(x, y).map(LitSpot.Unit::new);
        }
        for (NetworkLayout.Group group : now.layout().network().groups()) {
            for (NetworkLayout.Slot slot : group.slots()) {
                Optional<LitSpot> found = at(now, group, slot, x, y);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (now.loss().contains(x, y)) {
            return Optional.of(new LitSpot.Loss());
        }
        return weightAt(x, y).map(LitSpot.Weight::new);
    }

    private static Optional<LitSpot> at(
            LitScene now, NetworkLayout.Group group, NetworkLayout.Slot slot, double x, double y) {
        Rectangle2D square = now.onScreen(slot.square());
        boolean isIn = square.contains(x, y);
        return switch (slot) {
            case NetworkLayout.Unit(int unit, Rectangle2D _) -> {
                At at = new At(group.name(), unit);
                Optional<Adjustable.Parameter> bias = now.biasOf(group.name(), unit);
                if (isIn) {
                    yield Optional.of(new LitSpot.Unit(at));
                }
                if (now.hasTarget(group.name()) && now.target(square).contains(x, y)) {
                    yield Optional.of(new LitSpot.Target(at));
                }
                yield bias.filter(_ -> now.bias(square).contains(x, y))
                        .map(it -> new LitSpot.Weight(new Place.Weight(it.key(), it.index())));
            }
            case NetworkLayout.More more ->
                    isIn ? Optional.of(new LitSpot.More(group.name(), more.first(), more.count())) : Optional.empty();
            case NetworkLayout.Sheet(int first, PictureShape shape, Rectangle2D _) -> {
                OptionalInt unit = new NetworkLayout.Sheet(first, shape, square).unitAt(new Point2D.Double(x, y));
                yield isIn && unit.isPresent()
                        ? Optional.of(new LitSpot.Unit(new At(group.name(), unit.getAsInt())))
                        : Optional.empty();
            }
        };
    }

    private Optional<Place.Weight> weightAt(double x, double y) {
        for (LitLines.Labelled label : painted.labels()) {
            if (label.box().contains(x, y)) {
                return Optional.of(label.weight());
            }
        }
        Optional<Place.Weight> nearest = Optional.empty();
        double smallest = REACH;
        for (LitEdge edge : painted.edges()) {
            double distance = edge.line().ptSegDist(x, y);
            if (edge.weight().isPresent() && distance <= smallest) {
                smallest = distance;
                nearest = edge.weight();
            }
        }
        return nearest;
    }

    /// Every number that can be another and that is drawn, from the inputs to the targets.
    List<Adjustable> adjustables() {
        List<Adjustable> found = new ArrayList<>();
        LitScene now = scene;
        if (now == null) {
            return found;
        }
        int shown = now.step().sample();
        for (NetworkLayout.Group group : now.layout().network().groups()) {
            for (NetworkLayout.Slot slot : group.slots()) {
                if (slot instanceof NetworkLayout.Unit(int unit, Rectangle2D _)) {
                    if (group.input()) {
                        found.add(new Adjustable.Input(group.name(), shown, unit));
                    }
                    now.biasOf(group.name(), unit).ifPresent(found::add);
                    painted.edges().stream()
                            .filter(it -> it.link().to().equals(new At(group.name(), unit)))
                            .flatMap(it -> it.weight().stream())
                            .forEach(it -> found.add(new Adjustable.Parameter(it.key(), it.index())));
                    if (now.hasTarget(group.name())) {
                        found.add(new Adjustable.Target(group.name(), shown, unit));
                    }
                }
            }
        }
        return found;
    }

    /// What is lit, in words; empty while nothing has been traced.
    String description() {
        return scene().map(it -> new LitWords(it, palette).description()).orElse("");
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return scene().filter(_ -> area.contains(x, y))
                .flatMap(it -> at(x, y).flatMap(spot -> new LitWords(it, palette).read(spot, x, y)));
    }
}
