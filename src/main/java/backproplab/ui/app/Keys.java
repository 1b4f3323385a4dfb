package backproplab.ui.app;

import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The keys that menus do not answer by themselves: those without Ctrl, which must not get between somebody and the text
/// they type, and those of presenter mode.
final class Keys {
    private final MainWindow content;
    private final Runnable toggleRunning;
    private final Map<KeyCode, Action> plain = new EnumMap<>(KeyCode.class);

    Keys(LabWindow window, List<Menus.Section> menus) {
        this.content = window.content();
        this.toggleRunning = window.model()::toggleRunning;
        menus.stream()
                .flatMap(Menus.Section::actions)
                .forEach(action -> action.plainKey().ifPresent(it -> plain.put(it, action)));
    }

    void listenTo(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        boolean typed = event.getTarget() instanceof TextInputControl;
        if (event.isShortcutDown() || event.isAltDown() || typed) {
            return;
        }
        if (answerPresenting(event) || answerMoving(event) || answerPlain(event)) {
            event.consume();
        }
    }

    private boolean answerPresenting(KeyEvent event) {
        if (content.maximised().isEmpty()) {
            return false;
        }
        switch (event.getCode()) {
            case PAGE_DOWN -> content.presentNeighbour(1);
            case PAGE_UP -> content.presentNeighbour(-1);
            case B, PERIOD -> toggleRunning.run();
            case ESCAPE -> content.restore();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean answerMoving(KeyEvent event) {
        if (event.getCode() != KeyCode.F6) {
            return false;
        }
        content.focusNeighbour(event.isShiftDown() ? -1 : 1);
        return true;
    }

    private boolean answerPlain(KeyEvent event) {
        Action action = plain.get(event.getCode());
        boolean presses =
                event.getCode() == KeyCode.SPACE
                        && (event.getTarget() instanceof ButtonBase || event.getTarget() instanceof ComboBoxBase);
        if (action == null || presses || event.isShiftDown() || !action.enabled().getValue()) {
            return false;
        }
        action.run().run();
        return true;
    }
}
