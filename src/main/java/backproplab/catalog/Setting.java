package backproplab.catalog;

import backproplab.tensor.Extent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One setting of a catalog entry, written once: menus, sliders, files, checks and help all read it here.
///
/// A value is a `Double`, an `Integer`, a `Boolean`, an enum constant, a `List<Double>` or an [Extent], as
/// the kind says. The id is the name in files, snake_case, and equals the name of the record component that
/// holds the value (`at_zero` ↔ `atZero`).
public sealed interface Setting {
    String id();

    /// What is in force when a file does not say otherwise.
    Object standard();

    /// One sentence: what the setting does. Shown as a tooltip and in the documentation.
    String help();

    /// Why `value` cannot be taken, as "must be …, got …"; empty when it can.
    Optional<String> problem(Object value);

    /// A value as files and messages write it.
    default String text(Object value) {
        return switch (value) {
            case Enum<?> constant -> Choice.idOf(constant);
            case Double number -> plain(number);
            default -> String.valueOf(value);
        };
    }

    /// For constructors of records: wrong use by a programmer fails loudly.
    default void check(Object value) {
        problem(value)
                .ifPresent(text -> {
                    throw new IllegalArgumentException("`%s` %s".formatted(id(), text));
                });
    }

    /// A real number in `[min, max]`.
    static Real real(String id, double standard, double min, double max, String help) {
        return new Real(id, standard, min, max, false, new Slider(min, max, Scale.LINEAR), help);
    }

    /// A positive number in `(0, max]`, such as a rate. Its slider is logarithmic and reaches three decades to
    /// either side of the standard value.
    static Real positive(String id, double standard, double max, String help) {
        Slider slider = new Slider(standard / 1000, Math.min(max, standard * 1000), Scale.LOGARITHMIC);
        return new Real(id, standard, 0, max, true, slider, help);
    }

    static Whole whole(String id, int standard, int min, int max, String help) {
        return new Whole(id, standard, min, max, help);
    }

    static Flag flag(String id, boolean standard, String help) {
        return new Flag(id, standard, help);
    }

    static <E extends Enum<E>> Choice<E> choice(String id, E standard, String help) {
        return new Choice<>(id, standard, help);
    }

    /// One number for all units, or one for each.
    static Reals reals(String id, double standard, double min, double max, String help) {
        return new Reals(id, List.of(standard), min, max, help);
    }

    /// A whole number along rows and one along columns.
    static Sizes sizes(String id, int standard, int min, int max, String help) {
        return new Sizes(id, Extent.square(standard), min, max, help);
    }

    enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    /// The part of a range that is worth trying by hand. A file or a number box may go beyond it.
    record Slider(double low, double high, Scale scale) {
        public Slider {
            if (!(low < high) || (scale == Scale.LOGARITHMIC && !(low > 0))) {
                throw new IllegalArgumentException(
                        "a slider cannot run from %s to %s on a %s scale".formatted(low, high, scale));
            }
        }
    }

    /// @param minExcluded whether `min` itself is refused
    record Real(String id, Double standard, double min, double max, boolean minExcluded, Slider slider, String help)
            implements Setting {
        public Real {
            requireInRange("standard value", id, standard, min, max, minExcluded);
            requireInRange("slider's low end", id, slider.low(), min, max, minExcluded);
            requireInRange("slider's high end", id, slider.high(), min, max, minExcluded);
        }

        /// The same setting, its slider from `low` to `high` only.
        public Real slider(double low, double high) {
            return new Real(id, standard, min, max, minExcluded, new Slider(low, high, slider.scale()), help);
        }

        @Override
        public Optional<String> problem(Object value) {
            return value instanceof Double number && inRange(number, min, max, minExcluded)
                    ? Optional.empty()
                    : Optional.of("must be " + rangeText(min, max, minExcluded) + ", got " + text(value));
        }
    }

    record Reals(String id, List<Double> standard, double min, double max, String help) implements Setting {
        @Override
        public Optional<String> problem(Object value) {
            boolean fits =
                    value instanceof List<?> list
                            && !list.isEmpty()
                            && list.stream()
                                    .allMatch(it -> it instanceof Double number && inRange(number, min, max, false));
            return fits
                    ? Optional.empty()
                    : Optional.of(
                            "must be one number or a list of numbers, each "
                                    + rangeText(min, max, false)
                                    + ", got "
                                    + text(value));
        }

        @Override
        public String text(Object value) {
            return value instanceof List<?> list && list.size() == 1
                    ? Setting.super.text(list.getFirst())
                    : String.valueOf(value);
        }
    }

    record Whole(String id, Integer standard, int min, int max, String help) implements Setting {
        @Override
        public Optional<String> problem(Object value) {
            return value instanceof Integer number && number >= min && number <= max
                    ? Optional.empty()
                    : Optional.of("must be a whole number from %d to %d, got %s".formatted(min, max, value));
        }
    }

    /// In files `[rows, columns]`, or one number for both.
    record Sizes(String id, Extent standard, int min, int max, String help) implements Setting {
        @Override
        public Optional<String> problem(Object value) {
            return value instanceof Extent(int rows, int columns) && fits(rows) && fits(columns)
                    ? Optional.empty()
                    : Optional.of(
                            "must be a whole number from %d to %d, or two of them as [rows, columns], got %s"
                                    .formatted(min, max, text(value)));
        }

        private boolean fits(int size) {
            return size >= min && size <= max;
        }

        @Override
        public String text(Object value) {
            return value instanceof Extent(int rows, int columns)
                    ? rows == columns ? String.valueOf(rows) : "[%d, %d]".formatted(rows, columns)
                    : String.valueOf(value);
        }
    }

    record Flag(String id, Boolean standard, String help) implements Setting {
        @Override
        public Optional<String> problem(Object value) {
            return value instanceof Boolean
                    ? Optional.empty()
                    : Optional.of("must be true or false, got " + text(value));
        }
    }

    /// One of the constants of an enum; in files the constant's name in lower case.
    record Choice<E extends Enum<E>>(String id, E standard, String help) implements Setting {
        public List<E> options() {
            return List.of(standard.getDeclaringClass().getEnumConstants());
        }

        /// The constant that a file calls `text`.
        public Optional<E> parse(String text) {
            return options().stream().filter(it -> idOf(it).equals(text)).findFirst();
        }

        @Override
        public Optional<String> problem(Object value) {
            return standard.getDeclaringClass().isInstance(value)
                    ? Optional.empty()
                    : Optional.of("must be one of " + optionsText() + ", got " + value);
        }

        public String optionsText() {
            return String.join(", ", options().stream().map(Choice::idOf).toList());
        }

        static String idOf(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    private static void requireInRange(
            String what, String id, double value, double min, double max, boolean minExcluded) {
        if (!inRange(value, min, max, minExcluded)) {
            throw new IllegalArgumentException(
                    "`%s`: the %s must be %s, got %s".formatted(id, what, rangeText(min, max, minExcluded), value));
        }
    }

    private static boolean inRange(double value, double min, double max, boolean minExcluded) {
        return Double.isFinite(value) && value <= max && (minExcluded ? value > min : value >= min);
    }

    private static String rangeText(double min, double max, boolean minExcluded) {
        boolean openAbove = max == Double.MAX_VALUE;
        if (min == 0 && openAbove) {
            return minExcluded ? "a positive finite number" : "a finite number, 0 or more";
        }
        if (openAbove && min == -Double.MAX_VALUE) {
            return "a finite number";
        }
        if (openAbove) {
            return "a finite number, %s %s".formatted(plain(min), minExcluded ? "excluded" : "or more");
        }
        return "from %s%s to %s".formatted(plain(min), minExcluded ? " (excluded)" : "", plain(max));
    }

    /// The shortest decimal that reads back to the same double, without the `.0` of a whole number: 0.01, 6, 1e-9.
    private static String plain(double value) {
        return Double.toString(value).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }
}
