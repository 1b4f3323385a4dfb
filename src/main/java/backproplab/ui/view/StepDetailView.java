package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;

import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What is in focus in the step perspective, looked at closely: of a unit its z on the curve of its function with the
/// tangent, of a weight all paths from the loss to it and what a nudge does to the loss, of an input its gradient. The
/// numbers that the network is given can be dragged: what if.
final class StepDetailView extends PaintedView {
    private static final String NOTHING =
            "Click a unit, a weight or an input in the diagram, or a row of the table, to look at it closely.";

    private final StepModel model;
    private final StepDetailPicture picture = new StepDetailPicture();
    private final PicturePane pane = new PicturePane(picture, "close-look");
    private final UnitCurve curve = new UnitCurve();
    private final UnitBars bars = new UnitBars();
    private final WeightLook weight;
    private final DetailControls controls;

    StepDetailView(StepModel model) {
        this.model = model;
        this.controls = new DetailControls(model, this::change);
        this.weight = new WeightLook(model, this::change);
        pane.setId("step-detail");
        root().setCenter(pane);
        root().setBottom(new VBox(controls));
        model.momentProperty().subscribe(_ -> change());
        model.focusProperty().subscribe(_ -> change());
        model.digitsProperty().subscribe(_ -> change());
    }

    @Override
    public String id() {
        return "step-detail";
    }

    @Override
    public String title() {
        return "Close look";
    }

    @Override
    public String help() {
        return "The unit, weight or input that is in focus: z on the curve of its function with the tangent of slope"
                + " f′(z); all paths from the loss to a weight, and what happens to the loss when the weight is"
                + " nudged by ε. Good: the point lies where the curve is steep, and ΔL/ε is near ∂L/∂w. Drag a"
                + " slider to see what if.";
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
    }

    @Override
    public void setShown(boolean shown) {
        super.setShown(shown);
        if (!shown) {
            weight.forget();
        }
    }

    @Override
    public boolean isBusy() {
        return isShown() && (model.isBusy() || weight.isBusy());
    }

    StepDetailPicture picture() {
        return picture;
    }

    UnitCurve curve() {
        return curve;
    }

    UnitBars bars() {
        return bars;
    }

    private CardDigits digits() {
        return model.digitsProperty().get();
    }

    @Override
    void paint() {
        Moment moment = model.momentProperty().get();
        Optional<Place> focus = model.focusProperty().get().filter(_ -> moment != null);
        if (moment == null || focus.isEmpty()) {
            nothing(NOTHING);
        } else {
            show(moment, focus.get());
        }
        pane.draw();
    }

    private void nothing(String why) {
        picture.show(new StepDetailPicture.Content.Nothing(why));
        pane.setAccessibleText(why);
        controls.nothing();
    }

    private void show(Moment moment, Place place) {
        switch (place) {
            case Place.Unit unit when moment.trace().inputs().containsKey(unit.owner()) -> input(moment, unit);
            case Place.Unit unit -> unit(moment, unit);
            case Place.Weight it -> weight(moment, it);
            case Place.Timed it ->
                    moment.trace().putOut(it).ifPresentOrElse(unit -> unit(moment, unit), () -> nothing(inside(it)));
            case Place.Edge _, Place.Term _, Place.Whole _ -> nothing(NOTHING);
        }
    }

    private static String inside(Place.Timed place) {
        return "%s, unit %d, at t = %d: this number stays inside of the layer. The step shows how it comes about, and Over time in the network shows all time steps."
                .formatted(place.owner(), place.unit() + 1, place.time() + 1);
    }

    private void unit(Moment moment, Place.Unit place) {
        UnitLook look = new UnitLook(moment, place, digits());
        Optional<backproplab.ui.chart.Picture> plot = Optional.empty();
        if (look.function().isPresent()) {
            curve.show(look, digits());
            plot = Optional.of(curve);
        } else if (look.together().isPresent()) {
            bars.show(look, moment.pass().names(), digits());
            plot = Optional.of(bars);
        }
        picture.show(new StepDetailPicture.Content.Unit(look.numbers(), plot));
        pane.setAccessibleText(look.text());
        controls.unit(moment, look);
    }

    private void input(Moment moment, Place.Unit place) {
        BackwardTrace trace = moment.trace();
        Tensor x = trace.output(place.owner());
        CloseNumbers.Rows rows = new CloseNumbers.Rows(moment, place, digits());
        rows.add(Quantity.INPUT, x.get(place.sample(), place.unit()));
        BackwardTrace.@Nullable InputGradient gradient = trace.inputGradients().get(place.owner());
        boolean isShown = moment.isKnown(Quantity.INPUT_GRADIENT, place);
        if (gradient != null) {
            rows.add(Quantity.INPUT_GRADIENT, gradient.total().get(place.sample(), place.unit()));
        }
        String unit = moment.pass().names().of(place.owner(), place.unit());
        String name = trace.samples() > 1 ? unit + ", sample " + (place.sample() + 1) : unit;
        CloseNumbers numbers =
                new CloseNumbers(
                        name + " · input",
                        rows.rows(),
                        isShown
                                ? "If this input grew a little, the loss would grow ∂L/∂x times as much. Training"
                                        + " changes weights, never an input."
                                : "Training changes weights, never an input; but you can.");
        picture.show(new StepDetailPicture.Content.Unit(numbers, Optional.empty()));
        pane.setAccessibleText(numbers.text(rows.letters()));
        controls.input(place, name, x.get(place.sample(), place.unit()));
    }

    private void weight(Moment moment, Place.Weight place) {
        weight.show(moment, place, digits(), controls.epsilon());
        picture.show(new StepDetailPicture.Content.Weight(weight.numbers(), weight.paths()));
        pane.setAccessibleText(weight.text());
        controls.weight(
                place,
                weight.name(),
                weight.letter(),
                moment.trace().parameter(place.key()).before().get(place.index()));
    }
}
