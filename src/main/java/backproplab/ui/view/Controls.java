package backproplab.ui.view;

import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Slider;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import java.awt.Color;

/// Controls that several views have.
final class Controls {
    private Controls() {}

    /// One of several buttons in a row of which one is pressed.
    ///
    /// @param place `left-pill`, `center-pill` or `right-pill`; `single-pill` for one that stands apart
    static ToggleButton pill(String id, String text, String help, String place, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add(place);
        compact(button);
        button.setTooltip(new Tooltip(help));
        button.setToggleGroup(group);
        button.setMinWidth(ToggleButton.USE_PREF_SIZE);
        return button;
    }

    /// Less high than controls of a form, and of the size of the text around it.
    static void compact(Control control) {
        control.setStyle("-fx-padding: 0 0.5em 0 0.5em; -fx-min-height: 1.9em; -fx-pref-height: 1.9em;");
    }

    /// The same for what opens a menu, which has a padding of its own inside.
    static void compactMenu(Control control) {
        control.setStyle("-fx-min-height: 1.9em; -fx-pref-height: 1.9em;");
        control.getStyleClass().add("small");
    }

    /// A compact button that keeps room for its text.
    ///
    /// @param help one sentence, under the mouse and for who does not see it
    static Button button(String id, String text, String help) {
        Button button = new Button(text);
        button.setId(id);
        compact(button);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleHelp(help);
        return button;
    }

    /// Tells when a slider is taken into the hand, by mouse or key, and when it is let go.
    static void listenToHand(Slider slider, Runnable taken, Runnable released) {
        slider.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> taken.run());
        slider.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> released.run());
        slider.addEventFilter(KeyEvent.KEY_PRESSED, _ -> taken.run());
        slider.addEventHandler(KeyEvent.KEY_RELEASED, _ -> released.run());
        slider.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        released.run();
                    }
                });
    }

    /// A colour as style sheets write it.
    static String web(Color color) {
        return "#%02x%02x%02x".formatted(color.getRed(), color.getGreen(), color.getBlue());
    }

    /// Pressing the pressed one leaves it pressed.
    static void keepOneSelected(ToggleGroup group) {
        group.selectedToggleProperty()
                .addListener((_, before, now) -> {
                    Toggle selected = now;
                    if (selected == null && before != null) {
                        before.setSelected(true);
                    }
                });
    }
}
