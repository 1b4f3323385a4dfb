package backproplab.ui.view;

import backproplab.catalog.Setting;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// One number of a traced pass, to be dragged or typed: its name, a slider and a box. What it gives is taken at once; what
/// comes back later does not move a slider that is held.
final class NumberSlider extends HBox {
    private final Taker taker;
    private final Consumer<String> says;
    private final Label name = new Label();
    private final Slider slider = new Slider();
    private final EntryBox box = new EntryBox(this::read, this::step);
    private final Tooltip help = new Tooltip();
    private SliderScale scale = new SliderScale(new Setting.Slider(-1, 1, Setting.Scale.LINEAR));
    private double value;

    /// What was given last and has not come back yet.
    private OptionalDouble wanted = OptionalDouble.empty();

    private boolean held;

    /// Held for a number that is not here any more.
    private boolean loose;

    private boolean showing;

    /// Takes a number, or says why not.
    @FunctionalInterface
    interface Taker {
        Optional<String> take(double value);
    }

    /// @param id of the box; the slider is called `<id>-slider`
    /// @param says shows the sentence of a refusal, or none
    NumberSlider(String id, Taker taker, Consumer<String> says) {
        super(6);
        this.taker = taker;
        this.says = says;
        setAlignment(Pos.CENTER_LEFT);
        name.setMinWidth(USE_PREF_SIZE);
        name.setLabelFor(slider);
        name.setTooltip(help);
        slider.setId(id + "-slider");
        slider.setMinWidth(40);
        slider.setPrefWidth(110);
        slider.setTooltip(help);
        HBox.setHgrow(slider, Priority.ALWAYS);
        box.setId(id);
        box.setTooltip(help);
        box.setPrefColumnCount(6);
        box.setMinWidth(48);
        Controls.compact(box);
        getChildren().setAll(name, slider, box);
        managedProperty().bind(visibleProperty());
        slider.valueProperty().addListener((_, _, position) -> slid(position.doubleValue()));
        Controls.listenToHand(slider, () -> held = true, this::release);
    }

    /// From now on it is another number: what is half typed or dragged for the one before is dropped.
    void begin() {
        wanted = OptionalDouble.empty();
        loose = held;
        held = false;
        box.drop();
    }

    /// What it is from now on.
    ///
    /// @param label short, before the slider
    /// @param text what it is in full, for the tooltip and for those who do not see it
    void name(String label, String text) {
        name.setText(label);
        help.setText(text);
        slider.setAccessibleText(text);
        box.setAccessibleText(text);
    }

    /// Where the slider runs from now on; the box takes more.
    void range(Setting.Slider range) {
        scale = new SliderScale(range);
        showing = true;
        slider.setMin(scale.low());
        slider.setMax(scale.high());
        slider.setBlockIncrement(scale.increment());
        slider.setValue(scale.position(value));
        showing = false;
    }

    /// The slider stands on whole powers of ten only.
    void snapToDecades() {
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(1);
    }

    /// Whether the slider can stand at a number.
    boolean reaches(double number) {
        return number >= scale.slider().low() && number <= scale.slider().high();
    }

    /// The number as it is now, which may be older than what was given last.
    ///
    /// @param isNewest whether nothing newer is on its way
    void show(double now, boolean isNewest) {
        if (wanted.isPresent() && !isNewest && wanted.getAsDouble() != now) {
            return;
        }
        wanted = OptionalDouble.empty();
        value = now;
        box.show(NumberText.of(now));
        place();
    }

    private void place() {
        if (!held) {
            showing = true;
            slider.setValue(scale.position(value));
            showing = false;
        }
    }

    double value() {
        return value;
    }

    private void slid(double position) {
        if (!showing && !loose) {
            double next = scale.value(position);
            if (next != value) {
                take(next);
            }
        }
    }

    private void release() {
        held = false;
        loose = false;
        place();
    }

    private Optional<String> read(String text) {
        OptionalDouble number = NumberText.parse(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            String sentence = "`%s` is no number; type one such as 0.25".formatted(text.strip());
            says.accept(sentence);
            return Optional.of(sentence);
        }
        return take(number.getAsDouble());
    }

    private void step(int steps) {
        take(scale.stepped(value, steps));
    }

    private Optional<String> take(double next) {
        Optional<String> refused = taker.take(next);
        says.accept(refused.orElse(""));
        if (refused.isEmpty()) {
            value = next;
            wanted = OptionalDouble.of(next);
            box.show(NumberText.of(next));
            place();
        }
        return refused;
    }
}
