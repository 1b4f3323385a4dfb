package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activations;
import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class SettingsEditorTest {
    private enum Mode {
        PLAIN,
        NOT_SO_PLAIN
    }

    private static final List<Setting> SETTINGS =
            List.of(
                    Setting.real("slope", 0.5, 0, 1, "how steep it is"),
                    Setting.positive("rate", 0.01, 100, "how fast it goes"),
                    Setting.whole("units", 3, 1, 50, "how many there are"),
                    Setting.flag("use_bias", true, "whether there is a bias"),
                    Setting.choice("mode", Mode.PLAIN, "which of both"),
                    Setting.reals("alpha", 0.25, -10, 10, "one or several"));

    private final List<Map<String, Object>> previews = new ArrayList<>();
    private final List<Map<String, Object>> commits = new ArrayList<>();
    private final SettingsEditor editor =
            Toolkit.call(() ->
                    new SettingsEditor(SETTINGS, _ -> Optional.empty(), Values.of(SETTINGS, Map.of()), new Recorder()));
    private final RealWindow window = new RealWindow(editor, 400, 400);

    private final class Recorder implements SettingsEditor.Listener {
        @Override
        public void preview(Values values) {
            previews.add(values.asMap());
        }

        @Override
        public void commit(Values values) {
            commits.add(values.asMap());
        }
    }

    @AfterEach
    void close() {
        window.close();
    }

    private String text(String id) {
        TextField box = window.find("#setting-" + id);
        return Toolkit.call(box::getText);
    }

    private Optional<String> problem() {
        return Toolkit.call(editor::problem);
    }

    private Object value(String id) {
        return Toolkit.call(() -> editor.values().asMap().get(id));
    }

    @Test
    void everyControlSaysWhatItIs() {
        for (Setting setting : SETTINGS) {
            Control control = window.find("#setting-" + setting.id());
            assertEquals(setting.id().replace('_', ' '), control.getAccessibleText());
            assertEquals(setting.help(), control.getAccessibleHelp());
            assertTrue(control.getTooltip().getText().startsWith(setting.help()), setting.id());
            assertTrue(control.isFocusTraversable(), setting.id());
        }
    }

    @Test
    void bothDecimalMarksAreTaken() {
        window.type(window.find("#setting-slope"), "0,25");
        assertEquals(0.25, value("slope"));
        window.type(window.find("#setting-slope"), "0.75");
        assertEquals(0.75, value("slope"));
        assertEquals("0.75", text("slope"));
        assertEquals(2, commits.size());
        assertEquals(0, previews.size());
        Slider slider = window.find("#setting-slope-slider");
        assertEquals(0.75, Toolkit.call(slider::getValue));
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithASentence() {
        window.type(window.find("#setting-slope"), "3");
        assertEquals(Optional.of("slope must be from 0 to 1, got 3"), problem());
        assertEquals(0.5, value("slope"));
        assertEquals("3", text("slope"));
        assertTrue(commits.stream().allMatch(it -> Objects.equals(it.get("slope"), 0.5)));

        window.type(window.find("#setting-slope"), "0.3");
        assertEquals(Optional.empty(), problem());
        assertEquals(0.3, value("slope"));
    }

    @Test
    void whatIsNoNumberIsRefusedWithASentence() {
        window.type(window.find("#setting-slope"), "abc");
        assertEquals(Optional.of("slope needs a number such as 0.5, got abc"), problem());
        window.type(window.find("#setting-units"), "2.5");
        assertEquals(3, value("units"));
        // The box that was left shows again what is in force.
        assertEquals("0.5", text("slope"));
    }

    @Test
    void escapePutsBackWhatWasThere() {
        window.click(window.find("#setting-slope"));
        window.keys(KeyCode.DIGIT9, KeyCode.DIGIT9);
        assertEquals("99", text("slope"));
        window.keys(KeyCode.ESCAPE);
        assertEquals("0.5", text("slope"));
        assertEquals(0, commits.size());
    }

    @Test
    void allIsSelectedWhenTheFocusComes() {
        TextField box = window.find("#setting-slope");
        window.click(box);
        assertEquals("0.5", Toolkit.call(box::getSelectedText));
    }

    /// Six digits are shown of a third; to look at them does not change it.
    @Test
    void leavingABoxUnchangedChangesNothing() {
        Toolkit.run(() -> editor.show(Values.of(SETTINGS, Map.of("slope", 1.0 / 3))));
        window.click(window.find("#setting-slope"));
        assertEquals("0.333333", text("slope"));
        window.keys(KeyCode.ENTER);
        window.click(window.find("#setting-rate"));
        assertEquals(1.0 / 3, value("slope"));
        assertEquals(0, commits.size());
    }

    @Test
    void theWheelStepsOnlyWithTheFocus() {
        Node box = window.find("#setting-units");
        Point2D at = Toolkit.call(() -> box.localToScreen(10, 10));
        window.move(at.getX(), at.getY());
        window.wheel(-1);
        assertEquals(3, value("units"));
        window.click(box);
        window.wheel(-1);
        Toolkit.until(() -> !Objects.equals(editor.values().asMap().get("units"), 3));
        assertEquals(4, value("units"));
    }

    @Test
    void keysStep() {
        window.click(window.find("#setting-units"));
        window.keys(KeyCode.UP, KeyCode.UP, KeyCode.DOWN, KeyCode.PAGE_UP);
        assertEquals(14, value("units"));
        window.keys(KeyCode.PAGE_DOWN, KeyCode.PAGE_DOWN);
        assertEquals(Optional.of("units must be a whole number from 1 to 50, got -6"), problem());
        assertEquals(4, value("units"));
    }

    @Test
    void aDragTellsEveryValueAndCommitsOnce() {
        Slider slider = window.find("#setting-slope-slider");
        Point2D middle = Toolkit.call(() -> slider.localToScreen(slider.getWidth() / 2, slider.getHeight() / 2));
        window.press(middle.getX(), middle.getY());
        for (int x = 5; x <= 40; x += 5) {
            window.move(middle.getX() + x, middle.getY());
        }
        assertEquals(0, commits.size());
        assertTrue(previews.size() >= 7, previews.toString());
        window.release();
        Toolkit.until(() -> !commits.isEmpty());
        assertEquals(1, commits.size());
        assertEquals(previews.getLast(), commits.getFirst());
        double end = (Double) Objects.requireNonNull(commits.getFirst().get("slope"));
        assertTrue(end > 0.5 && end < 1, () -> "" + end);
        assertEquals(NumberText.of(end), text("slope"));
    }

    @Test
    void aLogarithmicSliderGoesByDecades() {
        Slider slider = window.find("#setting-rate-slider");
        assertEquals(-2, Toolkit.call(slider::getValue), 1e-12);
        Toolkit.run(() -> slider.setValue(-3));
        assertEquals(0.001, value("rate"));
        assertEquals("0.001", text("rate"));
        assertEquals(1, commits.size());
    }

    @Test
    void boxesMenusAndListsCommit() {
        window.click(window.find("#setting-use_bias"));
        Toolkit.until(() -> commits.size() == 1);
        assertEquals(false, value("use_bias"));
        ComboBox<Enum<?>> menu = window.find("#setting-mode");
        Toolkit.run(() -> menu.setValue(Mode.NOT_SO_PLAIN));
        assertEquals(Mode.NOT_SO_PLAIN, value("mode"));
        assertEquals("not so plain", Toolkit.call(() -> menu.getConverter().toString(menu.getValue())));
        window.type(window.find("#setting-alpha"), "0,5;2");
        assertEquals(List.of(0.5, 2.0), value("alpha"));
        assertEquals("0.5; 2", text("alpha"));
        assertEquals(3, commits.size());
    }

    /// Undo, or a file: what the model says is shown, and is nobody's wish.
    @Test
    void whatChangesElsewhereIsShownAndNotToldBack() {
        Toolkit.run(() ->
                editor.show(
                        Values.of(
                                SETTINGS,
                                Map.of("slope", 0.9, "units", 7, "use_bias", false, "mode", Mode.NOT_SO_PLAIN))));
        assertEquals("0.9", text("slope"));
        assertEquals("7", text("units"));
        CheckBox bias = window.find("#setting-use_bias");
        assertFalse(Toolkit.call(bias::isSelected));
        assertEquals(0, commits.size() + previews.size());
    }

    /// Rules between settings are the entry's own.
    @Test
    void whatDoesNotGoTogetherIsRefused() {
        var entry = Activations.CATALOG.get("hard_tanh");
        SettingsEditor pair =
                Toolkit.call(() -> SettingsEditor.of(entry, Values.of(entry.settings(), Map.of()), new Recorder()));
        try (RealWindow other = new RealWindow(pair, 300, 200)) {
            other.type(other.find("#setting-min"), "2");
            assertEquals(Optional.of("min must be below max, got 2 and 1"), Toolkit.call(pair::problem));
            assertEquals(-1.0, Toolkit.call(() -> pair.values().asMap().get("min")));
        }
    }
}
