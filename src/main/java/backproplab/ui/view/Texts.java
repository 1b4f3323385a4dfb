package backproplab.ui.view;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

import java.util.function.Function;

/// How a menu writes its items, and where sentences stand.
final class Texts {
    private Texts() {}

    static <T> StringConverter<T> of(Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(T item) {
                return item == null ? "" : text.apply(item);
            }

            @Override
            public T fromString(String typed) {
                throw new UnsupportedOperationException("the menu is not edited");
            }
        };
    }

    /// A place for a sentence about what cannot be, or should not; away while there is none.
    static Label problem(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("error-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.visibleProperty());
        label.setVisible(false);
        return label;
    }

    static void say(Label problem, String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
    }

    static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("settings-heading");
        return label;
    }
}
