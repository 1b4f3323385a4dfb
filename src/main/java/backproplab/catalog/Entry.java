package backproplab.catalog;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One member of an open family, such as the activation `leaky_relu`.
///
/// The members are records whose components are their settings, so that an entry can read the settings
/// back from a member ([#valuesOf]): what a file says, what a slider shows and what the engine uses is
/// one thing. A test over every catalog holds the names of components and settings together.
///
/// @param id the name in files and on the command line, snake_case
/// @param label the name in menus
/// @param summary one sentence for tooltips, starting with the formula where there is one
/// @param factory makes a member from checked values
public record Entry<T>(
        String id, String label, String summary, List<Setting> settings, Function<Values, ? extends T> factory) {

    public Entry {
        settings = List.copyOf(settings);
    }

    /// An entry without settings.
    public static <T> Entry<T> plain(String id, String label, String summary, T member) {
        return new Entry<>(id, label, summary, List.of(), values -> member);
    }

    /// The member with every setting at its standard value.
    public T standard() {
        return create(Map.of());
    }

    /// Each setting looks at its own value; rules between settings, such as `min` below `max`, are held by
    /// the member's constructor, whose messages are written for people too.
    ///
    /// @param given values by setting id; what is absent is at its standard
    /// @throws IllegalArgumentException for values that cannot be taken; whoever reads them from a user asks
    ///     [#problem] first
    public T create(Map<String, ?> given) {
        return factory.apply(Values.of(settings, given));
    }

    /// Why [#create] cannot take `given`, in words for the user, such as "`alpha` must be from 0 to 1, got 3";
    /// empty when it can.
    public Optional<String> problem(Map<String, ?> given) {
        try {
            create(given);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    public boolean describes(Object member) {
        return standard().getClass() == member.getClass();
    }

    /// The settings of `member`, read from its record components. A component whose name would be a word of Java ends with
    /// `_`: `return_` is the setting `return`.
    public Values valuesOf(T member) {
        Map<String, Object> values = new HashMap<>();
        for (RecordComponent component : member.getClass().getRecordComponents()) {
            try {
                values.put(snakeCase(component.getName()), component.getAccessor().invoke(member));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component + " of " + member, e);
            }
        }
        return Values.of(settings, values);
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("_$", "").replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
