package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.scene.layout.Pane;

import org.jspecify.annotations.Nullable;

import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.OptionalDouble;

/// The layer above the picture of a network where one weight is set by hand: a card beside the line that was clicked,
/// or beside the selected unit.
final class WeightCards extends Pane {
    private static final double BESIDE = 8;

    private final LabModel model;
    private final NetworkDiagram diagram;
    private final PicturePane pane;
    private final NetworkControl control;
    private @Nullable WeightCard card;

    WeightCards(LabModel model, NetworkDiagram diagram, PicturePane pane, NetworkControl control) {
        this.model = model;
        this.diagram = diagram;
        this.pane = pane;
        this.control = control;
        setPickOnBounds(false);
    }

    /// Beside a point of a line.
    void open(NetworkPicture.Edge edge, double x, double y) {
        if (edge.key().isEmpty() || (edge.isBundle() && !isOfKernels(edge.key().get()))) {
            control.say(
                    edge.isBundle()
                            ? "this line stands for all weights between the picture and the unit; click the picture to"
                                    + " see its pixels one by one"
                            : "there is no weight on this line");
            return;
        }
        Parameters.Key key = edge.key().get();
        int fanIn = key.name().equals("weights") ? fanIn(key) : 0;
        open(
                new WeightCard.Place(key, edge.index(), edge.from(), fanIn, edge.to(), edge.toUnit(), isOfKernels(key)),
                x,
                y);
    }

    /// Beside a point of a kernel.
    void open(KernelTile tile, int index, double x, double y) {
        Parameters.Key key = tile.key();
        open(new WeightCard.Place(key, index, tile.from(), fanIn(key), tile.layer(), 0, true), x, y);
    }

    /// The first weight that leads to the selected unit; from there the card goes on to the others.
    void open(Selection selection) {
        String owner = model.setupProperty().get().network().layer(selection.layer()).map(it -> it.owner()).orElse("");
        Parameters.Key key = new Parameters.Key(owner, "weights");
        Optional<String> from =
                model.setupProperty().get().network().layer(selection.layer()).map(it -> it.inputs().getFirst());
        if (selection.unit().isEmpty() || from.isEmpty() || fanIn(key) == 0) {
            control.say("select a unit with weights, then press W to set them");
            return;
        }
        int unit = selection.unit().getAsInt();
        int row = diagram.layoutNow().group(selection.layer()).map(it -> it.channelOf(unit)).orElse(unit);
        Rectangle2D beside =
                diagram.squareOnScreen(selection.layer(), unit).orElse(new Rectangle2D.Double(0, 0, 0, BESIDE));
        open(
                new WeightCard.Place(
                        key, row * fanIn(key), from.get(), fanIn(key), selection.layer(), unit, isOfKernels(key)),
                beside.getMaxX(),
                beside.getCenterY());
    }

    /// How many weights lead to one unit, or to one filter; 0 where there are none.
    private int fanIn(Parameters.Key key) {
        Tensor weights = model.latestProperty().get().checkpoint().parameters().asMap().get(key);
        return weights != null && (weights.shape().rank() == 2 || isOfKernels(key)) ? weights.rowSize() : 0;
    }

    private boolean isOfKernels(Parameters.Key key) {
        Tensor weights = model.latestProperty().get().checkpoint().parameters().asMap().get(key);
        return weights != null && weights.shape().rank() == 4;
    }

    private void open(WeightCard.Place place, double x, double y) {
        WeightCard opened = new WeightCard(model, place, diagram::nameOf, pane.style(), control, this::close);
        card = opened;
        getChildren().setAll(opened);
        diagram.setSilent(true);
        control.redraw();
        refresh();
        opened.applyCss();
        opened.autosize();
        opened.relocate(
                Math.clamp(x + BESIDE, 0, Math.max(0, getWidth() - opened.getWidth())),
                Math.clamp(y + BESIDE, 0, Math.max(0, getHeight() - opened.getHeight())));
        opened.focus();
    }

    /// The numbers are new.
    void refresh() {
        if (card != null) {
            card.refresh();
        }
    }

    /// Takes the card away and gives the focus back.
    void close() {
        boolean wasOpen = card != null;
        clear();
        if (wasOpen) {
            pane.requestFocus();
        }
    }

    /// Takes the card away: what it was about is gone.
    void clear() {
        card = null;
        getChildren().clear();
        diagram.setSilent(false);
        control.redraw();
    }

    /// Of one number of the newest copy.
    static OptionalDouble valueOf(LabModel model, Parameters.Key key, int index) {
        return valueOf(model.latestProperty().get(), key, index);
    }

    static OptionalDouble valueOf(Command.Snapshot run, Parameters.Key key, int index) {
        Tensor values = run.checkpoint().parameters().asMap().get(key);
        return values == null || index >= values.size() ? OptionalDouble.empty() : OptionalDouble.of(values.get(index));
    }
}
