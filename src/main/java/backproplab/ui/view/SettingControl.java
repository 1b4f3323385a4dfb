package backproplab.ui.view;

import backproplab.catalog.Setting;
import backproplab.tensor.Extent;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The control of one setting in a [SettingsEditor], with its name before it and the sentence of a refusal under it.
abstract sealed class SettingControl extends VBox {
    private final Setting setting;
    private final Taker taker;
    private final HBox row = new HBox(6);
    private final Label name = new Label();
    private final Label problem = new Label();

    /// Takes a value, or says why not.
    @FunctionalInterface
    interface Taker {
        /// @param done whether this is the end of a movement
        Optional<String> take(Setting setting, Object value, boolean done);
    }

    static SettingControl of(Setting setting, Taker taker) {
        return switch (setting) {
            case Setting.Real real -> new RealControl(real, taker);
            case Setting.Whole whole -> new WholeControl(whole, taker);
            case Setting.Flag flag -> new FlagControl(flag, taker);
            case Setting.Choice<?> choice -> new ChoiceControl(choice, taker);
            case Setting.Reals reals -> new RealsControl(reals, taker);
            case Setting.Sizes sizes -> new SizesControl(sizes, taker);
        };
    }

    private SettingControl(Setting setting, Taker taker) {
        this.setting = setting;
        this.taker = taker;
        name.setText(setting.id().replace('_', ' '));
        name.getStyleClass().add("setting-name");
        name.setTooltip(tooltip());
        row.setAlignment(Pos.CENTER_LEFT);
        row.getChildren().add(name);
        problem.getStyleClass().add("error-text");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        getChildren().addAll(row, problem);
    }

    Setting setting() {
        return setting;
    }

    abstract void show(Object value);

    /// Less high than in a form.
    void compact() {
        for (Node node : row.getChildren()) {
            if (node instanceof TextField box) {
                Controls.compact(box);
            }
        }
    }

    Optional<String> problem() {
        return problem.isVisible() ? Optional.of(problem.getText()) : Optional.empty();
    }

    double lineHeight() {
        return name.getFont().getSize();
    }

    Optional<String> take(Object value, boolean done) {
        return say(taker.take(setting, value, done));
    }

    /// A text that stands for no value at all.
    Optional<String> refuse(String needed, String text) {
        return say(
                Optional.of(
                        "%s needs %s, got %s".formatted(name.getText(), needed, text.isBlank() ? "nothing" : text)));
    }

    private Optional<String> say(Optional<String> refusal) {
        problem.setText(refusal.orElse(""));
        problem.setVisible(refusal.isPresent());
        return refusal;
    }

    void add(Control control, String role) {
        control.setId("setting-" + setting.id() + role);
        control.setTooltip(tooltip());
        control.setAccessibleText(name.getText());
        control.setAccessibleHelp(setting.help());
        row.getChildren().add(control);
        name.setLabelFor(control);
    }

    void add(Node node) {
        row.getChildren().add(node);
    }

    private Tooltip tooltip() {
        Tooltip tooltip = new Tooltip("%s (standard: %s)".formatted(setting.help(), setting.text(setting.standard())));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        tooltip.setShowDelay(Duration.millis(400));
        tooltip.setShowDuration(Duration.seconds(20));
        return tooltip;
    }

    /// A slider for what is worth trying and a box for everything that is allowed.
    private static final class RealControl extends SettingControl {
        private final SliderScale scale;
        private final Slider slider = new Slider();
        private final EntryBox box = new EntryBox(this::read, this::step);
        private double value;
        private boolean held;
        private boolean moved;
        private boolean showing;

        RealControl(Setting.Real real, Taker taker) {
            super(real, taker);
            scale = new SliderScale(real.slider());
            slider.setMin(scale.low());
            slider.setMax(scale.high());
            slider.setBlockIncrement(scale.increment());
            slider.setLabelFormatter(new Formatter(scale));
            slider.setMinWidth(40);
            slider.setPrefWidth(120);
            HBox.setHgrow(slider, Priority.ALWAYS);
            add(slider, "-slider");
            add(box, "");
            slider.valueProperty().addListener((_, _, position) -> slid(position.doubleValue()));
            Controls.listenToHand(slider, () -> held = true, this::release);
        }

        /// Moved by the mouse or by keys, it is let go later; moved otherwise, as by a screen reader, it is done.
        private void slid(double position) {
            if (showing) {
                return;
            }
            moved = held;
            double next = scale.value(position);
            if (take(next, !held).isEmpty()) {
                value = next;
                box.show(NumberText.of(next));
            }
        }

        private void release() {
            held = false;
            if (moved) {
                moved = false;
                take(value, true);
            }
        }

        private Optional<String> read(String text) {
            OptionalDouble number = NumberText.parse(text);
            return number.isPresent() ? take(number.getAsDouble(), true) : refuse("a number such as 0.5", text);
        }

        private void step(int steps) {
            take(scale.stepped(value, steps), true);
        }

        @Override
        void show(Object now) {
            value = (Double) now;
            box.show(NumberText.of(value));
            if (!held) {
                showing = true;
                slider.setValue(scale.position(value));
                showing = false;
            }
        }
    }

    /// What a screen reader says of a slider.
    private static final class Formatter extends StringConverter<Double> {
        private final SliderScale scale;

        Formatter(SliderScale scale) {
            this.scale = scale;
        }

        @Override
        public String toString(Double position) {
            return NumberText.of(scale.value(position));
        }

        @Override
        public Double fromString(String text) {
            throw new UnsupportedOperationException("labels are not edited");
        }
    }

    private static final class WholeControl extends SettingControl {
        private final EntryBox box = new EntryBox(this::read, this::step);
        private int value;

        WholeControl(Setting.Whole whole, Taker taker) {
            super(whole, taker);
            box.setPrefColumnCount(5);
            HBox.setHgrow(box, Priority.ALWAYS);
            add(button("−", -1));
            add(box, "");
            add(button("+", 1));
        }

        /// For the mouse; keys step in the box.
        private Button button(String text, int steps) {
            Button button = new Button(text);
            button.getStyleClass().addAll("flat", "step-button");
            button.setAccessibleText(setting().id().replace('_', ' ') + (steps > 0 ? " more" : " less"));
            button.setFocusTraversable(false);
            button.setOnAction(_ -> step(steps));
            return button;
        }

        private Optional<String> read(String text) {
            var number = NumberText.parseWhole(text);
            return number.isPresent() ? take(number.getAsInt(), true) : refuse("a whole number", text);
        }

        private void step(int steps) {
            take(Math.clamp((long) value + steps, Integer.MIN_VALUE, Integer.MAX_VALUE), true);
        }

        @Override
        void show(Object now) {
            value = (Integer) now;
            box.show(String.valueOf(value));
        }
    }

    private static final class FlagControl extends SettingControl {
        private final CheckBox box = new CheckBox();

        FlagControl(Setting.Flag flag, Taker taker) {
            super(flag, taker);
            add(box, "");
            box.setOnAction(_ -> take(box.isSelected(), true));
        }

        @Override
        void show(Object now) {
            box.setSelected((Boolean) now);
        }
    }

    private static final class ChoiceControl extends SettingControl {
        private final ComboBox<Enum<?>> menu = new ComboBox<>();
        private boolean showing;

        ChoiceControl(Setting.Choice<?> choice, Taker taker) {
            super(choice, taker);
            menu.getItems().addAll(choice.options());
            menu.setConverter(new Names());
            menu.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(menu, Priority.ALWAYS);
            add(menu, "");
            menu.setOnAction(_ -> {
                if (!showing) {
                    take(menu.getValue(), true);
                }
            });
        }

        @Override
        void show(Object now) {
            showing = true;
            menu.setValue((Enum<?>) now);
            showing = false;
        }

        private static final class Names extends StringConverter<Enum<?>> {
            @Override
            public String toString(Enum<?> constant) {
                boolean named = !constant.toString().equals(constant.name());
                return named ? constant.toString() : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            }

            @Override
            public Enum<?> fromString(String text) {
                throw new UnsupportedOperationException("the menu is not edited");
            }
        }
    }

    /// One number, or several with semicolons between them: the comma is a decimal mark.
    private static final class RealsControl extends SettingControl {
        private final EntryBox box = new EntryBox(this::read, _ -> {});

        RealsControl(Setting.Reals reals, Taker taker) {
            super(reals, taker);
            HBox.setHgrow(box, Priority.ALWAYS);
            add(box, "");
        }

        private Optional<String> read(String text) {
            List<Double> numbers = new ArrayList<>();
            for (String part : text.split(";", -1)) {
                OptionalDouble number = NumberText.parse(part);
                if (number.isEmpty()) {
                    return refuse("one number, or several such as 0.1; 0.2", text);
                }
                numbers.add(number.getAsDouble());
            }
            return take(List.copyOf(numbers), true);
        }

        @Override
        void show(Object now) {
            List<String> texts = new ArrayList<>();
            for (Object number : (List<?>) now) {
                texts.add(NumberText.of((Double) number));
            }
            box.show(String.join("; ", texts));
        }
    }

    /// One number for rows and columns, or both such as `3×5`.
    private static final class SizesControl extends SettingControl {
        private static final Pattern BETWEEN = Pattern.compile("[×x;]");
        private final EntryBox box = new EntryBox(this::read, this::step);
        private Extent value = Extent.square(1);

        SizesControl(Setting.Sizes sizes, Taker taker) {
            super(sizes, taker);
            box.setPrefColumnCount(5);
            HBox.setHgrow(box, Priority.ALWAYS);
            add(box, "");
        }

        private Optional<String> read(String text) {
            List<Integer> sizes = new ArrayList<>();
            for (String part : BETWEEN.split(text, -1)) {
                OptionalInt size = NumberText.parseWhole(part);
                if (size.isEmpty() || sizes.size() == 2) {
                    return refuse("one whole number, or rows × columns such as 3×5", text);
                }
                sizes.add(size.getAsInt());
            }
            return take(new Extent(sizes.getFirst(), sizes.getLast()), true);
        }

        private void step(int steps) {
            take(new Extent(stepped(value.rows(), steps), stepped(value.columns(), steps)), true);
        }

        private static int stepped(int size, int steps) {
            return Math.clamp((long) size + steps, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        void show(Object now) {
            value = (Extent) now;
            box.show(value.isSquare() ? String.valueOf(value.rows()) : value.toString());
        }
    }
}
