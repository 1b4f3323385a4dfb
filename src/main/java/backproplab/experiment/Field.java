package backproplab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value of a document with its place, and the list for what is wrong with it. What is asked for and not there is a
/// problem, and the answer is empty.
record Field(Json value, Pointer at, Problems problems) {
    Optional<Fields> object() {
        if (value instanceof Json.Fields fields) {
            return Optional.of(new Fields(fields, at, problems));
        }
        return refuse("an object", "write `{…}` here");
    }

    Optional<List<Field>> items() {
        return switch (value) {
            case Json.Items items -> {
                List<Field> fields = new ArrayList<>();
                for (int i = 0; i < items.values().size(); i++) {
                    fields.add(new Field(items.values().get(i), at.item(i), problems));
                }
                yield Optional.of(fields);
            }
            case Json.Numbers numbers -> {
                List<Field> fields = new ArrayList<>();
                for (int i = 0; i < numbers.values().length; i++) {
                    fields.add(new Field(Json.of(numbers.values()[i]), at.item(i), problems));
                }
                yield Optional.of(fields);
            }
            default -> refuse("an array", "write `[…]` here");
        };
    }

    Optional<String> text() {
        if (value instanceof Json.Text text) {
            return Optional.of(text.value());
        }
        return refuse("a text", "put it in double quotes");
    }

    Optional<Long> whole(long min, long max) {
        if (value instanceof Json.Numeral number
                && number.whole().isPresent()
                && number.whole().getAsLong() >= min
                && number.whole().getAsLong() <= max) {
            return Optional.of(number.whole().getAsLong());
        }
        String range =
                min == Long.MIN_VALUE
                        ? "of at most 64 bits"
                        : max == Long.MAX_VALUE ? "from %d".formatted(min) : "from %d to %d".formatted(min, max);
        return refuse("a whole number " + range, "write a number without fraction");
    }

    void problem(String message, String hint) {
        problems.add(at, message, hint);
    }

    private <T> Optional<T> refuse(String needed, String hint) {
        problem("%s must be %s, got %s".formatted(name(), needed, value.description()), hint);
        return Optional.empty();
    }

    /// What the value is called in messages.
    private String name() {
        Pointer owner = at.parent();
        if (owner == null) {
            return "the document";
        }
        boolean isItem = at.token().chars().allMatch(Character::isDigit);
        return isItem ? "each of `%s`".formatted(owner.token()) : "`%s`".formatted(at.token());
    }
}
