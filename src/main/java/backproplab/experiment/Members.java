package backproplab.experiment;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.catalog.Spelling;
import backproplab.catalog.Values;
import backproplab.tensor.Extent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and writes members of the open families: `{"type": id, setting: value, …}`. What there is and what it takes
/// is the catalogs' word alone.
final class Members {
    static final String TYPE = "type";

    private Members() {}

    /// A member that an object of its own describes.
    static <T> Optional<T> read(Field field, Catalog<T> catalog) {
        if (field.value() instanceof Json.Text(String id)) {
            field.problem(
                    "the %s must be an object, got \"%s\"".formatted(catalog.family(), id),
                    "write {\"type\": \"%s\"}".formatted(catalog.suggest(id).orElse(id)));
            return Optional.empty();
        }
        return field.object()
                .flatMap(object -> {
                    Optional<T> member = read(object, TYPE, catalog);
                    if (entry(object, TYPE, catalog).isPresent()) {
                        object.refuseUnknown();
                    }
                    return member;
                });
    }

    /// A member whose id and settings stand in `object` among other fields.
    ///
    /// @param idField the field that holds the id
    static <T> Optional<T> read(Fields object, String idField, Catalog<T> catalog) {
        Optional<Field> id = object.require(idField, "take one of " + String.join(", ", catalog.ids()));
        Optional<String> text = id.flatMap(Field::text);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry<T>> entry = catalog.find(text.get());
        if (entry.isEmpty()) {
            id.get().problem("there is no %s `%s`".formatted(catalog.family(), text.get()), catalog.hint(text.get()));
            return Optional.empty();
        }
        return create(object, entry.get());
    }

    /// The entry that `object` names, when it names one. While it does not, nobody knows which other fields are wrong.
    static <T> Optional<Entry<T>> entry(Fields object, String idField, Catalog<T> catalog) {
        return object.find(idField)
                .flatMap(it -> it.value() instanceof Json.Text text ? catalog.find(text.value()) : Optional.empty());
    }

    /// The member of `entry` with the settings that stand in `object`.
    static <T> Optional<T> create(Fields object, Entry<T> entry) {
        Optional<Map<String, Object>> given = given(object, entry.settings());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> problem = entry.problem(given.get());
        if (problem.isPresent()) {
            // Every setting is in its own range, so they do not go together.
            object.problem(problem.get(), "change one of them");
            return Optional.empty();
        }
        return Optional.of(entry.create(given.get()));
    }

    /// The values of settings that stand in `object`, all of them checked.
    static Optional<Values> values(Fields object, List<Setting> settings) {
        return given(object, settings).map(it -> Values.of(settings, it));
    }

    private static Optional<Map<String, Object>> given(Fields object, List<Setting> settings) {
        Map<String, Object> given = new HashMap<>();
        boolean complete = true;
        for (Setting setting : settings) {
            Optional<Field> field = object.find(setting.id());
            if (field.isPresent()) {
                Object value = value(field.get().value(), setting);
                Optional<String> problem = setting.problem(value);
                problem.ifPresent(
                        it -> field.get().problem("`%s` %s".formatted(setting.id(), it), wayOut(setting, value)));
                complete &= problem.isEmpty();
                given.put(setting.id(), value);
            }
        }
        return complete ? Optional.of(given) : Optional.empty();
    }

    /// `json` as a value that `setting` can judge; what is of the wrong kind becomes a text that it refuses.
    private static Object value(Json json, Setting setting) {
        return switch (setting) {
            case Setting.Real _ -> real(json);
            case Setting.Reals _ -> reals(json);
            case Setting.Whole _ -> whole(json);
            case Setting.Sizes _ -> sizes(json);
            case Setting.Flag _ -> json instanceof Json.Flag flag ? flag.value() : json.description();
            case Setting.Choice<?> choice -> choice(json, choice);
        };
    }

    private static Object real(Json json) {
        return switch (json) {
            case Json.Numeral number when Double.isFinite(number.value()) -> number.value();
            case Json.Text(String word) when isNotFinite(word) -> word;
            default -> json.description();
        };
    }

    private static Object reals(Json json) {
        return switch (json) {
            case Json.Numbers numbers -> Arrays.stream(numbers.values()).boxed().toList();
            case Json.Numeral number when Double.isFinite(number.value()) -> List.of(number.value());
            case Json.Items items -> items.values().stream().map(Members::real).toList();
            default -> real(json);
        };
    }

    private static Object whole(Json json) {
        if (json instanceof Json.Numeral number && number.whole().isPresent()) {
            long whole = number.whole().getAsLong();
            return whole == (int) whole ? (Object) (int) whole : number.literal();
        }
        return json.description();
    }

    /// One number for both, or rows and columns.
    private static Object sizes(Json json) {
        if (json instanceof Json.Numbers(double[] numbers)) {
            boolean whole = Arrays.stream(numbers).allMatch(it -> it == (int) it);
            return whole && numbers.length == 2
                    ? new Extent((int) numbers[0], (int) numbers[1])
                    : Arrays.toString(numbers);
        }
        return whole(json) instanceof Integer size ? Extent.square(size) : json.description();
    }

    private static Object choice(Json json, Setting.Choice<?> choice) {
        if (json instanceof Json.Text(String text)) {
            Optional<?> constant = choice.parse(text);
            return constant.isPresent() ? constant.get() : json.description();
        }
        return json.description();
    }

    /// The words for what JSON has no number for.
    static boolean isNotFinite(String word) {
        return word.equals("NaN") || word.equals("Infinity") || word.equals("-Infinity");
    }

    private static String wayOut(Setting setting, Object refused) {
        if (setting instanceof Setting.Choice<?> choice && refused instanceof String text) {
            List<String> options = choice.options().stream().map(choice::text).toList();
            Optional<String> meant = Spelling.nearest(text.replace("\"", ""), options);
            if (meant.isPresent()) {
                return "did you mean `%s`?".formatted(meant.get());
            }
        }
        return "leave it out to have its standard value, %s".formatted(setting.text(setting.standard()));
    }

    /// `member` as an object of its own.
    static Json write(Catalog.Description member, List<Setting> settings) {
        Json.Builder object = new Json.Builder().put(TYPE, member.id());
        write(member.values(), settings, object);
        return object.build();
    }

    static <T> Json write(T member, Catalog<T> catalog) {
        return write(catalog.describe(member), catalog.entryOf(member).settings());
    }

    /// The values as fields of `object`.
    static void write(Values values, List<Setting> settings, Json.Builder object) {
        for (Setting setting : settings) {
            object.put(setting.id(), json(setting, values.get(setting)));
        }
    }

    static Json json(Setting setting, Object value) {
        return switch (setting) {
            case Setting.Real _ -> Json.of((Double) value);
            case Setting.Reals _ -> reals((List<?>) value);
            case Setting.Whole _ -> Json.of((Integer) value);
            case Setting.Sizes _ -> sizes((Extent) value);
            case Setting.Flag _ -> Json.of((boolean) (Boolean) value);
            case Setting.Choice<?> choice -> Json.of(choice.text(value));
        };
    }

    private static Json sizes(Extent extent) {
        return extent.isSquare()
                ? Json.of(extent.rows())
                : Json.array(List.of(extent.rows(), extent.columns()), it -> Json.of(it.longValue()));
    }

    private static Json reals(List<?> values) {
        double[] numbers = values.stream().mapToDouble(it -> (Double) it).toArray();
        return numbers.length == 1 ? Json.of(numbers[0]) : Json.of(numbers);
    }
}
