package backproplab.ui.app;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

import java.util.List;
import java.util.function.Supplier;

/// The menu bar, made from [Action]s; the same list makes the help of the keys, so that they cannot differ.
final class Menus {
    private Menus() {}

    /// Something that can be asked for.
    ///
    /// @param key as [KeyCombination#valueOf] reads it; empty when there is none
    /// @param enabled null when it always is
    record Action(String text, String key, Runnable run, Supplier<ObservableValue<Boolean>> enabled) {
        static Action of(String text, String key, Runnable run) {
            return new Action(text, key, run, () -> new SimpleBooleanProperty(true));
        }

        Action onlyWhen(ObservableValue<Boolean> condition) {
            return new Action(text, key, run, () -> condition);
        }

        private MenuItem item() {
            MenuItem item = new MenuItem(text);
            if (!key.isEmpty()) {
                item.setAccelerator(KeyCombination.valueOf(key));
            }
            item.setOnAction(_ -> run.run());
            item.disableProperty().bind(enabled.get().map(it -> !it));
            return item;
        }
    }

    /// @param groups parted by lines
    record Section(String title, List<List<Action>> groups) {
        private Menu menu() {
            Menu menu = new Menu(title);
            for (List<Action> group : groups) {
                if (!menu.getItems().isEmpty()) {
                    menu.getItems().add(new SeparatorMenuItem());
                }
                group.forEach(it -> menu.getItems().add(it.item()));
            }
            return menu;
        }
    }

    static MenuBar bar(List<Section> sections) {
        return new MenuBar(sections.stream().map(Section::menu).toArray(Menu[]::new));
    }

    /// One line for each key: what F1 shows.
    static String keys(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            section.groups().stream()
                    .flatMap(List::stream)
                    .filter(it -> !it.key().isEmpty())
                    .forEach(it ->
                            text.append(
                                    "%-16s %s%n"
                                            .formatted(KeyCombination.valueOf(it.key()).getDisplayText(), it.text())));
        }
        return text.toString();
    }
}
