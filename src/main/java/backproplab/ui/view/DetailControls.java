package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.catalog.Setting;
import backproplab.loss.Loss;
import backproplab.tensor.Tensor;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;

import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be changed of the unit, the weight or the input that is looked at, and by how much it is nudged.
final class DetailControls extends VBox {
    private static final double SMALLEST_EPSILON = 1e-10;
    private static final double LARGEST_EPSILON = 0.1;
    private static final double EPSILON = 1e-4;

    private final StepModel model;
    private final NumberSlider parameter;
    private final NumberSlider input;
    private final NumberSlider target;
    private final NumberSlider nudge;
    private final Label refusal = new Label();
    private Optional<Place> place = Optional.empty();
    private Optional<Place.Weight> changed = Optional.empty();
    private double epsilon = EPSILON;

    /// @param onEpsilon the nudge is another one
    DetailControls(StepModel model, Runnable onEpsilon) {
        this.model = model;
        parameter = new NumberSlider("detail-parameter", this::setParameter, this::say);
        input = new NumberSlider("detail-input", this::setInput, this::say);
        target = new NumberSlider("detail-target", this::setTarget, this::say);
        nudge =
                new NumberSlider(
                        "detail-epsilon",
                        it -> {
                            if (it == 0) {
                                return Optional.of("ε needs a number other than 0, such as 1e-4");
                            }
                            epsilon = it;
                            onEpsilon.run();
                            return Optional.empty();
                        },
                        this::say);
        nudge.range(new Setting.Slider(SMALLEST_EPSILON, LARGEST_EPSILON, Setting.Scale.LOGARITHMIC));
        nudge.snapToDecades();
        nudge.name("ε", "Nudge: by how much the number is moved to measure ΔL/ε");
        nudge.show(EPSILON, true);
        HBox row = new HBox(14, parameter, input, target, nudge);
        row.getChildren().forEach(it -> HBox.setHgrow(it, Priority.ALWAYS));
        all().forEach(it -> it.setStyle("-fx-max-width: 32em;"));
        refusal.setId("detail-refusal");
        refusal.getStyleClass().add("error-text");
        refusal.setWrapText(true);
        refusal.setMinHeight(Region.USE_PREF_SIZE);
        refusal.managedProperty().bind(refusal.visibleProperty());
        refusal.setVisible(false);
        setPadding(new Insets(2, 8, 4, 8));
        getChildren().setAll(row, refusal);
        managedProperty().bind(visibleProperty());
        nothing();
    }

    private Stream<NumberSlider> all() {
        return Stream.of(parameter, input, target, nudge);
    }

    private void say(String sentence) {
        refusal.setText(sentence.isEmpty() ? "" : SettingsEditor.sentence(sentence));
        refusal.setVisible(!sentence.isEmpty());
    }

    double epsilon() {
        return epsilon;
    }

    void nothing() {
        begin(Optional.empty());
        use(List.of());
    }

    /// @return whether it is another one than before
    private boolean begin(Optional<Place> next) {
        if (next.equals(place)) {
            return false;
        }
        place = next;
        changed = Optional.empty();
        say("");
        Stream.of(parameter, input, target).forEach(NumberSlider::begin);
        return true;
    }

    private void use(List<NumberSlider> used) {
        all().forEach(it -> it.setVisible(used.contains(it)));
        setVisible(!used.isEmpty());
    }

    void unit(Moment moment, UnitLook unit) {
        boolean isNew = begin(Optional.of(unit.place()));
        Optional<TraceValue> bias = unit.bias();
        Optional<Tensor> targets = unit.targets();
        bias.ifPresent(it -> {
            Place.Weight weight = (Place.Weight) it.place();
            changed = Optional.of(weight);
            String letter = weight.key().name().equals("beta") ? "β" : "bias";
            show(parameter, isNew, letter, "The bias of " + unit.name() + ": what if it were another?", it.value());
        });
        targets.ifPresent(it -> {
            double t = it.get(unit.place().sample(), unit.place().unit());
            if (isNew || !target.reaches(t)) {
                target.range(targetRange(moment.trace(), unit.place().owner(), t));
            }
            target.name("target", "The target of " + unit.name() + ": what if it were another?");
            target.show(t, !model.isBusy());
        });
        use(Stream.of(bias.map(_ -> parameter), targets.map(_ -> target)).flatMap(Optional::stream).toList());
    }

    void weight(Place.Weight weight, String name, String letter, double value) {
        boolean isNew = begin(Optional.of(weight));
        changed = Optional.of(weight);
        show(parameter, isNew, letter, "%s: what if it were another?".formatted(name), value);
        use(List.of(parameter, nudge));
    }

    void input(Place.Unit unit, String name, double value) {
        boolean isNew = begin(Optional.of(unit));
        show(input, isNew, "x", "The input %s: what if it were another?".formatted(name), value);
        use(List.of(input));
    }

    private void show(NumberSlider slider, boolean isNew, String label, String text, double value) {
        if (isNew || !slider.reaches(value)) {
            double reach = WeightScale.roundUp(Math.max(1, 2 * Math.abs(value)));
            slider.range(new Setting.Slider(-reach, reach, Setting.Scale.LINEAR));
        }
        slider.name(label, text);
        slider.show(value, !model.isBusy());
    }

    /// From 0 to 1 where the loss takes nothing else.
    private static Setting.Slider targetRange(BackwardTrace trace, String layer, double t) {
        double reach = WeightScale.roundUp(Math.max(1, 2 * Math.abs(t)));
        List<Loss> losses =
                trace.losses().stream()
                        .map(it -> it.term())
                        .filter(it -> it.on().equals(layer))
                        .map(it -> it.loss())
                        .toList();
        double low = losses.stream().allMatch(it -> it.takesTarget(-reach)) ? -reach : 0;
        double high = losses.stream().allMatch(it -> it.takesTarget(reach)) ? reach : 1;
        return new Setting.Slider(Math.min(low, t), Math.max(high, t), Setting.Scale.LINEAR);
    }

    private Optional<String> setParameter(double value) {
        changed.ifPresent(it -> model.setParameter(it.key(), it.index(), value));
        return Optional.empty();
    }

    private Optional<String> setInput(double value) {
        if (place.orElse(null) instanceof Place.Unit(String owner, int sample, int unit)) {
            model.setInput(owner, sample, unit, value);
        }
        return Optional.empty();
    }

    private Optional<String> setTarget(double value) {
        return place.orElse(null) instanceof Place.Unit(String owner, int sample, int unit)
                ? model.setTarget(owner, sample, unit, value)
                : Optional.empty();
    }
}
