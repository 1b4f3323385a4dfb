package backproplab.ui.app;

import backproplab.ui.viewmodel.StepModel;

import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The keys that menus do not answer by themselves: those without Ctrl, which must not get between somebody and the text
/// they type, those of presenter mode, and those that walk through a pass.
final class Keys {
    private final MainWindow content;
    private final StepModel steps;
    private final Runnable toggleRunning;
    private final Map<KeyCode, Action> plain = new EnumMap<>(KeyCode.class);

    Keys(LabWindow window, List<Menus.Section> menus) {
        this.content = window.content();
        this.steps = window.steps();
        this.toggleRunning = window.model()::toggleRunning;
        menus.stream()
                .flatMap(Menus.Section::actions)
                .forEach(action -> action.plainKey().ifPresent(it -> plain.put(it, action)));
    }

    void listenTo(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::left);
    }

    private void pressed(KeyEvent event) {
        boolean typed = event.getTarget() instanceof TextInputControl;
        if (event.isShortcutDown() || event.isAltDown() || typed) {
            return;
        }
        if (answerStepping(event) || answerPresenting(event) || answerMoving(event) || answerPlain(event)) {
            event.consume();
        }
    }

    /// What a view has no use for leads back to the training.
    private void left(KeyEvent event) {
        boolean typed = event.getTarget() instanceof TextInputControl;
        if (event.getCode() == KeyCode.ESCAPE && !typed && content.maximised().isEmpty()) {
            content.setPerspective(Perspective.TRAINING);
        }
    }

    private boolean answerStepping(KeyEvent event) {
        boolean slides = event.getTarget() instanceof Slider && event.getCode().isNavigationKey();
        boolean presses = event.getCode() == KeyCode.SPACE && presses(event);
        boolean types = event.getTarget() instanceof TableView<?> && event.getCode() == KeyCode.PERIOD;
        if (content.perspective() != Perspective.STEPS || event.isShiftDown() || slides || presses || types) {
            return false;
        }
        switch (event.getCode()) {
            case RIGHT -> walk(steps::next);
            case LEFT -> walk(steps::previous);
            case PAGE_DOWN -> walk(steps::nextPhase);
            case PAGE_UP -> walk(steps::previousPhase);
            case HOME -> walk(steps::first);
            case END -> walk(steps::last);
            case SPACE, B, PERIOD -> steps.togglePlaying();
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Who walks by hand wants to stay where that leads.
    private void walk(Runnable way) {
        steps.playingProperty().set(false);
        way.run();
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
        boolean presses = event.getCode() == KeyCode.SPACE && presses(event);
        if (action == null || presses || event.isShiftDown() || !action.enabled().getValue()) {
            return false;
        }
        action.run().run();
        return true;
    }

    /// Whether the key does something to what has the focus.
    private static boolean presses(KeyEvent event) {
        return event.getTarget() instanceof ButtonBase || event.getTarget() instanceof ComboBoxBase;
    }
}
