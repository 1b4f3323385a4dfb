package backproplab.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The members of one open family in the order of the menu.
///
/// @param family what a member is called in a sentence, such as "activation"
public record Catalog<T>(String family, List<Entry<T>> entries) {
    public Catalog {
        entries = List.copyOf(entries);
        Set<String> ids = new HashSet<>();
        for (Entry<T> entry : entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("two entries of %s are called `%s`".formatted(family, entry.id()));
            }
        }
    }

    @SafeVarargs
    public static <T> Catalog<T> of(String family, Entry<? extends T>... entries) {
        List<Entry<T>> widened = new ArrayList<>();
        for (Entry<? extends T> entry : entries) {
            widened.add(widen(entry));
        }
        return new Catalog<>(family, widened);
    }

    public Optional<Entry<T>> find(String id) {
        return entries.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /// @throws IllegalArgumentException when there is none; files and users are asked with [#find]
    public Entry<T> get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no %s `%s`".formatted(family, id)));
    }

    /// The entry that `member` was made from.
    public Entry<T> entryOf(T member) {
        return entries.stream()
                .filter(it -> it.describes(member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(member + " is in no entry of " + family));
    }

    /// The id and the settings of `member`: what a file holds of it.
    public Description describe(T member) {
        Entry<T> entry = entryOf(member);
        return new Description(entry.id(), entry.valuesOf(member));
    }

    /// A member without its type: its id and the values of its settings.
    public record Description(String id, Values values) {}

    public List<String> ids() {
        return entries.stream().map(Entry::id).toList();
    }

    /// The id that is the fewest edits away from `misspelled`, when it is near enough to be meant.
    public Optional<String> suggest(String misspelled) {
        return Spelling.nearest(misspelled, ids());
    }

    /// The way out of an unknown id: "did you mean `tanh`?", or the list of all.
    public String hint(String unknown) {
        return suggest(unknown)
                .map(it -> "did you mean `%s`?".formatted(it))
                .orElseGet(() ->
                        "take one of " + String.join(", ", ids().stream().sorted(Comparator.naturalOrder()).toList()));
    }

    private static <T> Entry<T> widen(Entry<? extends T> entry) {
        @SuppressWarnings("unchecked") // an entry only hands members out, but for valuesOf, which reads components
        Entry<T> widened = (Entry<T>) entry;
        return widened;
    }
}
