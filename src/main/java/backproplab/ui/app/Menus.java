package backproplab.ui.app;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The menu bar, made from [Action]s; the same list answers the keys and makes the help of the keys, so that they
/// cannot differ.
final class Menus {
    private Menus() {}

    sealed interface Entry permits Action, Line, More {}

    record Line() implements Entry {}

    /// A menu in the menu.
    ///
    /// @param actions asked for whenever it opens
    record More(String title, Supplier<List<Action>> actions) implements Entry {}

    record Section(String title, List<Entry> entries) {
        static Section of(String title, Entry... entries) {
            return new Section(title, List.of(entries));
        }

        Stream<Action> actions() {
            return entries.stream().filter(Action.class::isInstance).map(Action.class::cast);
        }

        private Menu menu() {
            Menu menu = new Menu(title);
            entries.forEach(it -> menu.getItems().add(item(it)));
            return menu;
        }
    }

    static MenuBar bar(List<Section> sections) {
        return new MenuBar(sections.stream().map(Section::menu).toArray(Menu[]::new));
    }

    private static MenuItem item(Entry entry) {
        return switch (entry) {
            case Action action -> action.item();
            case Line _ -> new SeparatorMenuItem();
            case More(String title, Supplier<List<Action>> actions) -> {
                Menu menu = new Menu(title);
                fill(menu, actions.get());
                menu.setOnShowing(_ -> fill(menu, actions.get()));
                yield menu;
            }
        };
    }

    private static void fill(Menu menu, List<Action> actions) {
        menu.getItems().setAll(actions.stream().map(Action::item).toList());
        if (actions.isEmpty()) {
            MenuItem none = new MenuItem("none");
            none.setDisable(true);
            menu.getItems().add(none);
        }
    }
}
