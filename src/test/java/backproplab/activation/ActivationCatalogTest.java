package backproplab.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class ActivationCatalogTest {
    static final List<Entry<Activation>> ENTRIES = Activations.CATALOG.entries();

    private static final String SNAKE_CASE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

    @ParameterizedTest
    @FieldSource("ENTRIES")
    void settingsCanBeReadBackFromTheMember(Entry<Activation> entry) {
        for (Map<String, Object> settings : SampleActivations.drawnSettings(entry)) {
            Activation f = entry.create(settings);
            assertEquals(settings, entry.valuesOf(f).asMap());
            assertEquals(entry, Activations.CATALOG.entryOf(f));
        }
    }

    @ParameterizedTest
    @FieldSource("ENTRIES")
    void everythingHasANameAndAnExplanation(Entry<Activation> entry) {
        assertTrue(entry.id().matches(SNAKE_CASE));
        assertFalse(entry.label().isBlank());
        assertTrue(entry.summary().startsWith("f(z) = "));
        for (Setting setting : entry.settings()) {
            assertTrue(setting.id().matches(SNAKE_CASE));
            assertFalse(setting.help().isBlank());
        }
    }

    @Test
    void idsAndLabelsAreUnique() {
        assertEquals(ENTRIES.size(), Activations.CATALOG.ids().stream().distinct().count());
        assertEquals(ENTRIES.size(), ENTRIES.stream().map(Entry::label).distinct().count());
    }

    @Test
    void misspelledIdsAreUnderstood() {
        assertEquals("did you mean `tanh`?", Activations.CATALOG.hint("tahn"));
        assertEquals("did you mean `leaky_relu`?", Activations.CATALOG.hint("LeakyReLU"));
    }

    @Test
    void hardTanhNeedsMinBelowMax() {
        Entry<Activation> entry = Activations.CATALOG.get("hard_tanh");
        assertEquals(
                Optional.of("`min` must be below `max`, got 2 and 1"), entry.problem(Map.of("min", 2.0, "max", 1.0)));
        assertEquals(Optional.empty(), entry.problem(Map.of("min", 2.0, "max", 3.0)));
    }
}
