package backproplab.ui.app;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

import java.util.Locale;
import java.util.Optional;

/// Something that can be asked for, by a menu or by a key.
///
/// @param key as [KeyCombination#valueOf] reads it, such as `Shortcut+O`; empty when there is none. A key without
///     Ctrl, such as `Space`, works wherever no text is typed
/// @param enabled when it can be asked for
record Action(String text, String key, Runnable run, ObservableValue<Boolean> enabled) implements Menus.Entry {
    private static final ObservableValue<Boolean> ALWAYS = new ReadOnlyBooleanWrapper(true);

    static Action of(String text, String key, Runnable run) {
        return new Action(text, key, run, ALWAYS);
    }

    Action onlyWhen(ObservableValue<Boolean> condition) {
        return new Action(text, key, run, condition);
    }

    /// The key, where it is one without Ctrl or Alt.
    Optional<KeyCode> plainKey() {
        boolean plain = !key.isEmpty() && !key.contains("+") && !isFunctionKey();
        return plain ? Optional.of(KeyCode.valueOf(key.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    private boolean isFunctionKey() {
        return key.matches("F\\d+");
    }

    /// How people call the key.
    String keyText() {
        return key.isEmpty() || plainKey().isPresent() ? key : KeyCombination.valueOf(key).getDisplayText();
    }

    MenuItem item() {
        boolean plain = plainKey().isPresent();
        MenuItem item = new MenuItem(plain ? "%s  (%s)".formatted(text, key) : text);
        item.setMnemonicParsing(false);
        if (!plain && !key.isEmpty()) {
            item.setAccelerator(KeyCombination.valueOf(key));
        }
        item.setOnAction(_ -> run.run());
        item.disableProperty().bind(enabled.map(it -> !it));
        return item;
    }
}
