package backproplab.experiment;

import backproplab.catalog.Spelling;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// An object of a document while it is read. Every field that is asked for is one that the program knows; at the end
/// the others are refused.
final class Fields {
    private final Json.Fields object;
    private final Pointer at;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(Json.Fields object, Pointer at, Problems problems) {
        this.object = object;
        this.at = at;
        this.problems = problems;
    }

    Optional<Field> find(String name) {
        known.add(name);
        Json value = object.byName().get(name);
        return value == null ? Optional.empty() : Optional.of(new Field(value, at.field(name), problems));
    }

    /// @param hint the way out when the field is missing
    Optional<Field> require(String name, String hint) {
        Optional<Field> field = find(name);
        if (field.isEmpty()) {
            problem("`%s` is missing".formatted(name), hint);
        }
        return field;
    }

    Set<String> names() {
        return object.byName().keySet();
    }

    /// Whether the place has this field, asked without making it a known one.
    boolean has(String name) {
        return object.byName().containsKey(name);
    }

    Pointer at() {
        return at;
    }

    Problems problems() {
        return problems;
    }

    void problem(String message, String hint) {
        problems.add(at, message, hint);
    }

    /// Refuses every field that was not asked for.
    void refuseUnknown() {
        for (String name : object.byName().keySet()) {
            if (!known.contains(name)) {
                String hint =
                        Spelling.nearest(name, known)
                                .map("did you mean `%s`?"::formatted)
                                .orElse("remove it; known here: " + String.join(", ", known));
                problems.add(at.field(name), "there is no field `%s` here".formatted(name), hint);
            }
        }
    }
}
