package backproplab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class CatalogTest {
    interface Drink {}

    record Water() implements Drink {}

    record Tea(double sugarShare, int steepingMinutes) implements Drink {
        static final Setting.Real SUGAR_SHARE = Setting.real("sugar_share", 0, 0, 1, "help");
        static final Setting.Whole STEEPING_MINUTES = Setting.whole("steeping_minutes", 3, 1, 10, "help");

        Tea {
            if (sugarShare > 0.5 && steepingMinutes < 2) {
                throw new IllegalArgumentException("`sugar_share` above 0.5 needs 2 `steeping_minutes` or more");
            }
        }
    }

    private static final Entry<Drink> WATER = Entry.plain("water", "Water", "wet", new Water());
    private static final Entry<Drink> TEA =
            new Entry<>(
                    "green_tea",
                    "Tea",
                    "green",
                    List.of(Tea.SUGAR_SHARE, Tea.STEEPING_MINUTES),
                    it -> new Tea(it.real(Tea.SUGAR_SHARE), it.whole(Tea.STEEPING_MINUTES)));
    private static final Catalog<Drink> DRINKS = Catalog.of("drink", WATER, TEA);

    @Test
    void whatIsNotGivenIsStandard() {
        assertEquals(new Tea(0, 3), TEA.standard());
        assertEquals(new Tea(0.25, 3), TEA.create(Map.of("sugar_share", 0.25)));
    }

    @Test
    void readsTheSettingsBackFromAMember() {
        Map<String, Object> given = Map.of("sugar_share", 0.75, "steeping_minutes", 5);
        assertEquals(given, TEA.valuesOf(TEA.create(given)).asMap());
        assertEquals(
                List.of("sugar_share", "steeping_minutes"), List.copyOf(TEA.valuesOf(TEA.standard()).asMap().keySet()));
    }

    @Test
    void problemsAreSentencesForTheUser() {
        assertEquals(Optional.empty(), TEA.problem(Map.of("sugar_share", 1.0)));
        assertEquals(Optional.of("`sugar_share` must be from 0 to 1, got 2"), TEA.problem(Map.of("sugar_share", 2.0)));
        assertEquals(
                Optional.of("there is no setting `milk` among [sugar_share, steeping_minutes]"),
                TEA.problem(Map.of("milk", 1.0)));
    }

    @Test
    void rulesBetweenSettingsAreProblemsToo() {
        assertEquals(
                Optional.of("`sugar_share` above 0.5 needs 2 `steeping_minutes` or more"),
                TEA.problem(Map.of("sugar_share", 0.75, "steeping_minutes", 1)));
    }

    @Test
    void findsTheEntryOfAMember() {
        assertEquals(TEA, DRINKS.entryOf(new Tea(1, 9)));
        assertEquals(Optional.of(WATER), DRINKS.find("water"));
        assertEquals(Optional.empty(), DRINKS.find("Water"));
        assertThrows(IllegalArgumentException.class, () -> DRINKS.get("wine"));
        assertThrows(IllegalArgumentException.class, () -> DRINKS.entryOf(new Drink() {}));
    }

    @Test
    void hintsAtTheNearestIdOrListsThemAll() {
        assertEquals("did you mean `green_tea`?", DRINKS.hint("greentea"));
        assertEquals("take one of green_tea, water", DRINKS.hint("absinthe"));
    }

    @Test
    void refusesTwoEntriesOfOneId() {
        assertThrows(IllegalArgumentException.class, () -> Catalog.of("drink", WATER, WATER));
    }
}
