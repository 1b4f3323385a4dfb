package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.catalog.Values;

import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One control for each of a list of [Setting]s: a slider with a number box, a number box, a check box, a menu.
///
/// While a slider moves, every value is told to [Listener#preview]; when the hand or the key lets go, the last one to
/// [Listener#commit]. What cannot be taken is told to nobody: a sentence under the control says why.
///
/// Wide enough, it has several columns. The controls are called `setting-<id>` (sliders `setting-<id>-slider`).
public final class SettingsEditor extends GridPane {
    /// In heights of a line.
    private static final double LEAST_COLUMN = 19;

    private final List<Setting> settings;
    private final Function<Map<String, Object>, Optional<String>> problem;
    private final Listener listener;
    private final List<SettingControl> controls = new ArrayList<>();
    private Values values;
    private int columns;

    /// Whoever wants to know.
    public interface Listener {
        /// The values are these for now; others will follow.
        void preview(Values values);

        /// The values are these.
        void commit(Values values);
    }

    /// @param problem why values that each suit their own setting cannot be taken together, see [Entry#problem]
    public SettingsEditor(
            List<Setting> settings,
            Function<Map<String, Object>, Optional<String>> problem,
            Values values,
            Listener listener) {
        this.settings = List.copyOf(settings);
        this.problem = problem;
        this.values = values;
        this.listener = listener;
        getStyleClass().add("settings-editor");
        setHgap(14);
        setVgap(2);
        for (Setting setting : this.settings) {
            controls.add(SettingControl.of(setting, this::take));
        }
        arrange(1);
        show(values);
    }

    /// For the settings of a catalog's entry.
    public static SettingsEditor of(Entry<?> entry, Values values, Listener listener) {
        return new SettingsEditor(entry.settings(), entry::problem, values, listener);
    }

    /// The values have become these elsewhere: by undo, by a file. A control that is being moved stays with the hand.
    public void show(Values now) {
        values = now;
        controls.forEach(it -> it.show(now.get(it.setting())));
    }

    /// Less high, for a view that has little room.
    void compact() {
        controls.forEach(SettingControl::compact);
    }

    public Values values() {
        return values;
    }

    /// The sentence that is shown because a value was refused.
    public Optional<String> problem() {
        return controls.stream().flatMap(it -> it.problem().stream()).findFirst();
    }

    private Optional<String> take(Setting setting, Object value, boolean done) {
        Map<String, Object> given = values.asMap();
        given.put(setting.id(), value);
        Optional<String> refusal =
                setting.problem(value).map(it -> "`%s` %s".formatted(setting.id(), it)).or(() -> problem.apply(given));
        if (refusal.isEmpty()) {
            values = Values.of(settings, given);
        }
        if (done) {
            listener.commit(values);
            show(values);
        } else if (refusal.isEmpty()) {
            listener.preview(values);
        }
        return refusal.map(SettingsEditor::sentence);
    }

    /// Messages mark names as in code.
    static String sentence(String message) {
        return message.replace("`", "");
    }

    @Override
    protected void layoutChildren() {
        double line = controls.isEmpty() ? 0 : controls.getFirst().lineHeight();
        int wanted = (int) Math.clamp(getWidth() / Math.max(1, LEAST_COLUMN * line), 1, Math.max(1, controls.size()));
        if (wanted != columns) {
            arrange(wanted);
        }
        super.layoutChildren();
    }

    private void arrange(int wanted) {
        columns = wanted;
        getChildren().clear();
        getColumnConstraints().clear();
        for (int column = 0; column < columns; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / columns);
            constraints.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(constraints);
        }
        for (int i = 0; i < controls.size(); i++) {
            add(controls.get(i), i % columns, i / columns);
        }
    }
}
