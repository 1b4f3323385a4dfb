package backproplab.catalog;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import backproplab.tensor.Extent;

import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// What holds for every catalog: a member gives back the settings that it was made from, and everything that a
/// person reads is there.
public final class CatalogLaws {
    private CatalogLaws() {}

    public static <T> void assertHold(Catalog<T> catalog) {
        List<Executable> checks = new ArrayList<>();
        for (Entry<T> entry : catalog.entries()) {
            checks.add(() -> assertRoundTrip(catalog, entry));
            checks.add(() -> assertReadable(entry.id(), entry.label()));
            checks.add(() -> assertReadable(entry.id(), entry.summary()));
            for (Setting setting : entry.settings()) {
                checks.add(() -> assertReadable(entry.id() + "." + setting.id(), setting.help()));
            }
        }
        assertAll(checks);
    }

    /// A value of every setting that is not the standard one.
    public static Map<String, Object> otherValues(Entry<?> entry) {
        Map<String, Object> values = new HashMap<>();
        for (Setting setting : entry.settings()) {
            values.put(setting.id(), otherValue(setting));
        }
        return values;
    }

    private static <T> void assertRoundTrip(Catalog<T> catalog, Entry<T> entry) {
        Map<String, Object> values = otherValues(entry);
        T member = entry.create(values);
        assertEquals(values, entry.valuesOf(member).asMap(), entry.id());
        assertEquals(member, entry.create(entry.valuesOf(member).asMap()));
        assertEquals(entry, catalog.entryOf(member));
    }

    private static Object otherValue(Setting setting) {
        return switch (setting) {
            case Setting.Real real -> otherReal(real, real.standard());
            case Setting.Reals reals -> List.of(otherReal(reals, reals.standard().getFirst()), reals.max());
            case Setting.Whole whole -> whole.standard() < whole.max() ? whole.standard() + 1 : whole.min();
            case Setting.Sizes sizes -> new Extent(sizes.standard().rows(), sizes.standard().columns() + 1);
            case Setting.Flag flag -> !flag.standard();
            case Setting.Choice<?> choice -> other(choice);
        };
    }

    private static Double otherReal(Setting setting, double standard) {
        return DoubleStream.of(standard / 2, standard * 1.5, standard + 0.0625)
                .boxed()
                .filter(it -> it != standard && setting.problem(it).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static Object other(Setting.Choice<?> choice) {
        return choice.options().stream().filter(it -> it != choice.standard()).findFirst().orElseThrow();
    }

    private static void assertReadable(String place, String text) {
        assertFalse(text.isBlank(), () -> place + " says nothing");
        assertFalse(text.endsWith("."), () -> place + " ends with a point: " + text);
        assertEquals(text.strip(), text, place);
    }
}
