package backproplab.ui.view;

import javafx.util.StringConverter;

import java.util.function.Function;

/// How a menu writes its items.
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
}
