package backproplab.experiment;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Function;

/// A JSON value. Arrays of finite numbers, which are nearly all there is in a file with weights or samples, are kept as
/// `double[]`: an eighth of what a tree of nodes takes. Not to be changed once made.
public sealed interface Json {
    /// The fields in the order of the file.
    record Fields(SequencedMap<String, Json> byName) implements Json {
        public static final Fields NONE = new Fields(new LinkedHashMap<>());

        public Fields {
            byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
        }
    }

    record Items(List<Json> values) implements Json {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// An array that holds finite numbers only, at least one.
    record Numbers(double[] values) implements Json {
        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// @param literal as it stands in the file, so that whole numbers beyond 2⁵³ and `1e999` are not lost
    record Numeral(String literal) implements Json {
        /// The nearest double; infinite where the literal is too large for one.
        public double value() {
            return Double.parseDouble(literal);
        }

        /// The number when it is whole and fits.
        public OptionalLong whole() {
            try {
                return OptionalLong.of(Long.parseLong(literal));
            } catch (NumberFormatException notPlain) {
                double value = value();
                return value == Math.rint(value) && Math.abs(value) <= 0x1p53
                        ? OptionalLong.of((long) value)
                        : OptionalLong.empty();
            }
        }
    }

    record Text(String value) implements Json {}

    record Flag(boolean value) implements Json {}

    record Nothing() implements Json {}

    /// The number, or where it is not finite the word that stands for it in files of results.
    static Json of(double value) {
        return Double.isFinite(value) ? new Numeral(literal(value)) : new Text(Double.toString(value));
    }

    /// The shortest decimal that reads back to the same double (what [Double#toString] promises since JDK 19), whole
    /// numbers without a fraction. Negative zero keeps its own, since `-0` would be read as a whole number.
    static String literal(double value) {
        boolean plain = value == Math.rint(value) && Math.abs(value) < 1e7 && !isNegativeZero(value);
        return plain ? Integer.toString((int) value) : Double.toString(value);
    }

    private static boolean isNegativeZero(double value) {
        return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
    }

    static Json of(long value) {
        return new Numeral(Long.toString(value));
    }

    static Json of(String value) {
        return new Text(value);
    }

    static Json of(boolean value) {
        return new Flag(value);
    }

    /// A plain array; empty ones have no numbers to hold.
    static Json of(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return new Items(Arrays.stream(values).mapToObj(Json::of).toList());
            }
        }
        return values.length == 0 ? new Items(List.of()) : new Numbers(values);
    }

    /// Nested arrays, row-major; copies.
    static Json of(Tensor tensor) {
        return nested(tensor, tensor.shape(), 0);
    }

    private static Json nested(Tensor tensor, Shape shape, int from) {
        if (shape.rank() == 0) {
            return of(tensor.get(from));
        }
        if (shape.rank() == 1) {
            return of(Arrays.copyOfRange(tensor.values(), from, from + shape.elements()));
        }
        Shape item = shape.item();
        List<Json> items = new ArrayList<>();
        for (int i = 0; i < shape.size(0); i++) {
            items.add(nested(tensor, item, from + i * item.elements()));
        }
        return new Items(items);
    }

    /// An array with one item for each of `values`.
    static <T> Json array(List<T> values, Function<T, Json> item) {
        return new Items(values.stream().map(item).toList());
    }

    /// What kind of value this is, or the value itself where it is short: for "…, got".
    default String description() {
        return switch (this) {
            case Fields _ -> "an object";
            case Items it when it.values.isEmpty() -> "an empty array";
            case Items _, Numbers _ -> "an array";
            case Numeral number -> shortened(number.literal.replaceFirst("\\.0$", ""));
            case Text text -> '"' + shortened(text.value) + '"';
            case Flag flag -> String.valueOf(flag.value);
            case Nothing() -> "null";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 39) + "…";
    }

    /// Collects the fields of an object in the order in which they are put.
    final class Builder {
        private final SequencedMap<String, Json> fields = new LinkedHashMap<>();

        public Builder put(String name, Json value) {
            fields.put(name, value);
            return this;
        }

        public Builder put(String name, double value) {
            return put(name, of(value));
        }

        public Builder put(String name, String value) {
            return put(name, of(value));
        }

        public boolean isEmpty() {
            return fields.isEmpty();
        }

        public Fields build() {
            return new Fields(fields);
        }
    }
}
